package ai.backend.dbstatus.alembic.source.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import ai.backend.dbstatus.alembic.source.archive.ArchiveException.Problem;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a tar says of images of containers in it: {@code manifest.json} as {@code docker save} writes it, or the
 * {@code index.json} of an OCI image layout, which may lead to further indexes.
 */
final class ImageIndex {

	private static final String MANIFEST = "manifest.json";

	private static final String INDEX = "index.json";

	private static final String LAYOUT = "oci-layout";

	/** What describes an image is far smaller; as a tree, it may take fifty times as much memory. */
	private static final int LARGEST_JSON = 512 * 1024;

	private static final int MOST_JSON = 1024 * 1024;

	private static final int MOST_MANIFESTS = 1000;

	private static final int MOST_LINKS = 10;

	private static final Pattern DIGEST = Pattern.compile("[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+");

	private static final Set<String> IMAGES = Set.of("application/vnd.oci.image.config.v1+json",
			"application/vnd.docker.container.image.v1+json");

	private final Map<String, JsonNode> json = new HashMap<>();

	private final Map<String, Long> sizes = new HashMap<>();

	private final Map<String, String> links = new HashMap<>();

	private int jsonBytes;

	private ImageIndex() {
	}

	/**
	 * Reads the names in a tar, and what may be about images.
	 */
	static ImageIndex read(InputStream in, ArchiveLimits limits) throws IOException {
		ImageIndex index = new ImageIndex();
		Growth growth = new Growth(limits);
		TarReader.read(in, growth, (tar, entry) -> {
			growth.addEntry(entry.getName());
			index.add(tar, entry);
		});
		return index;
	}

	private void add(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
		String path = Contents.path(entry.getName());
		if (entry.isSymbolicLink()) {
			int slash = path.lastIndexOf('/');
			this.links.put(path, path.substring(0, slash + 1) + entry.getLinkName());
		}
		else if (entry.isLink()) {
			this.links.put(path, entry.getLinkName());
		}
		else if (entry.isFile()) {
			this.sizes.put(path, entry.getRealSize());
			if (mayBeAboutImages(path) && entry.getRealSize() <= LARGEST_JSON
					&& this.jsonBytes + entry.getRealSize() <= MOST_JSON) {
				addJson(path, TarReader.content(tar, entry));
			}
		}
	}

	private static boolean mayBeAboutImages(String path) {
		return path.startsWith("blobs/") || path.equals(LAYOUT) || (path.indexOf('/') < 0 && path.endsWith(".json"));
	}

	private void addJson(String path, byte[] content) {
		if (content.length == 0 || (content[0] != '{' && content[0] != '[')) {
			return;
		}
		try {
			this.json.put(path, JsonMapper.shared().readTree(content));
			this.jsonBytes += content.length;
		}
		catch (JacksonException ex) {
			// A layer may begin so, too; what has to be JSON is missed when it is looked for.
		}
	}

	/**
	 * Whether it is an image, and no archive of files that happen to be called so.
	 */
	boolean isImage() {
		return isManifest(this.json.get(MANIFEST))
				|| (this.json.containsKey(LAYOUT) && this.json.containsKey(INDEX));
	}

	private static boolean isManifest(@Nullable JsonNode manifest) {
		return manifest != null && manifest.isArray() && !manifest.isEmpty() && StreamSupport
				.stream(manifest.spliterator(), false)
				.allMatch((image) -> image.path("Config").isString() && image.path("Layers").isArray());
	}

	/**
	 * The image.
	 * @throws ArchiveException if there is none, or more than one: which one is meant would be guessed
	 */
	Image image() {
		Set<Image> images = new LinkedHashSet<>();
		JsonNode manifest = this.json.get(MANIFEST);
		if (manifest != null && isManifest(manifest)) {
			manifest.forEach((image) -> images.add(ofDocker(image)));
		}
		else {
			addImages(this.json.get(INDEX), "", new LinkedHashSet<>(), images);
		}
		if (images.size() > 1) {
			throw new ArchiveException(Problem.NOT_AN_ARCHIVE, null,
					"The archive has %d images (%s); save the one that has the scripts".formatted(images.size(),
							String.join(", ", images.stream().map(Image::name).toList())));
		}
		return images.stream()
				.findFirst()
				.orElseThrow(() -> new ArchiveException(Problem.DAMAGED, INDEX,
						"The archive has no image whose manifest is there"));
	}

