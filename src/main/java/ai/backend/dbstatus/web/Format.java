package ai.backend.dbstatus.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/**
 * The representations that a report has. {@code ?format=} chooses one, else the {@code Accept} header does; JSON is the
 * default.
 */
enum Format {

	JSON(MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON),

	TEXT(MediaType.TEXT_PLAIN, new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8));

	static final String PARAMETER = "format";

	private final MediaType asked;

	private final MediaType contentType;

	Format(MediaType asked, MediaType contentType) {
		this.asked = asked;
		this.contentType = contentType;
	}

	MediaType contentType() {
		return this.contentType;
	}

	/**
	 * The format that a request asks for.
	 * @throws BadParameterException if the parameter names none
	 * @throws HttpMediaTypeNotAcceptableException if the header accepts none
	 */
	static Format of(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		String parameter = request.getParameter(PARAMETER);
		return (parameter != null) ? named(parameter) : accepted(request.getHeader(HttpHeaders.ACCEPT));
	}

	private static Format named(String name) {
		return switch (name.toLowerCase(Locale.ROOT)) {
			case "json" -> JSON;
			case "text" -> TEXT;
			default -> throw new BadParameterException(PARAMETER, "'json' or 'text'");
		};
	}

	private static Format accepted(@Nullable String header) throws HttpMediaTypeNotAcceptableException {
		if (header == null || header.isBlank()) {
			return JSON;
		}
		List<MediaType> accepted = parse(header);
		MimeTypeUtils.sortBySpecificity(accepted);
		accepted.sort((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()));
		for (MediaType type : accepted) {
			for (Format format : values()) {
				if (type.getQualityValue() > 0 && type.isCompatibleWith(format.asked)) {
					return format;
				}
			}
		}
		throw new HttpMediaTypeNotAcceptableException(List.of(JSON.asked, TEXT.asked));
	}

	private static List<MediaType> parse(String header) throws HttpMediaTypeNotAcceptableException {
		try {
			return MediaType.parseMediaTypes(header);
		}
		catch (InvalidMediaTypeException ex) {
			throw new HttpMediaTypeNotAcceptableException("The Accept header is malformed.");
		}
	}

}
