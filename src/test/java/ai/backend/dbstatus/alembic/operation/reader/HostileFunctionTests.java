package ai.backend.dbstatus.alembic.operation.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.NamingConvention;
import ai.backend.dbstatus.alembic.operation.Operation;
import ai.backend.dbstatus.alembic.operation.Operations;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Functions of migration scripts that take far more than their size suggests: they end, and are said not to be known.
 */
class HostileFunctionTests {

	@TempDir
	Path directory;

	private Operations upgrade(String script) throws IOException {
		Path file = Files.writeString(this.directory.resolve("a1.py"), "from alembic import op\n" + script);
		return new OperationReader(new LiveFiles(), List.of(this.directory), SqlDialect.POSTGRESQL,
				NamingConvention.DEFAULT).upgrade(file);
	}

	private static boolean mayDoAnything(Operations operations) {
		return operations.operations()
				.stream()
				.map(Operation::changes)
				.flatMap(List::stream)
				.anyMatch(Change.NotKnown.class::isInstance);
	}

	@Test
	void textsThatDouble() throws IOException {
		Operations operations = upgrade("def upgrade():\n    x = 'DROP TABLE a;'\n" + "    x = x + x\n".repeat(200)
				+ "    op.execute(x)\n");
		assertThat(mayDoAnything(operations)).isTrue();
	}

	@Test
	void textsThatDoubleAndAreNotWhollyKnown() throws IOException {
		Operations operations = upgrade("def upgrade():\n    x = 'DROP TABLE a;' + unknown()\n"
				+ "    x = x + x\n".repeat(200) + "    op.execute(x)\n");
		assertThat(mayDoAnything(operations)).isTrue();
	}

	@Test
	void textsThatAreFilledInAgainAndAgain() throws IOException {
		Operations operations = upgrade("def upgrade():\n    x = 'a' + unknown()\n"
				+ "    x = '%s %s' % (x, x)\n".repeat(200) + "    op.execute(x)\n");
		assertThat(mayDoAnything(operations)).isTrue();
	}

	@Test
	void aLongStatementInPartsIsStillRead() throws IOException {
		String columns = IntStream.range(0, 1000)
				.mapToObj((i) -> "    x = x + ', c" + i + " int'\n")
				.collect(joining());
		Operations operations = upgrade("def upgrade():\n    x = 'CREATE TABLE t (a int'\n" + columns
				+ "    op.execute(x + ')')\n");
		assertThat(mayDoAnything(operations)).isFalse();
		assertThat(operations.operations()).hasSize(1);
	}

	@Test
	void callsThatDouble() throws IOException {
		String functions = IntStream.range(0, 60)
				.mapToObj((i) -> "def f%d():\n    f%d()\n    f%d()\n".formatted(i, i + 1, i + 1))
				.collect(joining());
		Operations operations = upgrade(functions + "def f60():\n    op.drop_table('t')\ndef upgrade():\n    f0()\n");
		assertThat(mayDoAnything(operations)).isTrue();
	}

	@Test
	void callsOfWhatNobodyKnows() throws IOException {
		Operations operations = upgrade(
				"def upgrade():\n" + "    for i in range(9999):\n        op.a(i)\n        op.b(i)\n".repeat(30));
		assertThat(mayDoAnything(operations)).isTrue();
		assertThat(operations.operations()).hasSizeLessThanOrEqualTo(20_000);
	}

}
