package ai.backend.dbstatus.alembic.source.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.Entry.Kind;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import ai.backend.dbstatus.alembic.source.archive.ArchiveException.Problem;
import ai.backend.dbstatus.testsupport.TarBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Images of containers as {@code docker save} writes them, and as OCI layouts.
 */
class ImagesTests {

	private static final ArchiveLimits LIMITS = new ArchiveLimits(1_000_000, 100, 1_000_000);

	private static final String CONFIG = """
			{"config": {"WorkingDir": "/app", "Env": ["PATH=/venv/bin:/bin", "PYTHONPATH=/extra:lib"]}}""";

	private static ArchivedFiles read(byte[] archive) {
		return Archives.read(ArchiveData.of(archive), ArchiveFormat.of(archive), Path.of("/workdir"), "alembic.ini",
				LIMITS);
	}

	private static void refuses(byte[] archive, Problem problem, String sentence) {
		assertThatExceptionOfType(ArchiveException.class).isThrownBy(() -> read(archive))
				.withMessage(sentence)
				.satisfies((ex) -> assertThat(ex.problem()).isEqualTo(problem));
	}

	private static String text(ProjectFiles files, String path) {
		try {
			return new String(files.read(files.look(Path.of(path)), 1000), StandardCharsets.UTF_8);
		}
		catch (UnreadableFileException ex) {
			throw new AssertionError(ex);
		}
	}

	/** As {@code docker save} writes it. */
	private static byte[] saved(byte[]... layers) {
		TarBuilder tar = new TarBuilder().file("config.json", CONFIG);
		StringBuilder names = new StringBuilder();
		for (int i = 0; i < layers.length; i++) {
			tar.file(i + "/layer.tar", layers[i]);
			names.append((i == 0) ? "" : ", ").append("\"%d/layer.tar\"".formatted(i));
		}
		return tar.file("manifest.json", """
				[{"Config": "config.json", "RepoTags": ["app:1"], "Layers": [%s]}]""".formatted(names)).bytes();
	}

	private static TarBuilder layer() {
		return new TarBuilder();
	}

	@Test
	void putsLayersOnTopOfEachOther() {
		byte[] below = layer().directory("app/")
				.file("app/alembic.ini", "old")
				.file("app/a.py", "a")
				.file("b.py", "b")
				.bytes();
		byte[] above = layer().file("app/alembic.ini", "new").file("app/c.py", "c").bytes();
		ArchivedFiles image = read(saved(below, gzip(above)));
		assertThat(text(image.files(), "/app/alembic.ini")).isEqualTo("new");
		assertThat(text(image.files(), "/app/a.py")).isEqualTo("a");
		assertThat(text(image.files(), "/app/c.py")).isEqualTo("c");
		assertThat(text(image.files(), "/b.py")).isEqualTo("b");
		assertThat(Objects.requireNonNull(image.image()).workdir()).isEqualTo(Path.of("/app"));
	}

	@Test
	void readsAnImageThatIsCompressedAsAWhole() {
		assertThat(text(read(gzip(saved(layer().file("a.py", "a").bytes()))).files(), "/a.py")).isEqualTo("a");
	}

	@Test
	void takesAwayWhatAUpperLayerHidesAndNothingElse() {
		byte[] below = layer().file("app/a.py", "a")
				.file("app/b.py", "b")
				.file("app/old/c.py", "c")
				.file("app/versions/d.py", "d")
				.file("app/versions2/e.py", "e")
				.file("app/versions.py", "f")
				.bytes();
		byte[] above = layer().file("app/.wh.a.py", "")
				.file("app/.wh.old", "")
				.file("app/versions/g.py", "g")
				.file("app/versions/.wh..wh..opq", "")
				.file("app/.wh..wh.plnk", "")
				.bytes();
		ProjectFiles files = read(saved(below, above)).files();
		assertThat(files.kind(Path.of("/app/a.py"))).isEqualTo(Kind.MISSING);
		assertThat(files.kind(Path.of("/app/old"))).isEqualTo(Kind.MISSING);
		assertThat(files.kind(Path.of("/app/versions/d.py"))).isEqualTo(Kind.MISSING);
		assertThat(files.kind(Path.of("/app/.wh.a.py"))).isEqualTo(Kind.MISSING);
		assertThat(text(files, "/app/b.py")).isEqualTo("b");
		assertThat(text(files, "/app/versions/g.py")).isEqualTo("g");
		assertThat(text(files, "/app/versions2/e.py")).isEqualTo("e");
		assertThat(text(files, "/app/versions.py")).isEqualTo("f");
	}

