package ai.backend.dbstatus.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;

/**
 * The files of the page, read once from the class path. No name leads to anything else.
 */
final class PageFiles {

	private static final String LOCATION = "classpath:/static/page/*.*";

	private static final Map<String, String> TYPES = Map.of("html", "text/html", "css", "text/css", "js",
			"text/javascript", "svg", "image/svg+xml");

	private final Map<String, PageFile> files = new TreeMap<>();

	PageFiles() {
		try {
			for (Resource resource : new PathMatchingResourcePatternResolver().getResources(LOCATION)) {
				add(resource);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void add(Resource resource) throws IOException {
		String name = resource.getFilename();
		String type = (name != null) ? TYPES.get(name.substring(name.lastIndexOf('.') + 1)) : null;
		if (name != null && type != null) {
			byte[] content = resource.getContentAsByteArray();
			MediaType mediaType = new MediaType(MediaType.parseMediaType(type), StandardCharsets.UTF_8);
			this.files.put(name, new PageFile(content, mediaType, EntityTag.of(content)));
		}
	}

	/**
	 * The file of this name, if there is one.
	 */
	@Nullable
	PageFile find(String name) {
		return this.files.get(name);
	}

	/**
	 * A file.
	 *
	 * @param content its bytes
	 * @param type its media type
	 * @param tag its entity tag
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record PageFile(byte[] content, MediaType type, String tag) {}

}
