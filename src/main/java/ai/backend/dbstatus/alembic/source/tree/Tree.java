package ai.backend.dbstatus.alembic.source.tree;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.Entry.Kind;
import ai.backend.dbstatus.alembic.source.FileTooLargeException;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.RealPath;
import ai.backend.dbstatus.alembic.source.UnavailableFilesException;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import org.jspecify.annotations.Nullable;

/**
 * A tree of files that never changes, put at a place where nothing else is. Symbolic links are followed as POSIX says, but never
 * out of the tree: what lies elsewhere is {@link Kind#OUTSIDE}.
 *
 * @param <N> what stands for a file, a directory or a symbolic link; its {@code equals} is that of
 * {@linkplain Entry#fingerprint() fingerprints}
 */
public abstract class Tree<N> implements ProjectFiles {

	/** As Linux. */
	private static final int MAXIMUM_LINKS = 40;

	private final Path root;

	private final N top;

	/**
	 * A tree.
	 * @param root where its topmost directory is put, as an absolute path
	 * @param top the topmost directory
	 */
	protected Tree(Path root, N top) {
		if (!root.isAbsolute()) {
			throw new IllegalArgumentException("Not absolute: " + root);
		}
		this.root = root.normalize();
		this.top = top;
	}

	/**
	 * A file, a directory, a symbolic link, or something else.
	 */
	protected abstract Kind kind(N node);

	/**
	 * What is in a directory, by name, in any order.
	 * @throws UnavailableFilesException if that cannot be known
	 */
	protected abstract Map<String, N> children(N directory);

	/**
	 * Where a symbolic link leads, as it is written.
	 */
	protected abstract String target(N link);

	/**
	 * The content of a file.
	 * @throws FileTooLargeException if it has more bytes than the maximum
	 * @throws UnavailableFilesException if it cannot be had
	 */
	protected abstract byte[] content(N file, int maximum) throws UnreadableFileException;

	@Override
	public final Entry look(Path path) {
		Walk walk = new Walk(path, true);
		N node = walk.node();
		return (node != null)
				? entry(path, node)
				: new Entry(path, walk.problem(), walk.problem(), false);
	}

	private Entry entry(Path path, N node) {
		return new Entry(path, kind(node), node, false);
	}

	@Override
	public final List<Entry> list(Entry directory) throws UnreadableFileException {
		N node = found(directory);
		if (kind(node) != Kind.DIRECTORY) {
			throw new UnreadableFileException("it is not a directory");
		}
		List<Entry> entries = new ArrayList<>();
		children(node).forEach((name, child) -> entries.add(entry(directory.path().resolve(name), child)));
		return Entry.inOrder(entries);
	}

	@Override
	public final byte[] read(Entry file, int maximum) throws UnreadableFileException {
		N node = found(file);
		if (kind(node) != Kind.FILE) {
			throw new UnreadableFileException("it is not a regular file");
		}
		return content(node, maximum);
	}

	private N found(Entry entry) throws UnreadableFileException {
		Walk walk = new Walk(entry.path(), true);
		N node = walk.node();
		if (node == null) {
			throw new UnreadableFileException(switch (walk.problem()) {
				case DENIED -> "symbolic links lead in a circle";
				case OUTSIDE -> "it lies outside of the project";
				default -> "it does not exist; a symbolic link that leads nowhere, perhaps";
			});
		}
		return node;
	}

	@Override
	public final Path realPath(Path path) {
		return RealPath.of(path, (prefix) -> {
			N node = new Walk(prefix, false).node();
			return (node != null && kind(node) == Kind.LINK) ? targetPath(node) : null;
		});
	}

	private @Nullable Path targetPath(N link) {
		try {
			return Path.of(target(link));
		}
		catch (InvalidPathException ex) {
			return null;
		}
	}

	@Override
	public final boolean isImmutable() {
		return true;
	}

	@Override
	public boolean isLocal(Collection<Path> paths) {
		return true;
	}

	/**
	 * A way to a file, from {@code /}. Above the tree there is nothing but the way to its top.
	 */
	private final class Walk {

		private final boolean toTheEnd;

		/** How many names of the root the way has behind it. */
		private int above;

		/** The directories on the way from the top of the tree on, and at last the file; empty above the tree. */
		private final Deque<N> nodes = new ArrayDeque<>();

		private final Deque<String> ahead = new ArrayDeque<>();

		private int links;

		private @Nullable Kind problem;

		/**
		 * @param toTheEnd whether the last name is followed if it is a symbolic link
		 */
		Walk(Path path, boolean toTheEnd) {
			this.toTheEnd = toTheEnd;
			push(path);
			enterTop();
			while (this.problem == null && !this.ahead.isEmpty()) {
				step(this.ahead.removeFirst());
			}
		}

		/** What is at the end; {@code null} if there is a problem. */
		@Nullable
		N node() {
			return (this.problem == null) ? this.nodes.peekLast() : null;
		}

		/** Why there is nothing at the end. */
		Kind problem() {
			return (this.problem != null) ? this.problem : Kind.OUTSIDE;
		}

		private void push(Path path) {
			for (int i = path.getNameCount() - 1; i >= 0; i--) {
				this.ahead.addFirst(path.getName(i).toString());
			}
		}

		private void enterTop() {
			if (this.above == Tree.this.root.getNameCount()) {
				this.nodes.add(Tree.this.top);
			}
		}

		private void step(String name) {
			if (name.isEmpty() || name.equals(".")) {
				return;
			}
			N directory = this.nodes.peekLast();
			if (directory == null) {
				stepAbove(name);
			}
			else if (kind(directory) != Kind.DIRECTORY) {
				this.problem = Kind.MISSING;
			}
			else if (name.equals("..")) {
				up();
			}
			else {
				down(directory, name);
			}
		}

		private void stepAbove(String name) {
			if (name.equals("..")) {
				// POSIX: above the topmost directory of all is that directory itself.
				this.above = Math.max(0, this.above - 1);
			}
			else if (name.equals(Tree.this.root.getName(this.above).toString())) {
				this.above++;
				enterTop();
			}
			else {
				this.problem = Kind.OUTSIDE;
			}
		}

		private void up() {
			if (this.nodes.size() > 1) {
				this.nodes.removeLast();
			}
			else if (this.above > 0) {
				this.nodes.removeLast();
				this.above--;
			}
		}

		private void down(N directory, String name) {
			N child = children(directory).get(name);
			if (child == null) {
				this.problem = Kind.MISSING;
			}
			else if (kind(child) == Kind.LINK && (this.toTheEnd || !this.ahead.isEmpty())) {
				follow(child);
			}
			else {
				this.nodes.add(child);
			}
		}

		private void follow(N link) {
			Path target = targetPath(link);
			if (++this.links > MAXIMUM_LINKS) {
				this.problem = Kind.DENIED;
			}
			else if (target == null) {
				this.problem = Kind.MISSING;
			}
			else {
				push(target);
				if (target.isAbsolute()) {
					this.nodes.clear();
					this.above = 0;
					enterTop();
				}
			}
		}

	}

}
