package ai.backend.dbstatus.alembic.source.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import ai.backend.dbstatus.alembic.source.archive.ArchiveException.Problem;
import ai.backend.dbstatus.alembic.source.archive.ImageIndex.Image;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads images of containers: their layers in order, and how they are run.
 */
final class Images {

	private static final Path ROOT = Path.of("/");

	private static final Pattern PYTHON = Pattern.compile("python3\\.\\d+t?");

	private Images() {
	}

	/**
	 * The files of an image.
	 * @param stream gives the tar from its beginning
	 * @param wanted of which files, by their names, the content is kept
	 */
	static ArchivedFiles read(Image image, Opener stream, ArchiveLimits limits, Predicate<String> wanted)
			throws IOException {
		Map<String, Layer> layers = new HashMap<>();
		Growth growth = new Growth(limits);
		try (InputStream in = stream.open()) {
			TarReader.read(in, new Growth(limits), (tar, entry) -> {
				String path = Contents.path(entry.getName());
				if (entry.isFile() && image.layers().contains(path)
						&& layers.put(path, Layer.read(path, tar, growth, wanted)) != null) {
					throw new ArchiveException(Problem.DUPLICATE, path,
							"There are two entries '%s' in the archive".formatted(path));
				}
			});
		}
		ImageTree tree = new ImageTree();
		image.layers().forEach((layer) -> {
			Layer known = layers.get(layer);
			if (known != null) {
				tree.add(known);
			}
		});
		ProjectFiles files = tree.files();
		return new ArchivedFiles(files, settings(image.config().path("config"), files), growth.kept());
	}

	private static ImageSettings settings(JsonNode config, ProjectFiles files) {
		Map<String, String> environment = new HashMap<>();
		config.path("Env").valueStream().map((variable) -> variable.asString("").split("=", 2)).forEach((variable) -> {
			if (variable.length == 2) {
				environment.put(variable[0], variable[1]);
			}
		});
		Path workdir = absolute(config.path("WorkingDir").asString(""));
		List<Path> pythonPath = new ArrayList<>();
		directories(environment.get("PYTHONPATH")).forEach((entry) -> pythonPath.add(workdir.resolve(entry)));
		pythonPath.addAll(sitePackages(directories(environment.getOrDefault("PATH",
				"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")), files));
		return new ImageSettings(workdir, pythonPath);
	}

	private static Path absolute(String path) {
		return (path.indexOf('\0') >= 0) ? ROOT : ROOT.resolve(path).normalize();
	}

	private static List<Path> directories(@Nullable String path) {
		List<Path> directories = new ArrayList<>();
		for (String each : (path != null) ? path.split(":", -1) : new String[0]) {
			if (!each.isEmpty() && each.indexOf('\0') < 0) {
				directories.add(Path.of(each));
			}
		}
		return directories;
	}

	/** Python: {@code site}, for the first Python that a shell would find. */
	private static List<Path> sitePackages(List<Path> path, ProjectFiles files) {
		for (Path directory : path) {
			for (String name : List.of("python3", "python")) {
				Path python = directory.resolve(name);
				Path prefix = directory.getParent();
				if (directory.isAbsolute() && prefix != null && files.exists(python)) {
					return sitePackages(prefix, Entry.nameOf(files.realPath(python)), files);
				}
			}
		}
		return List.of();
	}

	private static List<Path> sitePackages(Path prefix, String python, ProjectFiles files) {
		Path libraries = prefix.resolve("lib");
		List<String> versions = PYTHON.matcher(python).matches() ? List.of(python) : versions(libraries, files);
		List<Path> found = new ArrayList<>();
		if (versions.size() == 1) {
			found.add(libraries.resolve(versions.getFirst()).resolve("site-packages"));
			if (prefix.equals(Path.of("/usr"))) {
				// Debian has these instead.
				found.add(Path.of("/usr/local/lib").resolve(versions.getFirst()).resolve("dist-packages"));
				found.add(Path.of("/usr/lib/python3/dist-packages"));
			}
		}
		return found;
	}

	private static List<String> versions(Path libraries, ProjectFiles files) {
		try {
			return files.isDirectory(libraries)
					? files.list(files.look(libraries))
							.stream()
							.map(Entry::name)
							.filter((name) -> PYTHON.matcher(name).matches())
							.toList()
					: List.of();
		}
		catch (UnreadableFileException ex) {
			return List.of();
		}
	}

	/**
	 * Opens a tar at its beginning.
	 */
	interface Opener {

		InputStream open() throws IOException;

	}

}
