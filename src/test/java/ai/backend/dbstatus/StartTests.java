package ai.backend.dbstatus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.ToolProvider;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class StartTests {

	@TempDir
	private Path directory;

	@Test
	void java17UnderstandsIt() {
		ByteArrayOutputStream said = new ByteArrayOutputStream();
		int result = ToolProvider.getSystemJavaCompiler()
				.run(null, said, said, "--release", "17", "-d", this.directory.toString(),
						"src/main/java/ai/backend/dbstatus/Start.java");
		assertThat(result).as(said.toString(StandardCharsets.UTF_8)).isZero();
		assertThat(this.directory.resolve("ai/backend/dbstatus/Start.class")).exists();
	}

	@Test
	void anOlderJavaIsToldWhichOneIsNeededAndWhereOneIs() {
		assertThat(Start.refusal(17, "/opt/jdk-17", List.of(Path.of("/opt/jdk-25")))).isEqualToNormalizingNewlines("""
				db-status needs Java 25 or newer; this is Java 17 (/opt/jdk-17).
				Found one: start it with the same arguments by /opt/jdk-25/bin/java""");
		assertThat(Start.refusal(21, "/opt/jdk-21", List.of())).isEqualToNormalizingNewlines("""
				db-status needs Java 25 or newer; this is Java 21 (/opt/jdk-21).
				Install a JDK 25, for example from https://adoptium.net/, or run the image.""");
	}

	/** Spring Boot's {@code test-run} looks for it, and cannot choose among several. */
	@Test
	void theTestsHaveOneClassToStart() throws URISyntaxException {
		Path classes = Path.of(StartTests.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		assertThat(new ClassFileImporter().importPath(classes)
				.stream()
				.filter((type) -> type.getMethods()
						.stream()
						.anyMatch((method) -> method.getName().equals("main")
								&& method.getModifiers().contains(JavaModifier.STATIC)))
				.map(JavaClass::getName)).containsExactly(TestDbStatusApplication.class.getName());
	}

	@Test
	void theReleaseOfAJavaIsReadFromItsDirectory() throws IOException {
		assertThat(Start.release(this.directory)).isZero();
		Files.writeString(this.directory.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.3\"\n");
		assertThat(Start.release(this.directory)).isZero();
		Path java = Files.createDirectory(this.directory.resolve("bin")).resolve("java");
		Files.writeString(java, "");
		assertThat(java.toFile().setExecutable(true)).isTrue();
		assertThat(Start.release(this.directory)).isEqualTo(25);
		assertThat(Start.release(Path.of(System.getProperty("java.home")))).isEqualTo(Runtime.version().feature());
	}

}
