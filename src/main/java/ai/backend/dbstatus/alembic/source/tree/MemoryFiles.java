package ai.backend.dbstatus.alembic.source.tree;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import ai.backend.dbstatus.alembic.source.Content;
import ai.backend.dbstatus.alembic.source.Entry.Kind;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;

/**
 * Files in memory.
 */
public final class MemoryFiles extends Tree<MemoryFiles.Node> {

	private MemoryFiles(Path root, Directory top) {
		super(root, top);
	}

	/**
	 * Files that are yet to be put in.
	 * @param root where the topmost directory is put, as an absolute path
	 */
	public static Builder at(Path root) {
		return new Builder(root);
	}

	@Override
	protected Kind kind(Node node) {
		return switch (node) {
			case File _,Unreadable _ -> Kind.FILE;
			case Directory _ -> Kind.DIRECTORY;
			case Link _ -> Kind.LINK;
		};
	}

	@Override
	protected Map<String, Node> children(Node directory) {
		return ((Directory) directory).children();
	}

	@Override
	protected String target(Node link) {
		return ((Link) link).target();
	}

	@Override
	protected byte[] content(Node file, int maximum) throws UnreadableFileException {
		if (file instanceof Unreadable(String why)) {
			throw new UnreadableFileException(why);
		}
		return ((File) file).content().read(maximum);
	}

	/**
	 * What can be in a directory.
	 */
	sealed interface Node {
	}

	private record File(Content content) implements Node {}

	private record Directory(Map<String, Node> children) implements Node {}

	private record Link(String target) implements Node {}

	private record Unreadable(String why) implements Node {}

	/**
	 * Puts files together. Directories that they need come by themselves.
	 */
	public static final class Builder {

		private final Path root;

		private final Map<String, Node> top = new HashMap<>();

		private Builder(Path root) {
			this.root = root;
		}

		/**
		 * Adds a file.
		 * @param name its path below the root, with slashes
		 * @throws IllegalArgumentException if there is something of that name, or the name leads elsewhere
		 */
		public Builder file(String name, byte[] content) {
			return file(name, new Content(content.clone()));
		}

		/**
		 * Adds a file; see {@link #file(String, byte[])}.
		 */
		public Builder file(String name, Content content) {
			return add(name, new File(content));
		}

		/**
		 * Adds a file that is there and cannot be read; see {@link #file(String, byte[])}.
		 * @param why why not, to stand in parentheses behind a sentence
		 */
		public Builder unreadable(String name, String why) {
			return add(name, new Unreadable(why));
		}

		/**
		 * Adds a file with UTF-8 text; see {@link #file(String, byte[])}.
		 */
		public Builder file(String name, String text) {
			return add(name, new File(new Content(text.getBytes(StandardCharsets.UTF_8))));
		}

		/**
		 * Adds a symbolic link; see {@link #file(String, byte[])}.
		 * @param target where it leads, as it would be written: relative to its own directory, or absolute
		 */
		public Builder link(String name, String target) {
			return add(name, new Link(Path.of(target).toString()));
		}

		/**
		 * Adds a directory, which may be there already; see {@link #file(String, byte[])}.
		 */
		public Builder directory(String name) {
			directory(this.top, name.split("/", -1), name.split("/", -1).length);
			return this;
		}

		private Builder add(String name, Node node) {
			String[] names = name.split("/", -1);
			Map<String, Node> parent = directory(this.top, names, names.length - 1);
			if (parent.putIfAbsent(checked(names[names.length - 1]), node) != null) {
				throw new IllegalArgumentException("There are two of " + name);
			}
			return this;
		}

		private static Map<String, Node> directory(Map<String, Node> top, String[] names, int count) {
			Map<String, Node> directory = top;
			for (int i = 0; i < count; i++) {
				Node node = directory.computeIfAbsent(checked(names[i]), (_) -> new Directory(new HashMap<>()));
				if (!(node instanceof Directory(Map<String, Node> children))) {
					throw new IllegalArgumentException(names[i] + " is not a directory");
				}
				directory = children;
			}
			return directory;
		}

		private static String checked(String name) {
			if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\0') >= 0) {
				throw new IllegalArgumentException("Not the name of a file: '" + name + "'");
			}
			return Path.of(name).toString();
		}

		/**
		 * The files that were added; adding more later makes others.
		 */
		public MemoryFiles build() {
			return new MemoryFiles(this.root, copy(this.top));
		}

		private static Directory copy(Map<String, Node> children) {
			Map<String, Node> copies = new HashMap<>();
			children.forEach((name, node) -> copies.put(name,
					(Objects.requireNonNull(node) instanceof Directory(Map<String, Node> below)) ? copy(below) : node));
			return new Directory(Map.copyOf(copies));
		}

	}

}
