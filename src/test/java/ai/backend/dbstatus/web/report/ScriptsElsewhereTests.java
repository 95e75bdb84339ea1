package ai.backend.dbstatus.web.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import ai.backend.dbstatus.testsupport.GitCommands;
import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.SqliteProject;
import ai.backend.dbstatus.testsupport.TarBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reports by other scripts than those of the work tree, and gates for callers who have others.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.builtin-components=false", "db-status.wait.interval=50ms", "db-status.upload.max-bytes=60KB",
		"db-status.components.following.git.ref=2.0", "db-status.components.lost.git.ref=nowhere" })
class ScriptsElsewhereTests {

	private static final JsonMapper MAPPER = JsonMapper.shared();

	@TempDir
	private static Path directory;

	@SuppressWarnings("NullAway.Init")
	private static SqliteProject project;

	@SuppressWarnings("NullAway.Init")
	private static GitCommands git;

	@LocalServerPort
	private int port;

	private Http http;

	/** 1.0 has a1aa; 2.0 b2bb on top of it, 3.0 c3cc on top of that; the branch feature has f6ff on top of a1aa. */
	@DynamicPropertySource
	static void component(DynamicPropertyRegistry registry) throws IOException {
		directory = directory.toRealPath();
		git = GitCommands.init(directory.resolve("project"));
		project = new SqliteProject(git.directory()).script("a1aa", "One");
		git.write(".gitignore", "shop.db\n").commit("One");
		git.run("tag", "1.0");
		project.script("b2bb", "Two", "a1aa");
		git.commit("Two");
		git.run("tag", "2.0");
		project.script("c3cc", "Three", "b2bb");
		git.commit("Three");
		git.run("tag", "3.0");
		git.run("checkout", "-q", "-b", "feature", "1.0");
		project.script("f6ff", "Feature", "a1aa");
		git.commit("Feature");
		git.run("checkout", "-q", "2.0");
		git.run("archive", "--format=tar.gz", "-o", "../scripts.tar.gz", "3.0");
		git.run("archive", "--format=zip", "-o", "../scripts.zip", "3.0");
		registry.add("db-status.workdir", git.directory()::toString);
		registry.add("db-status.default-component", () -> "shop");
		for (String name : new String[]{ "shop", "following", "lost", "packed", "imaged" }) {
			registry.add("db-status.components." + name + ".alembic-config", () -> "alembic.ini");
		}
		for (String name : new String[]{ "shop", "following", "packed", "doubted", "outside" }) {
			registry.add("db-status.components." + name + ".source-url",
					() -> "https://git.example.org/" + name + "/blob/{commit}/{file}#L{line}");
		}
		registry.add("db-status.components.packed.archive", () -> directory.resolve("scripts.zip").toString());
		registry.add("db-status.components.imaged.archive", () -> directory.resolve("image.tar").toString());
		registry.add("db-status.components.doubted.alembic-config", () -> "alembic.ini");
		registry.add("db-status.components.doubted.trusted", () -> "false");
		registry.add("db-status.components.doubted.url", () -> "sqlite:///shop.db");
		Path outside = Files.createDirectory(directory.resolve("outside"));
		registry.add("db-status.components.outside.alembic-config", () -> "alembic.ini");
		registry.add("db-status.components.outside.git.repository", outside::toString);
	}

	@BeforeEach
	void atTheSecond() {
		this.http = new Http(this.port);
		project.stamp("b2bb");
	}

	private int code(String path) {
		return this.http.get(path).statusCode();
	}

	private static JsonNode json(HttpResponse<String> response) {
		return MAPPER.readTree(response.body());
	}

	private static byte[] archive(String name) throws IOException {
		return Files.readAllBytes(directory.resolve(name));
	}

	@ParameterizedTest
	@CsvSource({ "b2bb, 200, APPLIED", "a1aa, 200, APPLIED", "b2, 200, APPLIED", "c3cc, 503, PENDING",
			"f6ff, 503, PENDING", "unheard, 503, PENDING", "b, 200, APPLIED", "b2bbb, 503, PENDING" })
	void aGateOpensForCodeWhoseRevisionsAreApplied(String needs, int code, String state) {
		HttpResponse<String> response = this.http.get("/db-status?needs=" + needs);
		assertThat(response.statusCode()).isEqualTo(code);
		assertThat(json(response).at("/needs")).hasToString("""
				[{"revision":"%s","state":"%s"}]""".formatted(needs, state));
	}

