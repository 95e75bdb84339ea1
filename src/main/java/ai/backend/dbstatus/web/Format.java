package ai.backend.dbstatus.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/**
 * The representations that resources have: JSON and text, where nothing else is said. {@code ?format=} chooses one, else the
 * {@code Accept} header does; JSON is the default.
 */
enum Format {

	JSON(MediaType.APPLICATION_JSON, MediaType.APPLICATION_JSON),

	TEXT(MediaType.TEXT_PLAIN, new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8)),

	SVG(new MediaType("image", "svg+xml"), new MediaType("image", "svg+xml", StandardCharsets.UTF_8));

	static final String PARAMETER = "format";

	private static final List<Format> USUAL = List.of(JSON, TEXT);

	private final MediaType asked;

	private final String contentType;

	Format(MediaType asked, MediaType contentType) {
		this.asked = asked;
		this.contentType = contentType.toString();
	}

	/**
	 * The value of the header {@code Content-Type}.
	 */
	String contentType() {
		return this.contentType;
	}

	/**
	 * The format that a request asks for, JSON or text.
	 * @throws BadParameterException if the parameter names neither
	 * @throws HttpMediaTypeNotAcceptableException if the header accepts neither
	 */
	static Format of(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		return of(request, USUAL);
	}

	/**
	 * The format that a request asks for, among those that a resource offers. The first is the default.
	 * @throws BadParameterException if the parameter names none
	 * @throws HttpMediaTypeNotAcceptableException if the header accepts none
	 */
	static Format of(HttpServletRequest request, List<Format> offered) throws HttpMediaTypeNotAcceptableException {
		String parameter = request.getParameter(PARAMETER);
		return (parameter != null)
				? named(parameter, offered)
				: accepted(request.getHeader(HttpHeaders.ACCEPT), offered);
	}

	private static Format named(String name, List<Format> offered) {
		for (Format format : offered) {
			if (format.parameter().equals(name.toLowerCase(Locale.ROOT))) {
				return format;
			}
		}
		throw new BadParameterException(PARAMETER,
				offered.stream().map((format) -> "'" + format.parameter() + "'").collect(Collectors.joining(" or ")));
	}

	private String parameter() {
		return name().toLowerCase(Locale.ROOT);
	}

	private static Format accepted(@Nullable String header, List<Format> offered)
			throws HttpMediaTypeNotAcceptableException {
		if (header == null || header.isBlank()) {
			return offered.getFirst();
		}
		List<MediaType> accepted = parse(header);
		MimeTypeUtils.sortBySpecificity(accepted);
		accepted.sort((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()));
		for (MediaType type : accepted) {
			for (Format format : offered) {
				if (type.getQualityValue() > 0 && type.isCompatibleWith(format.asked)) {
					return format;
				}
			}
		}
		throw new HttpMediaTypeNotAcceptableException(offered.stream().map((format) -> format.asked).toList());
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
