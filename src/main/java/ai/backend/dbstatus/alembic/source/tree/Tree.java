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
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import org.jspecify.annotations.Nullable;

/**
 * A tree of files that never changes, put at a place where nothing else is. Symbolic links are followed as POSIX says, but never
 * out of the tree: what lies elsewhere is {@link Kind#OUTSIDE}.
 *
 * @param <N> what stands for a file, a directory or a symbolic link; its {@code equals} is that of
 * {@linkplain Entry#fingerprint() fingerprints}
 */
abstract class Tree<N> implements ProjectFiles {

	/** As Linux. */
	private static final int MAXIMUM_LINKS = 40;

	private final Path root;

	private final N top;

	/**
	 * A tree.
	 * @param root where its topmost directory is put, as an absolute path
	 * @param top the topmost directory
	 */
	Tree(Path root, N top) {
		if (!root.isAbsolute()) {
			throw new IllegalArgumentException("Not absolute: " + root);
		}
		this.root = root.normalize();
		this.top = top;
	}

	/**
	 * A file, a directory, a symbolic link, or something else.
	 */
	abstract Kind kind(N node);

	/**
	 * What is in a directory, by name, in any order.
	 */
	abstract Map<String, N> children(N directory);

	/**
	 * Where a symbolic link leads, as it is written.
	 */
	abstract String target(N link);

	/**
	 * The bytes of a file.
	 */
	abstract long size(N file);

	/**
	 * The content of a file that is not larger than an array can be.
	 */
	abstract byte[] content(N file) throws UnreadableFileException;

	@Override
	public final Entry look(Path path) {
		Walk walk = new Walk(path);
		N node = walk.node();
		return (node != null)
				? entry(path, node)
				: new Entry(path, Entry.nameOf(path), walk.problem, 0, walk.problem, false);
	}

	private Entry entry(Path path, N node) {
		Kind kind = kind(node);
		return new Entry(path, Entry.nameOf(path), kind, (kind == Kind.FILE) ? size(node) : 0, node, false);
	}

	@Override
	public final List<Entry> list(Entry directory) throws UnreadableFileException {
		N node = found(directory);
		if (kind(node) != Kind.DIRECTORY) {
			throw new UnreadableFileException("it is not a directory");
		}
		List<Entry> entries = new ArrayList<>();
		children(node).forEach((name, child) -> entries.add(entry(directory.path().resolve(name), child)));
		entries.sort(Entry.BY_NAME);
		return entries;
	}

	@Override
	public final byte[] read(Entry file, int maximum) throws UnreadableFileException {
		N node = found(file);
		if (kind(node) != Kind.FILE) {
			throw new UnreadableFileException("it is not a regular file");
		}
		if (size(node) > maximum) {
			throw new FileTooLargeException(maximum);
		}
		return content(node);
	}

	private N found(Entry entry) throws UnreadableFileException {
		Walk walk = new Walk(entry.path());
		N node = walk.node();
		if (node == null) {
			throw new UnreadableFileException(switch (walk.problem) {
				case DENIED -> "symbolic links lead in a circle";
				case OUTSIDE -> "it lies outside of the project";
				default -> "it does not exist; a symbolic link that leads nowhere, perhaps";
			});
		}
		return node;
	}

	@Override
	public final Path realPath(Path path) {
		return new Walk(path).path();
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

		/** Without symbolic links. */
		private final Deque<String> names = new ArrayDeque<>();

		/** What has these names, from the top of the tree on. */
		private final Deque<N> nodes = new ArrayDeque<>();

		private final Deque<String> ahead = new ArrayDeque<>();

		private int links;

		private Kind problem = Kind.OUTSIDE;

		private boolean stopped;

		Walk(Path path) {
			push(path);
			enterTop();
			while (!this.stopped && !this.ahead.isEmpty()) {
				step(this.ahead.removeFirst());
			}
		}

		@Nullable
		N node() {
			return this.stopped ? null : this.nodes.peekLast();
		}

		/** Without symbolic links as far as it was gone, and then as it goes on. */
		Path path() {
			Path path = Tree.this.root.getRoot();
			for (String name : this.names) {
				path = path.resolve(name);
			}
			for (String name : this.ahead) {
				path = path.resolve(name);
			}
			return path.normalize();
		}

		private void push(Path path) {
			for (int i = path.getNameCount() - 1; i >= 0; i--) {
				this.ahead.addFirst(path.getName(i).toString());
			}
		}

		private void enterTop() {
			if (this.names.size() == Tree.this.root.getNameCount()) {
				this.nodes.add(Tree.this.top);
			}
		}

		private void step(String name) {
			N directory = this.nodes.peekLast();
			if (name.isEmpty() || name.equals(".")) {
				return;
			}
			if (directory != null && kind(directory) != Kind.DIRECTORY) {
				stop(Kind.MISSING, name);
			}
			else if (name.equals("..")) {
				up();
			}
			else if (directory != null) {
				down(directory, name);
			}
			else if (name.equals(Tree.this.root.getName(this.names.size()).toString())) {
				this.names.add(name);
				enterTop();
			}
			else {
				stop(Kind.OUTSIDE, name);
			}
		}

		/** POSIX: above the topmost directory of all is that directory itself. */
		private void up() {
			if (!this.names.isEmpty()) {
				this.names.removeLast();
				this.nodes.pollLast();
			}
		}

		private void down(N directory, String name) {
			N child = children(directory).get(name);
			if (child == null) {
				stop(Kind.MISSING, name);
			}
			else if (kind(child) == Kind.LINK) {
				follow(child, name);
			}
			else {
				this.names.add(name);
				this.nodes.add(child);
			}
		}

		private void follow(N link, String name) {
			if (++this.links > MAXIMUM_LINKS) {
				stop(Kind.DENIED, name);
				return;
			}
			try {
				Path target = Path.of(target(link));
				push(target);
				if (target.isAbsolute()) {
					this.names.clear();
					this.nodes.clear();
					enterTop();
				}
			}
			catch (InvalidPathException ex) {
				stop(Kind.MISSING, name);
			}
		}

		private void stop(Kind kind, String name) {
			this.stopped = true;
			this.problem = kind;
			this.ahead.addFirst(name);
		}

	}

}