	@Test
	void aGateNeedsEachRevisionAndTheStatus() {
		assertThat(code("/db-status?needs=a1aa,b2bb")).isEqualTo(200);
		assertThat(code("/db-status?needs=a1aa,c3cc")).isEqualTo(503);
		assertThat(code("/db-status?needs=a1aa&expect=BEHIND")).isEqualTo(503);
		assertThat(code("/db-status?needs=a1aa&expect=UP_TO_DATE")).isEqualTo(200);
		project.stamp("a1aa");
		assertThat(code("/db-status?needs=a1aa")).isEqualTo(200);
		assertThat(code("/db-status?needs=a1aa&expect=UP_TO_DATE")).isEqualTo(503);
		assertThat(code("/db-status?needs=a1aa&expect=PENDING_MIGRATIONS")).isEqualTo(200);
		project.stamp();
		assertThat(code("/db-status?needs=a1aa")).isEqualTo(503);
	}

	@Test
	void aGateOpensForOldCodeWhenNewerCodeHasMigrated() {
		project.stamp("c3cc");
		JsonNode report = this.http.json("/db-status?needs=c3cc,b2bb,f6ff");
		assertThat(report.at("/needs")).hasToString("""
				[{"revision":"c3cc","state":"APPLIED"},{"revision":"b2bb","state":"APPLIED"},\
				{"revision":"f6ff","state":"PENDING"}]""");
		assertThat(code("/db-status?needs=b2bb")).isEqualTo(200);
		project.stamp("unheard");
		assertThat(this.http.json("/db-status?needs=b2bb").at("/needs/0/state").asString()).isEqualTo("UNKNOWN");
		assertThat(code("/db-status?needs=b2bb")).isEqualTo(503);
		assertThat(code("/db-status?needs=unheard")).isEqualTo(200);
	}

	@Test
	void aGateForAllComponentsNeedsItOfEach() {
		assertThat(code("/components/db-status?needs=b2bb")).isEqualTo(200);
		assertThat(code("/components/db-status?needs=c3cc")).isEqualTo(503);
		assertThat(this.http.json("/components/db-status?needs=b2bb").at("/components/0/needs/0/state").asString())
				.isEqualTo("APPLIED");
	}

	@Test
	void whoWaitsForARevisionIsAnsweredWhenItIsApplied() {
		project.stamp("a1aa");
		CompletableFuture<HttpResponse<String>> waiting = CompletableFuture
				.supplyAsync(() -> this.http.get("/db-status?needs=c3cc&wait=50s"));
		project.stamp("c3cc");
		HttpResponse<String> response = waiting.join();
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(json(response).at("/needs/0/state").asString()).isEqualTo("APPLIED");
		assertThat(code("/db-status?needs=f6ff&wait=0s")).isEqualTo(503);
	}

	@Test
	void whoWaitsForTheScriptsOfARefIsAnsweredByThem() {
		CompletableFuture<HttpResponse<String>> waiting = CompletableFuture
				.supplyAsync(() -> this.http.get("/db-status?ref=3.0&expect=UP_TO_DATE&wait=50s"));
		project.stamp("c3cc");
		HttpResponse<String> response = waiting.join();
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(json(response).at("/scripts/ref").asString()).isEqualTo("3.0");
	}

	@Test
	void theTextSaysWhatIsNeeded() {
		assertThat(this.http.get("/db-status?needs=b2bb,c3cc&format=text").body()).endsWith("""
				Status: Database schema is current. No migrations pending.

				Needs:
				- b2bb: applied
				- c3cc: pending
				""");
	}