	@Test
	void aFileThatWasTakenAwayMayComeAgain() {
		byte[] below = layer().file("a.py", "1").bytes();
		byte[] without = layer().file(".wh.a.py", "").bytes();
		byte[] again = layer().file("a.py", "3").bytes();
		assertThat(text(read(saved(below, without, again)).files(), "/a.py")).isEqualTo("3");
		// In one layer, too: what it takes away is of those below.
		byte[] both = layer().file("a.py", "2").file(".wh.a.py", "").bytes();
		assertThat(text(read(saved(below, both)).files(), "/a.py")).isEqualTo("2");
	}

	@Test
	void aFileTakesThePlaceOfADirectoryAndADirectoryThatOfAFile() {
		byte[] below = layer().file("d/a.py", "a").file("f", "f").bytes();
		byte[] above = layer().file("d", "no directory").directory("f/").file("f/b.py", "b").bytes();
		ProjectFiles files = read(saved(below, above)).files();
		assertThat(files.kind(Path.of("/d"))).isEqualTo(Kind.FILE);
		assertThat(files.kind(Path.of("/d/a.py"))).isEqualTo(Kind.MISSING);
		assertThat(text(files, "/f/b.py")).isEqualTo("b");
	}

	@Test
	void followsLinksInsideTheImage() {
		byte[] below = layer().directory("usr/lib/").link("lib", "usr/lib").link("up", "../../usr").bytes();
		byte[] above = layer().file("lib/a.py", "a").link("app/absolute", "/usr/lib").bytes();
		ProjectFiles files = read(saved(below, above)).files();
		assertThat(text(files, "/usr/lib/a.py")).isEqualTo("a");
		assertThat(text(files, "/lib/a.py")).isEqualTo("a");
		assertThat(text(files, "/app/absolute/a.py")).isEqualTo("a");
		assertThat(text(files, "/up/lib/a.py")).isEqualTo("a");
	}

	@Test
	void hardLinksLeadToFilesOfLowerLayersToo() {
		byte[] below = layer().file("a.py", "a").bytes();
		byte[] above = layer().hardLink("c.py", "b.py").hardLink("b.py", "a.py").bytes();
		ProjectFiles files = read(saved(below, above)).files();
		assertThat(text(files, "/b.py")).isEqualTo("a");
		assertThat(text(files, "/c.py")).isEqualTo("a");
		refuses(saved(layer().hardLink("b.py", "a.py").bytes()), Problem.DAMAGED,
				"The entry 'b.py' is a link to 'a.py', which is no file of the image");
	}

	@Test
	void findsPythonsPackagesAsTheImageDoes() {
		byte[] layer = layer().file("usr/bin/python3.13", "ELF")
				.link("venv/bin/python3", "/usr/bin/python3.13")
				.file("venv/lib/python3.13/site-packages/shop/__init__.py", "")
				.bytes();
		assertThat(Objects.requireNonNull(read(saved(layer)).image()).pythonPath()).containsExactly(Path.of("/extra"),
				Path.of("/app/lib"), Path.of("/venv/lib/python3.13/site-packages"));
	}

	@Test
	void keepsWhatIsReadAndNothingElse() {
		byte[] layer = layer().file("a.py", "a")
				.file("big.py", "x".repeat(1 << 20))
				.file("lib.so", "ELF")
				.file("system-a\\x2db", "")
				.file("a:b", "")
				.bytes();
		ProjectFiles files = Archives.read(ArchiveData.of(saved(layer)), ArchiveFormat.TAR, Path.of("/"), "x.ini",
				new ArchiveLimits(9_000_000, 100, 9_000_000)).files();
		assertThat(text(files, "/a.py")).isEqualTo("a");
		Entry library = files.look(Path.of("/lib.so"));
		assertThat(library.kind()).isEqualTo(Kind.FILE);
		assertThatExceptionOfType(UnreadableFileException.class).isThrownBy(() -> files.read(library, 100))
				.withMessage("of an image, only Python's files and the configuration are kept");
		assertThat(files.isFile(Path.of("/system-a\\x2db"))).isTrue();
	}