	private Image ofDocker(JsonNode image) {
		List<String> layers = image.path("Layers").valueStream().map(JsonNode::asString).map(this::file).toList();
		String config = image.path("Config").asString();
		return new Image(image.path("RepoTags").path(0).asString(config), layers,
				this.json.getOrDefault(resolved(config), JsonMapper.shared().createObjectNode()));
	}

	private void addImages(@Nullable JsonNode index, String name, Set<String> seen, Set<Image> images) {
		for (JsonNode descriptor : (index != null) ? index.path("manifests") : JsonMapper.shared().createArrayNode()) {
			String digest = descriptor.path("digest").asString("");
			// What tells how an image was built stands beside it, as an image of no platform.
			boolean attestation = descriptor.path("annotations").has("vnd.docker.reference.type");
			if (attestation || !seen.add(digest)) {
				continue;
			}
			if (seen.size() > MOST_MANIFESTS) {
				throw new ArchiveException(Problem.TOO_LARGE, INDEX,
						"The archive has more than %d manifests".formatted(MOST_MANIFESTS));
			}
			JsonNode manifest = this.json.get(blob(digest));
			// Of an image for several platforms, often one is there only.
			if (manifest != null && manifest.has("manifests")) {
				addImages(manifest, named(descriptor, name), seen, images);
			}
			else if (manifest != null && manifest.has("layers")
					&& IMAGES.contains(manifest.at("/config/mediaType").asString(""))) {
				images.add(ofManifest(manifest, named(descriptor, name).isEmpty() ? digest : named(descriptor, name)));
			}
		}
	}

	private static String named(JsonNode descriptor, String name) {
		JsonNode platform = descriptor.path("platform");
		if (platform.has("os")) {
			return (name + " " + platform.path("os").asString("") + "/" + platform.path("architecture").asString(""))
					.strip();
		}
		String given = descriptor.path("annotations").path("org.opencontainers.image.ref.name").asString("");
		return given.isEmpty() ? name : given;
	}

	private Image ofManifest(JsonNode manifest, String name) {
		return new Image(name, manifest.path("layers").valueStream().map(this::layer).toList(),
				this.json.getOrDefault(blob(manifest.at("/config/digest").asString("")),
						JsonMapper.shared().createObjectNode()));
	}

	private String layer(JsonNode descriptor) {
		String file = file(blob(descriptor.path("digest").asString("")));
		Long size = this.sizes.get(file);
		if (size != null && descriptor.has("size") && descriptor.path("size").asLong(-1) != size) {
			throw new ArchiveException(Problem.DAMAGED, file,
					"The layer '%s' has another size than the image's manifest says".formatted(file));
		}
		return file;
	}

	private static String blob(String digest) {
		if (!DIGEST.matcher(digest).matches()) {
			throw new ArchiveException(Problem.DAMAGED, INDEX,
					"The image's manifest has the digest '%s', which is none".formatted(Contents.shortened(digest)));
		}
		return "blobs/" + digest.replaceFirst(":", "/");
	}

	/** Where a layer is. */
	private String file(String path) {
		String file = resolved(path);
		if (!this.sizes.containsKey(file)) {
			throw new ArchiveException(Problem.DAMAGED, Contents.shortened(path),
					"The image has the layer '%s', which is not in the archive".formatted(Contents.shortened(path)));
		}
		return file;
	}

	/** A layer that several images share may be there once, and be linked to from elsewhere. */
	private String resolved(String path) {
		String file = path;
		for (int i = 0; i < MOST_LINKS && this.links.containsKey(file); i++) {
			file = String.valueOf(this.links.get(file));
			int up = file.indexOf("/../");
			while (up > 0) {
				file = file.substring(0, file.lastIndexOf('/', up - 1) + 1) + file.substring(up + 4);
				up = file.indexOf("/../");
			}
		}
		return file;
	}

	/**
	 * An image.
	 *
	 * @param name how it is called, for people
	 * @param layers the layers' paths in the archive, the lowest first
	 * @param config how it is run
	 */
	record Image(String name, List<String> layers, JsonNode config) {}

}