	@ParameterizedTest
	@CsvSource({ "1.0, UNRECOGNIZED, AHEAD", "2.0, UP_TO_DATE, AT_HEAD", "3.0, BEHIND, PENDING_MIGRATIONS",
			"main, BEHIND, PENDING_MIGRATIONS", "main~1, UP_TO_DATE, AT_HEAD",
			"feature, UNRECOGNIZED, OTHER_BRANCH", "HEAD, UP_TO_DATE, AT_HEAD" })
	void aReportIsByTheScriptsOfARef(String ref, String status, String reason) {
		JsonNode report = this.http.json("/components/shop/db-status?ref=" + ref);
		assertThat(report.at("/status").asString()).isEqualTo(status);
		assertThat(report.at("/reason").asString()).isEqualTo(reason);
		assertThat(report.at("/scripts")).hasToString("""
				{"source":"GIT","ref":"%s","commit":"%s","committedAt":"2026-01-02T03:04:05Z"}"""
				.formatted(ref, git.run("rev-parse", ref)));
	}

	@Test
	void aRevisionIsLinkedWhereTheCommitHasItsScript() throws IOException {
		String head = git.run("rev-parse", "HEAD");
		assertThat(sources("shop", "")).containsExactly(
				"https://git.example.org/shop/blob/%s/migrations/versions/b2bb.py#L2".formatted(head),
				"https://git.example.org/shop/blob/%s/migrations/versions/a1aa.py#L2".formatted(head));
		assertThat(sources("following", "").getFirst()).isEqualTo(
				"https://git.example.org/following/blob/%s/migrations/versions/b2bb.py#L2"
						.formatted(git.run("rev-parse", "2.0")));
		assertThat(sources("shop", "?ref=3.0")).first()
				.isEqualTo("https://git.example.org/shop/blob/%s/migrations/versions/c3cc.py#L2"
						.formatted(git.run("rev-parse", "3.0")));
		assertThat(this.http.json("/components/shop/db-status?ref=3.0").at("/pendingRevisions/0/sourceUrl").asString())
				.endsWith("/c3cc.py#L2");
		assertThat(this.http.json("/components/shop/graph").at("/revisions/0/sourceUrl").asString())
				.endsWith("/b2bb.py#L2");
		assertThat(this.http.json("/components/shop/plan?ref=3.0").at("/steps/0/sourceUrl").asString())
				.endsWith("/c3cc.py#L2");
		assertThat(this.http.get("/components/shop/plan?ref=3.0&format=html").body())
				.contains("/migrations/versions/c3cc.py#L2\" rel=\"noreferrer\">c3cc.py</a>");
	}

	@Test
	void aRevisionIsNotLinkedWhereNoCommitHasItsScript() throws IOException {
		Path script = git.directory().resolve("migrations/versions/d4dd.py");
		project.script("d4dd", "Not committed", "b2bb");
		try {
			assertThat(sources("shop", "")).first().isEqualTo("null");
			assertThat(sources("shop", "").get(1)).endsWith("/b2bb.py#L2");
		}
		finally {
			Files.delete(script);
		}
		assertThat(sources("packed", "")).containsOnly("null");
		assertThat(sources("doubted", "")).containsOnly("null");
		assertThat(sources("outside", "")).containsOnly("null");
	}

	@Test
	void aRevisionIsLinkedToTheCommitThatIsCheckedOutByNow() {
		String before = git.run("rev-parse", "HEAD");
		String tag = this.http.get("/components/shop/revisions").headers().firstValue("ETag").orElseThrow();
		git.run("checkout", "-q", "-b", "later");
		git.commit("Nothing");
		try {
			assertThat(sources("shop", "").getFirst()).contains(git.run("rev-parse", "HEAD")).doesNotContain(before);
			assertThat(this.http.get("/components/shop/revisions").headers().firstValue("ETag")).isNotEqualTo(
					java.util.Optional.of(tag));
		}
		finally {
			git.run("checkout", "-q", "2.0");
			git.run("branch", "-D", "later");
		}
	}

	/** The links of all revisions, the newest first. */
	private List<String> sources(String component, String query) {
		List<String> sources = new ArrayList<>();
		this.http.json("/components/" + component + "/revisions" + query)
				.at("/revisions")
				.forEach((revision) -> sources.add(revision.at("/sourceUrl").toString().replace("\"", "")));
		return sources;
	}

	@Test
	void aReportOfTheWorkTreeSaysSo() {
		assertThat(this.http.json("/db-status").at("/scripts")).hasToString("""
				{"source":"DIRECTORY","ref":null,"commit":null,"committedAt":null}""");
	}

