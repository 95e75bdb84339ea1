package ai.backend.dbstatus.alembic.source.archive;

import java.nio.file.Path;

import ai.backend.dbstatus.alembic.source.archive.ArchiveException.Problem;
import ai.backend.dbstatus.alembic.source.tree.MemoryFiles;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class ArchiveSpaceTests {

	private final ArchiveSpace space = new ArchiveSpace(100);

	@Test
	void archivesShareTheSpaceAndAReplacementTakesThePlaceOfTheOneBefore() {
		String first = "first";
		String second = "second";
		this.space.take(first, files(60));
		this.space.take(first, files(90));
		assertThatExceptionOfType(ArchiveException.class).isThrownBy(() -> this.space.take(second, files(20)))
				.withMessage(
						"The archive has 20 bytes of files that would be kept in memory, beside 90 of other archives, "
								+ "and all together may have 100; give the service a larger heap (-Xmx), of which this is a quarter")
				.satisfies((failure) -> assertThat(failure.problem())
						.isEqualTo(Problem.TOO_LARGE));
		this.space.take(first, files(80));
		assertThatNoException().isThrownBy(() -> this.space.take(second, files(20)));
	}

	private static ArchivedFiles files(long bytes) {
		return new ArchivedFiles(MemoryFiles.at(Path.of("/a")).build(), null, bytes);
	}

}
