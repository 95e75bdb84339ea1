package ai.backend.dbstatus.alembic.source.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

import ai.backend.dbstatus.alembic.source.Content;
import ai.backend.dbstatus.alembic.source.archive.ArchiveException.Problem;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A layer of an image: what it puts on top of those below it, and what of them it takes away. OCI image specification:
 * "Image Layer Filesystem Changeset".
 */
final class Layer {

	/** OCI: how the name of a file begins that takes one of a lower layer away. */
	private static final String WHITEOUT = ".wh.";

	/** OCI: takes all away that lower layers have in its directory. */
	private static final String OPAQUE = ".wh..wh..opq";

	/** As others of AUFS: of no meaning but to that. */
	private static final String AUFS = ".wh..wh.";

	private final Growth growth;

	private final Predicate<String> wanted;

	private final Map<String, Node> nodes = new LinkedHashMap<>();

	private final Set<String> removed = new HashSet<>();

	private final Set<String> opaque = new HashSet<>();

	private Layer(Growth growth, Predicate<String> wanted) {
		this.growth = growth;
		this.wanted = wanted;
	}

	/**
	 * Reads a layer.
	 * @param file its path in the archive
	 * @param wanted of which files, by their names, the content is kept
	 */
	static Layer read(String file, InputStream in, Growth growth, Predicate<String> wanted) {
		Layer layer = new Layer(growth, wanted);
		try {
			TarReader.read(unpacked(file, in), growth, layer::add);
			return layer;
		}
		catch (IOException ex) {
			throw new ArchiveException(Problem.DAMAGED, file,
					"The layer '%s' is not a tar, or a damaged one".formatted(file));
		}
		catch (ArchiveException ex) {
			throw (ex.problem() == Problem.TOO_LARGE || file.equals(ex.entry()))
					? ex
					: new ArchiveException(ex.problem(), ex.entry(),
							"In the layer '%s': %s".formatted(file, ex.getMessage()));
		}
	}

	private static InputStream unpacked(String file, InputStream in) throws IOException {
		BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
		buffered.mark(4);
		byte[] start = buffered.readNBytes(4);
		buffered.reset();
		if (start.length == 4 && (start[0] & 0xff) == 0x28 && (start[1] & 0xff) == 0xb5 && start[2] == 0x2f
				&& (start[3] & 0xff) == 0xfd) {
			throw new ArchiveException(Problem.NOT_AN_ARCHIVE, file,
					"The layer '%s' is compressed by zstd, which is not read; save the image with layers that are not compressed, or by gzip"
							.formatted(file));
		}
		return (ArchiveFormat.of(start) == ArchiveFormat.TAR_GZ) ? new GZIPInputStream(buffered, 1 << 16) : buffered;
	}

	private void add(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
		this.growth.addEntry(entry.getName());
		String path = path(entry.getName());
		String name = path.substring(path.lastIndexOf('/') + 1);
		String parent = path.substring(0, Math.max(0, path.lastIndexOf('/')));
		if (name.equals(OPAQUE)) {
			this.opaque.add(parent);
		}
		else if (name.startsWith(WHITEOUT) && !name.startsWith(AUFS)) {
			this.removed.add(path(below(parent, name.substring(WHITEOUT.length()))));
		}
		else if (!name.startsWith(WHITEOUT)) {
			add(path, node(tar, entry, name), entry.getName());
		}
	}

	private static String below(String parent, String name) {
		if (name.isEmpty() || name.equals(".")) {
			throw new ArchiveException(Problem.DAMAGED, parent,
					"The entry '%s/%s%s' takes away nothing that has a name".formatted(parent, WHITEOUT, name));
		}
		return parent.isEmpty() ? name : parent + "/" + name;
	}

	private void add(String path, Node node, String given) {
		boolean directory = node instanceof Node.Directory;
		Node before = path.isEmpty() ? null : this.nodes.put(path, node);
		if (before != null && !(directory && before instanceof Node.Directory)) {
			throw new ArchiveException(Problem.DUPLICATE, given,
					"There are two entries '%s' in the archive".formatted(Contents.shortened(given)));
		}
	}

	private Node node(TarArchiveInputStream tar, TarArchiveEntry entry, String name) throws IOException {
		if (entry.isDirectory()) {
			return new Node.Directory();
		}
		if (entry.isSymbolicLink()) {
			return new Node.Link(entry.getLinkName());
		}
		if (entry.isLink()) {
			return new Node.HardLink(path(entry.getLinkName()), entry.getName());
		}
		if (!entry.isFile() || !tar.canReadEntryData(entry)) {
			return new Node.Other("it is not a regular file");
		}
		if (entry.getRealSize() > ArchiveLimits.LARGEST_FILE) {
			return new Node.Other("it is larger than %d bytes".formatted(ArchiveLimits.LARGEST_FILE));
		}
		if (!this.wanted.test(name)) {
			return new Node.Other("of an image, only Python's files and the configuration are kept");
		}
		byte[] content = TarReader.content(tar, entry);
		this.growth.keep(content.length);
		return new Node.File(new Content(content));
	}

	/** In an image all names are possible, and an absolute path begins at its root. */
	private static String path(String name) {
		List<String> names = new ArrayList<>();
		for (String part : name.split("/", -1)) {
			if (part.equals("..")) {
				throw Contents.leadsOut(name, "has a path that leads out of the archive");
			}
			if (!part.isEmpty() && !part.equals(".")) {
				names.add(part);
			}
		}
		Contents.checkDepth(names, name);
		return String.join("/", names);
	}

	/**
	 * What it puts on top, by path.
	 */
	Map<String, Node> nodes() {
		return this.nodes;
	}

	/**
	 * What it takes away of lower layers.
	 */
	Set<String> removed() {
		return this.removed;
	}

	/**
	 * The directories of which it takes all away that is in lower layers.
	 */
	Set<String> opaque() {
		return this.opaque;
	}

	/**
	 * What can be in an image.
	 */
	sealed interface Node {

		/** A directory. */
		record Directory() implements Node {}

		/** A file. */
		record File(Content content) implements Node {}

		/** A symbolic link. */
		record Link(String target) implements Node {}

		/**
		 * A second name of a file.
		 *
		 * @param target its path
		 * @param given the name of the entry
		 */
		record HardLink(String target, String given) implements Node {}

		/**
		 * Something that is there, and not read.
		 *
		 * @param why why not, as a few words
		 */
		record Other(String why) implements Node {}

	}

}