	@Test
	void aRefThatMovesCountsInTheNextCheck() {
		git.run("branch", "-f", "moving", "1.0");
		assertThat(this.http.json("/db-status?ref=moving").at("/reason").asString()).isEqualTo("AHEAD");
		git.run("branch", "-f", "moving", "3.0");
		assertThat(this.http.json("/db-status?ref=moving").at("/reason").asString()).isEqualTo("PENDING_MIGRATIONS");
		git.run("branch", "-D", "moving");
		assertThat(code("/db-status?ref=moving")).isEqualTo(404);
	}

	@Test
	void aRefThatIsNotThereNamesThoseNearIt() {
		HttpResponse<String> response = this.http.get("/db-status?ref=featrue");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(json(response).at("/title").asString()).isEqualTo("Unknown ref");
		assertThat(json(response).at("/detail").asString())
				.isEqualTo("There is no branch, tag or commit 'featrue' in %s/.git. Near it: feature."
						.formatted(git.directory()));
		assertThat(json(response).at("/refs")).hasToString("[\"feature\"]");
	}

	@Test
	void aComponentWithoutARepositorySaysSo() {
		HttpResponse<String> response = this.http.get("/components/outside/db-status?ref=main");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(json(response).at("/detail").asString())
				.isEqualTo("%s is not in a git repository; set db-status.components.NAME.git.repository to one."
						.formatted(directory.resolve("outside")));
	}

	/** Its {@code .git} may lead to any repository of this machine. */
	@Test
	void aProjectThatIsNotTrustedChoosesNoRepository() {
		project.stamp("f6ff");
		assertThat(json(this.http.get("/components/doubted/db-status")).at("/reason").asString())
				.isEqualTo("UNKNOWN_REVISION");
		HttpResponse<String> response = this.http.get("/components/doubted/refs");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(json(response).at("/detail").asString()).isEqualTo(git.directory()
				+ " is not trusted to name its git repository; set db-status.components.NAME.git.repository to one.");
	}

	@Test
	void allComponentsAreJudgedByARefAndThoseWithoutItSaySo() {
		JsonNode reports = this.http.json("/components/db-status?ref=3.0").at("/components");
		assertThat(reports.findValuesAsString("reason"))
				.contains("PENDING_MIGRATIONS", "SCRIPTS_NOT_FOUND");
	}

	@Test
	void historyAndGraphAreThoseOfARef() {
		assertThat(this.http.json("/components/shop/revisions?ref=3.0").at("/count").asInt()).isEqualTo(3);
		assertThat(this.http.json("/components/shop/revisions?ref=3.0").findValuesAsString("state"))
				.containsExactly("PENDING", "APPLIED", "APPLIED");
		assertThat(this.http.json("/components/shop/revisions?ref=1.0").at("/count").asInt()).isEqualTo(1);
		assertThat(code("/components/shop/revisions/c3cc")).isEqualTo(404);
		assertThat(code("/components/shop/revisions/c3cc?ref=3.0")).isEqualTo(200);
		assertThat(this.http.json("/components/shop/graph?ref=feature").at("/revisions").size()).isEqualTo(2);
		assertThat(this.http.get("/components/shop/graph.svg?ref=3.0").body()).contains("c3cc");
		assertThat(this.http.get("/components/shop/graph?format=mermaid&ref=3.0").body()).contains("c3cc");
		assertThat(code("/components/shop/revisions?ref=nowhere")).isEqualTo(404);
	}

	@Test
	void aDatabaseAheadOfTheScriptsSaysWhoMigratedIt() {
		project.stamp("c3cc");
		JsonNode report = this.http.json("/db-status");
		assertThat(report.at("/reason").asString()).isEqualTo("AHEAD");
		assertThat(report.at("/details").asString()).isEqualTo(
				"Newer code migrated the database: revision c3cc is in 3.0 (commit %s) and 1 other refs"
						.formatted(git.run("rev-parse", "3.0").substring(0, 12)));
		assertThat(report.at("/foundIn")).hasToString("""
				[{"revision":"c3cc","commit":"%s","committedAt":"2026-01-02T03:04:05Z",\
				"file":"migrations/versions/c3cc.py","refs":["3.0","main"],"refCount":2}]"""
				.formatted(git.run("rev-parse", "3.0")));
		assertThat(report.at("/recommendedAction/steps/1").asString()).contains("-c alembic.ini downgrade b2bb");
	}

