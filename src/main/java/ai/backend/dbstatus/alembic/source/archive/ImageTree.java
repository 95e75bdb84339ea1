package ai.backend.dbstatus.alembic.source.archive;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import ai.backend.dbstatus.alembic.source.archive.ArchiveException.Problem;
import ai.backend.dbstatus.alembic.source.archive.Layer.Node;
import ai.backend.dbstatus.alembic.source.tree.MemoryFiles;

/**
 * The files of an image, layer by layer.
 */
final class ImageTree {

	/** As Linux. */
	private static final int MAXIMUM_LINKS = 40;

	/** By path; below a directory all names come between it with a slash and it with the character after that. */
	private final TreeMap<String, Node> nodes = new TreeMap<>();

	/**
	 * Puts a layer on top.
	 */
	void add(Layer layer) {
		layer.opaque().forEach((directory) -> removeBelow(resolved(directory)));
		layer.removed().forEach((path) -> remove(place(path)));
		Map<String, Node.HardLink> links = new HashMap<>();
		layer.nodes().forEach((path, node) -> {
			if (node instanceof Node.HardLink link) {
				links.put(path, link);
			}
			else {
				put(place(path), node);
			}
		});
		// One may lead to another.
		boolean more = true;
		while (more) {
			more = links.entrySet().removeIf((link) -> linked(link.getKey(), link.getValue().target()));
		}
		links.values().stream().findFirst().ifPresent((link) -> {
			throw new ArchiveException(Problem.DAMAGED, link.given(),
					"The entry '%s' is a link to '%s', which is no file of the image".formatted(
							Contents.shortened(link.given()), Contents.shortened(link.target())));
		});
	}

	private boolean linked(String path, String target) {
		Node node = this.nodes.get(place(target));
		if (node == null || node instanceof Node.Directory) {
			return false;
		}
		put(place(path), node);
		return true;
	}

	private void put(String path, Node node) {
		if (path.isEmpty()) {
			return;
		}
		for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
			String parent = path.substring(0, slash);
			if (this.nodes.get(parent) instanceof Node.File || this.nodes.get(parent) instanceof Node.Other) {
				this.nodes.remove(parent);
			}
		}
		if (!(node instanceof Node.Directory)) {
			removeBelow(path);
		}
		this.nodes.put(path, node);
	}

	private void remove(String path) {
		if (!path.isEmpty()) {
			this.nodes.remove(path);
			removeBelow(path);
		}
	}

	private void removeBelow(String directory) {
		if (directory.isEmpty()) {
			this.nodes.clear();
		}
		else {
			this.nodes.subMap(directory + "/", directory + "0").clear();
		}
	}

	/** A path whose directories are none that are links. */
	private String place(String path) {
		int slash = path.lastIndexOf('/');
		if (slash < 0) {
			return path;
		}
		String parent = resolved(path.substring(0, slash));
		return parent.isEmpty() ? path.substring(slash + 1) : parent + path.substring(slash);
	}

	private String resolved(String path) {
		String ahead = path;
		StringBuilder behind = new StringBuilder();
		int links = 0;
		while (!ahead.isEmpty()) {
			int slash = ahead.indexOf('/');
			String name = (slash < 0) ? ahead : ahead.substring(0, slash);
			ahead = (slash < 0) ? "" : ahead.substring(slash + 1);
			if (name.equals("..")) {
				behind.setLength(Math.max(0, behind.lastIndexOf("/")));
			}
			else if (!name.isEmpty() && !name.equals(".")) {
				int length = behind.length();
				behind.append((length == 0) ? "" : "/").append(name);
				if (this.nodes.get(behind.toString()) instanceof Node.Link(String target)) {
					if (++links > MAXIMUM_LINKS) {
						return path;
					}
					behind.setLength(target.startsWith("/") ? 0 : length);
					ahead = ahead.isEmpty() ? target : target + "/" + ahead;
				}
			}
		}
		return behind.toString();
	}

	/**
	 * The files, with the image's root at {@code /}.
	 */
	MemoryFiles files() {
		MemoryFiles.Builder files = MemoryFiles.at(Path.of("/"));
		this.nodes.forEach((path, node) -> {
			try {
				switch (node) {
					case Node.Directory _ -> files.directory(path);
					case Node.File file -> files.file(path, file.content());
					case Node.Link link -> files.link(path, link.target());
					case Node.Other other -> files.unreadable(path, other.why());
					case Node.HardLink _ -> throw new IllegalStateException("Links are resolved by now");
				}
			}
			catch (InvalidPathException ex) {
				// No file of this machine can have that name, so that nobody asks for it.
			}
		});
		return files.build();
	}

}
