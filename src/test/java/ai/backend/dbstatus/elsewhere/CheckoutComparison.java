package ai.backend.dbstatus.elsewhere;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.RevisionHistory;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.refs.ProjectRefs;
import ai.backend.dbstatus.alembic.revision.Revision;
import ai.backend.dbstatus.alembic.source.archive.ArchiveData;
import ai.backend.dbstatus.alembic.source.archive.ArchiveFormat;
import ai.backend.dbstatus.alembic.source.archive.ArchiveLimits;
import ai.backend.dbstatus.alembic.source.archive.Archives;
import ai.backend.dbstatus.alembic.source.git.GitRepository;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.DatabaseSettings;
import ai.backend.dbstatus.database.version.VersionTable;
import ai.backend.dbstatus.database.version.VersionTableState;
import ai.backend.dbstatus.status.judgement.Judge;
import ai.backend.dbstatus.status.judgement.Judgement;
import ai.backend.dbstatus.status.observation.Attempt.Known;
import ai.backend.dbstatus.status.observation.Elsewhere;
import ai.backend.dbstatus.status.observation.Observation;
import ai.backend.dbstatus.status.observation.ScriptSource.Seen;
import ai.backend.dbstatus.status.observation.ScriptSources;
import ai.backend.dbstatus.status.report.Scripts;
import ai.backend.dbstatus.testsupport.TarBuilder;
import ai.backend.dbstatus.testsupport.TestComponents;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares, commit by commit, what is found by a checkout with what is found by the ref, by an upload, and by an image whose
 * lower layer is the commit before. All of them are put at the same place, so that nothing may differ, paths included.
 * <p>
 * By hand, with a repository of any size, the last arguments being commits:
 * {@code java … CheckoutComparison /repository alembic.ini src/app/alembic,alembic.ini v1.0 v1.1}.
 */
public final class CheckoutComparison {

	private static final ArchiveLimits LIMITS = new ArchiveLimits(1L << 30, 100_000, 1L << 30);

	private final Path repository;

	private final List<String> paths;

	private final Path workdir;

	private final Component component;

	private final ProjectRefs refs;

	private SortedMap<String, Object> before = new TreeMap<>();

	private int answers;

	/**
	 * @param paths which of the repository's files are checked out; empty for all
	 * @param workdir an empty directory for the checkouts
	 */
	CheckoutComparison(GitRepository git, Path repository, String config, List<String> paths, Path workdir) {
		this.repository = repository;
		this.paths = paths;
		this.workdir = workdir;
		ConfigLocation location = ConfigLocation.of(workdir, config);
		this.component = new Component("app", "App", location, DatabaseSettings.NONE, TestComponents.POLICY);
		this.refs = new ProjectRefs(git, location, 5);
	}

	/**
	 * What differs for a commit, a sentence each.
	 */
	List<String> compare(String ref) throws IOException, InterruptedException {
		SortedMap<String, Object> files = checkOut(ref);
		if (files.isEmpty()) {
			return List.of();
		}
		List<String> differences = new ArrayList<>();
		Seen checkout = Seen.of(Scripts.DIRECTORY, new AlembicProject(this.component.project()));
		String tree = this.refs.resolve(ref).tree();
		List<List<String>> rows = rows(checkout.history().orNull());
		compare(ref + " by git", checkout, Seen.of(Scripts.DIRECTORY, this.refs.project(tree)), rows, differences);
		compare(ref + " by upload", checkout, archived(layer("", files, Map.of())), rows, differences);
		byte[] image = new TarBuilder()
				.file("config.json", "{\"config\": {\"WorkingDir\": \"%s\"}}".formatted(this.workdir))
				.file("1.tar", layer(this.workdir + "/", this.before, Map.of()))
				.file("2.tar", layer(this.workdir + "/", files, this.before))
				.file("manifest.json", "[{\"Config\": \"config.json\", \"Layers\": [\"1.tar\", \"2.tar\"]}]")
				.bytes();
		compare(ref + " by image", checkout, archived(image), rows, differences);
		this.before = files;
		return differences;
	}

	/**
	 * How many answers were compared so far.
	 */
	int answers() {
		return this.answers;
	}

	private Seen archived(byte[] tar) {
		return ScriptSources
				.uploaded(this.component, Archives.read(ArchiveData.of(tar), ArchiveFormat.TAR, this.workdir,
						this.component.project().configName(), LIMITS))
				.look();
	}

