package ai.backend.dbstatus.web.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.springframework.http.MediaType;

/**
 * A representation of a resource.
 */
public enum Format {

	/** For programs. */
	JSON(MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON),

	/** For a terminal. */
	TEXT(MediaType.TEXT_PLAIN, utf8(MediaType.TEXT_PLAIN)),

	/** For a browser. */
	HTML(MediaType.TEXT_HTML, utf8(MediaType.TEXT_HTML)),

	/** A picture. */
	SVG(new MediaType("image", "svg+xml"), utf8(new MediaType("image", "svg+xml"))),

	/** For a comment on a pull request. */
	MARKDOWN(new MediaType("text", "markdown"), utf8(new MediaType("text", "markdown"))),

	/** A picture that is drawn by the page that shows it, a pull request's say. */
	MERMAID(MediaType.TEXT_PLAIN, utf8(MediaType.TEXT_PLAIN));

	@SuppressWarnings("ImmutableEnumChecker") // Nothing of it can be changed.
	private final MediaType accepted;

	private final String contentType;

	Format(MediaType accepted, MediaType contentType) {
		this.accepted = accepted;
		this.contentType = contentType.toString();
	}

	private static MediaType utf8(MediaType type) {
		return new MediaType(type, StandardCharsets.UTF_8);
	}

	/**
	 * Its name as the value of a parameter.
	 */
	String parameter() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * What an {@code Accept} header has to allow.
	 */
	MediaType accepted() {
		return this.accepted;
	}

	/**
	 * The value of the header {@code Content-Type}.
	 */
	String contentType() {
		return this.contentType;
	}

}
