package ai.backend.dbstatus.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A made-up Alembic project that looks like a grown one: a line of revisions which branches and merges again at regular
 * distances, each script with a docstring, imports, and an upgrade and a downgrade of some lines.
 */
final class GeneratedProject {

	private static final String INI = """
			[alembic]
			script_location = migrations
			sqlalchemy.url = postgresql://nobody@localhost/nothing
			""";

	private static final String SCRIPT = """
			\"""Change number %1$d of the schema

			Revision ID: %2$s
			Revises: %3$s
			Create Date: 2026-02-03 04:05:06.789012

			\"""

			import sqlalchemy as sa
			from alembic import op
			from sqlalchemy.dialects import postgresql

			# revision identifiers, used by Alembic.
			revision = "%2$s"
			down_revision = %4$s
			branch_labels = None
			depends_on = None


			def upgrade() -> None:
			%5$s

			def downgrade() -> None:
			    op.drop_table("table_%1$d")
			""";

	private static final String STATEMENT = """
			    op.add_column(
			        "table_%1$d",
			        sa.Column("column_%2$d", sa.String(length=64), nullable=True, server_default=sa.text("''")),
			    )
			""";

	private static final int STATEMENTS = 12;

	private GeneratedProject() {
	}

	/**
	 * Writes a project.
	 * @param directory where to, empty or not there yet
	 * @param revisions how many revisions it has
	 * @param merges how many of them merge two branches
	 * @return the id of its only head
	 */
	static String write(Path directory, int revisions, int merges) {
		try {
			Path versions = Files.createDirectories(directory.resolve("migrations").resolve("versions"));
			Files.writeString(directory.resolve("alembic.ini"), INI);
			List<String> tips = List.of();
			int distance = (merges > 0) ? Math.max(4, revisions / merges) : Integer.MAX_VALUE;
			for (int number = 0; number < revisions; number++) {
				String id = id(number);
				// One branches off, two go on side by side, the next merges.
				boolean fork = number % distance == distance - 2 && number < revisions - 2;
				boolean merge = tips.size() > 1;
				List<String> down = (fork || merge) ? tips : tips.subList(Math.max(0, tips.size() - 1), tips.size());
				script(versions, number, id, down);
				if (fork) {
					number++;
					script(versions, number, id(number), tips);
					tips = List.of(id, id(number));
				}
				else {
					tips = List.of(id);
				}
			}
			return tips.getLast();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String id(int number) {
		// Spreads the ids, so that file names are in no order of the history.
		return String.format(Locale.ROOT, "%012x", (number + 1) * 0x9E3779B97F4AL & 0xFFFF_FFFF_FFFFL);
	}

	private static void script(Path versions, int number, String id, List<String> down) throws IOException {
		List<String> quoted = new ArrayList<>();
		down.forEach((revision) -> quoted.add('"' + revision + '"'));
		String downRevision = switch (quoted.size()) {
			case 0 -> "None";
			case 1 -> quoted.getFirst();
			default -> "(" + String.join(", ", quoted) + ")";
		};
		StringBuilder body = new StringBuilder();
		for (int i = 0; i < STATEMENTS; i++) {
			body.append(STATEMENT.formatted(number, i));
		}
		Files.writeString(versions.resolve(id + "_change_number_" + number + ".py"),
				SCRIPT.formatted(number, id, String.join(", ", down), downRevision, body));
	}

}