	@Test
	void aDatabaseOnAnotherBranchSaysWhich() {
		project.stamp("f6ff");
		JsonNode report = this.http.json("/db-status");
		assertThat(report.at("/reason").asString()).isEqualTo("OTHER_BRANCH");
		assertThat(report.at("/foundIn/0/refs")).hasToString("[\"feature\"]");
		assertThat(report.at("/recommendedAction/steps/1").asString()).contains("-c alembic.ini downgrade a1aa");
		assertThat(this.http.get("/db-status?format=text").body()).contains("""
				Found in:
				- f6ff: feature (commit %s, migrations/versions/f6ff.py)
				""".formatted(git.run("rev-parse", "feature").substring(0, 12)));
	}

	@Test
	void aRevisionThatNobodyKnowsStaysUnknown() {
		project.stamp("unheard");
		JsonNode report = this.http.json("/db-status");
		assertThat(report.at("/reason").asString()).isEqualTo("UNKNOWN_REVISION");
		assertThat(report.at("/foundIn").isEmpty()).isTrue();
	}

	@Test
	void refsSayWhichCodeCanRunOnTheDatabase() {
		JsonNode refs = this.http.json("/components/shop/refs?match=?.0");
		assertThat(refs.at("/count").asInt()).isEqualTo(3);
		assertThat(refs.findValuesAsString("ref")).containsExactly("1.0", "2.0", "3.0");
		assertThat(refs.findValuesAsString("status")).containsExactly("UNRECOGNIZED", "UP_TO_DATE", "BEHIND");
		assertThat(refs.at("/refs/2")).hasToString("""
				{"ref":"3.0","commit":"%s","committedAt":"2026-01-02T03:04:05Z","status":"BEHIND",\
				"reason":"PENDING_MIGRATIONS","pendingCount":1,"headRevisions":["c3cc"]}"""
				.formatted(git.run("rev-parse", "3.0")));
		assertThat(this.http.json("/components/shop/refs?limit=1").at("/refs").size()).isEqualTo(1);
		assertThat(this.http.get("/components/shop/refs?match=3.*&format=text").body()).isEqualTo("""
				3.0  %s  2026-01-02T03:04:05Z  BEHIND (1 pending)
				""".formatted(git.run("rev-parse", "3.0").substring(0, 12)));
		assertThat(code("/components/outside/refs")).isEqualTo(404);
		assertThat(code("/components/shop/refs?limit=x")).isEqualTo(400);
	}

	@Test
	void aComponentFollowsARef() {
		JsonNode report = this.http.json("/components/following/db-status");
		assertThat(report.at("/status").asString()).isEqualTo("UP_TO_DATE");
		assertThat(report.at("/scripts/ref").asString()).isEqualTo("2.0");
		JsonNode lost = this.http.json("/components/lost/db-status");
		assertThat(lost.at("/reason").asString()).isEqualTo("SCRIPTS_NOT_FOUND");
		assertThat(lost.at("/details").asString()).startsWith("There is no branch, tag or commit 'nowhere'");
	}

	@Test
	void aComponentIsReadOutOfAnArchiveUntilItIsReplaced() throws IOException {
		assertThat(this.http.json("/components/packed/db-status").at("/scripts/source").asString())
				.isEqualTo("ARCHIVE");
		assertThat(this.http.json("/components/packed/db-status").at("/pendingCount").asInt()).isEqualTo(1);
		git.run("archive", "--format=zip", "-o", "../other.zip", "2.0");
		byte[] before = archive("scripts.zip");
		Files.move(directory.resolve("other.zip"), directory.resolve("scripts.zip"),
				StandardCopyOption.REPLACE_EXISTING);
		assertThat(this.http.json("/components/packed/db-status").at("/status").asString()).isEqualTo("UP_TO_DATE");
		Files.writeString(directory.resolve("scripts.zip"), "damaged");
		assertThat(this.http.json("/components/packed/db-status").at("/reason").asString())
				.isEqualTo("SCRIPTS_NOT_FOUND");
		Files.write(directory.resolve("scripts.zip"), before);
	}

