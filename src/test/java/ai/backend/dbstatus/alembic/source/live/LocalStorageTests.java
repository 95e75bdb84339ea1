package ai.backend.dbstatus.alembic.source.live;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LocalStorageTests {

	@TempDir
	Path directory;

	static boolean isTemporaryDirectoryLocal() throws Exception {
		String type = java.nio.file.Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir"))).type();
		return List.of("ext4", "xfs", "btrfs", "tmpfs", "overlay", "apfs").contains(type);
	}

	@Test
	@EnabledIf("isTemporaryDirectoryLocal")
	void aDiskOfThisMachineIs() {
		assertThat(LocalStorage.holds(List.of(this.directory))).isTrue();
	}

	@Test
	void whatIsNotThereIsNotKnownToBe() {
		assertThat(LocalStorage.holds(List.of(this.directory.resolve("nowhere")))).isFalse();
	}

	@Test
	@EnabledIf("isThereProc")
	void whatIsMadeUpByOthersIsNot() {
		assertThat(LocalStorage.holds(List.of(this.directory, Path.of("/proc")))).isFalse();
	}

	static boolean isThereProc() {
		return java.nio.file.Files.exists(Path.of("/proc/self"));
	}

}
