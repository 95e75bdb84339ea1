package ai.backend.dbstatus.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.springframework.http.MediaType;

/**
 * The representations that a revision graph has, chosen by {@code ?format=}.
 */
enum GraphFormat {

	/** The layout, for a page that draws it. */
	JSON(MediaType.APPLICATION_JSON),

	/** A picture for wikis and dashboards. */
	SVG(MediaType.parseMediaType("image/svg+xml;charset=UTF-8")),

	/** A picture for pull requests, drawn by the page that shows it. */
	MERMAID(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8));

	private final MediaType contentType;

	GraphFormat(MediaType contentType) {
		this.contentType = contentType;
	}

	MediaType contentType() {
		return this.contentType;
	}

	/**
	 * The format of this name.
	 * @throws BadParameterException if there is none
	 */
	static GraphFormat named(String name) {
		for (GraphFormat format : values()) {
			if (format.name().equals(name.toUpperCase(Locale.ROOT))) {
				return format;
			}
		}
		throw new BadParameterException(Format.PARAMETER, "'json', 'svg' or 'mermaid'");
	}

}