	/** Nothing, something in the middle, all, and what nobody knows. */
	private static List<List<String>> rows(@Nullable RevisionHistory history) {
		List<List<String>> rows = new ArrayList<>(List.of(List.of(), List.of("0123456789ab")));
		if (history != null) {
			List<Revision> newestFirst = history.map().history();
			rows.add(List.of(newestFirst.get(newestFirst.size() / 2).id()));
			rows.add(history.map().heads().stream().map(Revision::id).toList());
		}
		return rows;
	}

	private void compare(String what, Seen expected, Seen actual, List<List<String>> rows, List<String> differences) {
		RevisionHistory history = expected.history().orNull();
		RevisionHistory other = actual.history().orNull();
		if (history != null && other != null && !(history.scripts().equals(other.scripts())
				&& history.warnings().equals(other.warnings()) && ids(history).equals(ids(other)))) {
			differences.add(what + ": other revisions");
		}
		for (List<String> each : rows) {
			Judgement one = judge(expected, each);
			Judgement another = judge(actual, each);
			this.answers++;
			if (!one.findings().equals(another.findings())) {
				differences.add("%s at %s: %s and not %s".formatted(what, each, another.findings().verdict(),
						one.findings().verdict()));
			}
		}
	}

	private static List<String> ids(RevisionHistory history) {
		return history.map().history().stream().map(Revision::id).toList();
	}

	private Judgement judge(Seen seen, List<String> rows) {
		List<@Nullable String> values = new ArrayList<>();
		values.addAll(rows);
		return Judge.judge(this.component, new Observation(seen.history(), VersionTable.DEFAULT,
				new Known<>(new VersionTableState(true, values, false)), List.of(),
				Scripts.DIRECTORY,
				Elsewhere.NOTHING));
	}

	private SortedMap<String, Object> checkOut(String ref) throws IOException, InterruptedException {
		empty();
		SortedMap<String, Object> files = new TreeMap<>();
		if (this.paths.isEmpty()) {
			untar(git("archive", ref), "", files);
		}
		for (String path : this.paths) {
			// Of a partial clone only some trees are whole, so that each is taken by itself.
			String type = new String(git("cat-file", "-t", ref + ":" + path), StandardCharsets.UTF_8).strip();
			if (type.equals("tree")) {
				untar(git("archive", ref + ":" + path), path + "/", files);
			}
			else if (type.equals("blob")) {
				files.put(path, git("cat-file", "blob", ref + ":" + path));
			}
		}
		for (Map.Entry<String, Object> file : files.entrySet()) {
			Path path = this.workdir.resolve(file.getKey());
			Files.createDirectories(path.resolveSibling("."));
			if (file.getValue() instanceof byte[] content) {
				Files.write(path, content);
			}
			else {
				Files.createSymbolicLink(path, Path.of(file.getValue().toString()));
			}
		}
		return files;
	}

	private void empty() throws IOException {
		try (Stream<Path> all = Files.walk(this.workdir)) {
			for (Path each : all.sorted((one, other) -> other.compareTo(one)).toList()) {
				if (!each.equals(this.workdir)) {
					Files.delete(each);
				}
			}
		}
	}

	private static void untar(byte[] tar, String prefix, Map<String, Object> files) throws IOException {
		try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
			for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				if (entry.isSymbolicLink()) {
					files.put(prefix + entry.getName(), entry.getLinkName());
				}
				else if (entry.isFile()) {
					files.put(prefix + entry.getName(), in.readAllBytes());
				}
			}
		}
	}

	private byte[] git(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("git", "-C", this.repository.toString()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		try (InputStream out = process.getInputStream()) {
			byte[] printed = out.readAllBytes();
			process.waitFor();
			return printed;
		}
	}

	/** What is not in the layer below, and whiteouts of what is there and not here. */
	private static byte[] layer(String prefix, SortedMap<String, Object> files, Map<String, Object> below) {
		TarBuilder tar = new TarBuilder();
		String root = prefix.startsWith("/") ? prefix.substring(1) : prefix;
		files.forEach((path, content) -> {
			if (content instanceof byte[] bytes) {
				if (!(below.get(path) instanceof byte[] known && Arrays.equals(bytes, known))) {
					tar.file(root + path, bytes);
				}
			}
			else if (!content.equals(below.get(path))) {
				tar.link(root + path, content.toString());
			}
		});
		below.keySet()
				.stream()
				.filter((path) -> !files.containsKey(path))
				.forEach((path) -> tar.file(root + path.replaceFirst("([^/]*)$", ".wh.$1"), ""));
		return tar.bytes();
	}

}