	@Test
	void readsLayersThatAreLinksToThoseOfAnotherImage() {
		byte[] archive = new TarBuilder().file("config.json", CONFIG)
				.file("x/layer.tar", layer().file("a.py", "a").bytes())
				.link("y/layer.tar", "../x/layer.tar")
				.file("manifest.json", """
						[{"Config": "config.json", "RepoTags": null, "Layers": ["y/layer.tar"]}]""")
				.bytes();
		assertThat(text(read(archive).files(), "/a.py")).isEqualTo("a");
	}

	private static TarBuilder layout(String index) {
		return new TarBuilder().directory("./")
				.file("./oci-layout", "{\"imageLayoutVersion\": \"1.0.0\"}")
				.file("./index.json", index);
	}

	private static String descriptor(String digest, String more) {
		return """
				{"digest": "sha256:%s"%s}""".formatted(digest, more);
	}

	private static String manifest(String layer, long size) {
		return """
				{"schemaVersion": 2,
				 "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "sha256:c0"},
				 "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "size": %d,
				             "digest": "sha256:%s"}]}""".formatted(size, layer);
	}

	@Test
	void readsAnOciLayoutThroughANestedIndex() {
		byte[] layer = gzip(layer().file("app/alembic.ini", "[alembic]").bytes());
		String attestation = ", \"annotations\": {\"vnd.docker.reference.type\": \"attestation-manifest\"}";
		byte[] archive = layout("{\"manifests\": [%s]}".formatted(descriptor("a0", "")))
				.file("./blobs/sha256/a0", "{\"manifests\": [%s, %s, %s]}".formatted(
						descriptor("gone", ", \"platform\": {\"os\": \"linux\", \"architecture\": \"arm64\"}"),
						descriptor("b0", ""), descriptor("b1", attestation)))
				.file("./blobs/sha256/b0", manifest("d0", layer.length))
				.file("./blobs/sha256/b1", manifest("d0", layer.length))
				.file("./blobs/sha256/c0", CONFIG)
				.file("./blobs/sha256/d0", layer)
				.bytes();
		ArchivedFiles image = read(archive);
		assertThat(text(image.files(), "/app/alembic.ini")).isEqualTo("[alembic]");
		assertThat(Objects.requireNonNull(image.image()).workdir()).isEqualTo(Path.of("/app"));
	}

	@Test
	void refusesTwoImagesSinceOneOfThemWouldBeGuessed() {
		byte[] layer = layer().file("a.py", "a").bytes();
		byte[] docker = new TarBuilder().file("config.json", CONFIG)
				.file("1.tar", layer)
				.file("2.tar", layer)
				.file("manifest.json", """
						[{"Config": "config.json", "RepoTags": ["app:1"], "Layers": ["1.tar"]},
						 {"Config": "config.json", "RepoTags": ["web:2"], "Layers": ["2.tar"]}]""")
				.bytes();
		refuses(docker, Problem.NOT_AN_ARCHIVE,
				"The archive has 2 images (app:1, web:2); save the one that has the scripts");
		byte[] layout = layout("{\"manifests\": [%s, %s]}".formatted(
				descriptor("a0", ", \"platform\": {\"os\": \"linux\", \"architecture\": \"amd64\"}"),
				descriptor("b0", ", \"platform\": {\"os\": \"linux\", \"architecture\": \"arm64\"}")))
				.file("blobs/sha256/a0", manifest("d0", layer.length))
				.file("blobs/sha256/b0", manifest("d0", layer.length))
				.file("blobs/sha256/d0", layer)
				.bytes();
		refuses(layout, Problem.NOT_AN_ARCHIVE,
				"The archive has 2 images (linux/amd64, linux/arm64); save the one that has the scripts");
	}

