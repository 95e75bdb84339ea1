package ai.backend.dbstatus.web.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.palette.Colour;
import ai.backend.dbstatus.web.http.ContentPolicy;
import ai.backend.dbstatus.web.http.TaggedResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

/**
 * The files of the page, read once from the class path, and its colours. No name leads to anything else.
 */
final class PageFiles {

	private static final String LOCATION = "classpath:/static/page/*.*";

	private static final Map<String, String> TYPES = Map.of("html", "text/html", "css", "text/css", "js",
			"text/javascript", "svg", "image/svg+xml");

	private final Map<String, TaggedResponse> files = new HashMap<>();

	PageFiles() {
		this.files.put("palette.css", response("text/css",
				Colour.styleSheet(List.of(Colour.values())).getBytes(StandardCharsets.UTF_8)));
		try {
			for (Resource resource : new PathMatchingResourcePatternResolver().getResources(LOCATION)) {
				String name = resource.getFilename();
				String type = TYPES.get(StringUtils.getFilenameExtension(name));
				if (name != null && type != null) {
					this.files.put(name, response(type, resource.getContentAsByteArray()));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static TaggedResponse response(String type, byte[] content) {
		return TaggedResponse.of(type + ";charset=UTF-8", content).with(ContentPolicy.PAGE);
	}

	/**
	 * The file of this name, if there is one.
	 */
	@Nullable
	TaggedResponse find(String name) {
		return this.files.get(name);
	}

}
