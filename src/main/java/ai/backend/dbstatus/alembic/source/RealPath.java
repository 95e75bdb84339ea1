package ai.backend.dbstatus.alembic.source;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Resolves symbolic links as Python's {@code os.path.realpath} does, also in paths that lead nowhere: what is not there is no
 * link, and where links lead in a circle, the one that closes it stays.
 */
public final class RealPath {

	/** As Linux; Python gives up after about a thousand. */
	private static final int MAXIMUM_DEPTH = 40;

	private final Function<Path, @Nullable Path> links;

	/** Where links lead; a link that is being resolved leads to itself. */
	private final Map<Path, Path> targets = new HashMap<>();

	private boolean circular;

	private RealPath(Function<Path, @Nullable Path> links) {
		this.links = links;
	}

	/**
	 * A path without symbolic links.
	 * @param path an absolute path
	 * @param links tells what a link says at a path that has no other links before it; {@code null} if there is no link
	 */
	public static Path of(Path path, Function<Path, @Nullable Path> links) {
		Path root = path.getRoot();
		return (root != null) ? new RealPath(links).resolve(root, path, 0).normalize() : path;
	}

	private Path resolve(Path start, Path rest, int depth) {
		Path path = start;
		for (int i = 0; i < rest.getNameCount(); i++) {
			path = step(path, rest.getName(i), depth);
			if (this.circular) {
				return (i + 1 < rest.getNameCount()) ? path.resolve(rest.subpath(i + 1, rest.getNameCount())) : path;
			}
		}
		return path;
	}

	private Path step(Path directory, Path name, int depth) {
		Path path = directory.resolve(name).normalize();
		Path link = (path.startsWith(directory) && !path.equals(directory)) ? this.links.apply(path) : null;
		if (link == null) {
			return path;
		}
		Path known = this.targets.putIfAbsent(path, path);
		if (known != null || depth == MAXIMUM_DEPTH) {
			this.circular = known == null || known.equals(path);
			return (known != null) ? known : path;
		}
		Path root = link.getRoot();
		Path target = resolve((root != null) ? root : directory, link, depth + 1);
		if (!this.circular) {
			this.targets.put(path, target);
		}
		return target;
	}

}