	@Test
	void refusesALayerThatIsMissingOrOfAnotherSize() {
		byte[] layer = layer().file("a.py", "a").bytes();
		String index = "{\"manifests\": [%s]}".formatted(descriptor("a0", ""));
		refuses(layout(index).file("blobs/sha256/a0", manifest("d0", 7)).bytes(), Problem.DAMAGED,
				"The image has the layer 'blobs/sha256/d0', which is not in the archive");
		refuses(layout(index).file("blobs/sha256/a0", manifest("d0", 7)).file("blobs/sha256/d0", layer).bytes(),
				Problem.DAMAGED, "The layer 'blobs/sha256/d0' has another size than the image's manifest says");
		refuses(layout(index).bytes(), Problem.DAMAGED, "The archive has no image whose manifest is there");
		refuses(layout("{\"manifests\": [{\"digest\": \"sha256:../../x\"}]}").bytes(), Problem.DAMAGED,
				"The image's manifest has the digest 'sha256:../../x', which is none");
	}

	@Test
	void refusesLayersThatAreDamagedOrOfAnotherKind() {
		byte[] layer = layer().file("a.py", "a").bytes();
		refuses(saved(layer, new byte[]{ 0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0 }), Problem.NOT_AN_ARCHIVE,
				"The layer '1/layer.tar' is compressed by zstd, which is not read; save the image with layers that are not compressed, or by gzip");
		refuses(saved("Not a tar".repeat(100).getBytes(StandardCharsets.UTF_8)), Problem.DAMAGED,
				"The layer '0/layer.tar' is not a tar, or a damaged one");
		refuses(saved(Arrays.copyOf(layer, 1024)), Problem.DAMAGED,
				"In the layer '0/layer.tar': The archive ends too early, at or behind the entry 'a.py'");
		byte[] compressed = gzip(layer);
		for (int length = 20; length < compressed.length; length++) {
			byte[] truncated = saved(Arrays.copyOf(compressed, length));
			assertThatExceptionOfType(ArchiveException.class).as("%d bytes", length).isThrownBy(() -> read(truncated));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			../a.py     | In the layer '0/layer.tar': The entry '../a.py' has a path that leads out of the archive
			a/../../b   | In the layer '0/layer.tar': The entry 'a/../../b' has a path that leads out of the archive
			a/.wh...    | In the layer '0/layer.tar': The entry 'a/..' has a path that leads out of the archive
			a/.wh.      | In the layer '0/layer.tar': The entry 'a/.wh.' takes away nothing that has a name
			""")
	void refusesPathsThatLeadOut(String name, String sentence) {
		assertThatExceptionOfType(ArchiveException.class).isThrownBy(() -> read(saved(layer().file(name, "").bytes())))
				.withMessage(sentence);
	}

	@Test
	void refusesTwoEntriesOfOneName() {
		refuses(saved(layer().file("a.py", "1").file("./a.py", "2").bytes()), Problem.DUPLICATE,
				"In the layer '0/layer.tar': There are two entries './a.py' in the archive");
		byte[] layer = layer().file("a.py", "a").bytes();
		byte[] twice = new TarBuilder().file("l.tar", layer).file("l.tar", layer).file("manifest.json", """
				[{"Config": "c.json", "Layers": ["l.tar"]}]""").bytes();
		refuses(twice, Problem.DUPLICATE, "There are two entries 'l.tar' in the archive");
	}

	@Test
	void refusesWhatGrowsBeyondTheLimit() {
		byte[] bomb = gzip(layer().file("zeros", "\0".repeat(900_000)).bytes());
		refuses(saved(bomb, bomb), Problem.TOO_LARGE,
				"The archive becomes larger than 1000000 bytes when it is unpacked");
		TarBuilder many = layer();
		for (int i = 0; i < 101; i++) {
			many.file("f" + i, "");
		}
		refuses(saved(gzip(many.bytes())), Problem.TOO_LARGE, "The archive has more than 100 entries");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"name\": \"a page\"}", "[]", "[1]", "[{\"src\": \"icon.png\"}]", "not JSON" })
	void takesAProjectWithAManifestOfItsOwnForAProject(String manifest) {
		ArchivedFiles project = read(new TarBuilder().file("manifest.json", manifest).file("a.py", "a").bytes());
		assertThat(project.image()).isNull();
		assertThat(text(project.files(), "/workdir/a.py")).isEqualTo("a");
	}

	private static byte[] gzip(byte[] content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

}