	@ParameterizedTest
	@CsvSource({ "scripts.tar.gz, application/gzip", "scripts.zip, application/zip" })
	void anUploadIsJudgedLikeAnyScripts(String name, String type) throws IOException {
		HttpResponse<String> response = this.http.post("/components/shop/db-status?needs=b2bb", type, archive(name));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(json(response).at("/status").asString()).isEqualTo("BEHIND");
		assertThat(json(response).at("/scripts/source").asString()).isEqualTo("UPLOAD");
		assertThat(json(response).at("/pendingRevisions/0/revision").asString()).isEqualTo("c3cc");
		assertThat(this.http.post("/components/shop/db-status?expect=UP_TO_DATE", type, archive(name)).statusCode())
				.isEqualTo(503);
		assertThat(json(this.http.post("/components/shop/revisions", type, archive(name))).at("/count").asInt())
				.isEqualTo(3);
	}

	/** A layer with the scripts as of 2.0, and one on top of it as of 3.0. */
	private static byte[] image() throws IOException {
		git.run("archive", "--prefix=srv/", "-o", "../below.tar", "2.0");
		git.run("archive", "--prefix=srv/", "-o", "../above.tar", "3.0", "migrations/versions/c3cc.py");
		return new TarBuilder().file("config.json", "{\"config\": {\"WorkingDir\": \"/srv\"}}")
				.file("1/layer.tar", archive("below.tar"))
				.file("2/layer.tar", archive("above.tar"))
				.file("manifest.json",
						"[{\"Config\": \"config.json\", \"Layers\": [\"1/layer.tar\", \"2/layer.tar\"]}]")
				.bytes();
	}

	@Test
	void anImageIsReadWhereItsCommandWorks() throws IOException {
		JsonNode report = json(this.http.post("/components/shop/db-status", "application/x-tar", image()));
		assertThat(report.at("/pendingRevisions/0/revision").asString()).isEqualTo("c3cc");
		Files.write(directory.resolve("image.tar"), image());
		assertThat(this.http.json("/components/imaged/db-status").at("/headRevisions/0/revision").asString())
				.isEqualTo("c3cc");
		assertThat(this.http.json("/components/imaged/db-status").at("/scripts/source").asString())
				.isEqualTo("ARCHIVE");
	}

	@Test
	void anUploadNeedsNoConfigurationThatTheWorkTreeHas() throws IOException {
		git.run("archive", "-o", "../part.tar", "3.0", "migrations");
		assertThat(json(this.http.post("/components/shop/db-status", "application/x-tar", archive("part.tar")))
				.at("/status")
				.asString()).isEqualTo("BEHIND");
	}

	@Test
	void anUploadChoosesNoDatabase() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			zip.putNextEntry(new ZipEntry("alembic.ini"));
			zip.write("[alembic]\nscript_location = m\nsqlalchemy.url = sqlite:////etc/passwd\n"
					.getBytes(StandardCharsets.UTF_8));
			zip.putNextEntry(new ZipEntry("m/versions/b2bb.py"));
			zip.write("revision = 'b2bb'\ndown_revision = None\n".getBytes(StandardCharsets.UTF_8));
		}
		JsonNode report = json(this.http.post("/components/shop/db-status", "application/zip", bytes.toByteArray()));
		assertThat(report.at("/status").asString()).isEqualTo("UP_TO_DATE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/json", "nonsense" })
	void anUploadOfAnotherTypeIsRefused(String type) throws IOException {
		assertThat(this.http.post("/components/shop/db-status", type, archive("scripts.zip")).statusCode())
				.isEqualTo(415);
	}

	@Test
	void anUploadThatIsTooLargeOrDamagedIsRefused() throws IOException {
		assertThat(this.http.post("/components/shop/db-status", "application/zip", new byte[70_000]).statusCode())
				.isEqualTo(413);
		HttpResponse<String> response = this.http.post("/components/shop/db-status", "application/zip",
				archive("scripts.tar.gz"));
		assertThat(response.statusCode()).isEqualTo(422);
		assertThat(json(response).at("/title").asString()).isEqualTo("Archive refused");
		assertThat(json(response).at("/detail").asString()).isEqualTo("This is not a zip, or a damaged one.");
		assertThat(this.http.post("/components/shop/db-status?ref=main", "application/zip", new byte[1]).statusCode())
				.isEqualTo(400);
	}

}
