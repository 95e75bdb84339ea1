package ai.backend.dbstatus.web.http;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/**
 * The representations that a resource has. {@code ?format=} chooses one, else the {@code Accept} header does; the first is
 * the default.
 */
public final class Formats {

	/** The name of the parameter. */
	public static final String PARAMETER = "format";

	private final List<Format> offered;

	private final Parameter<Format> parameter;

	private Formats(List<Format> offered) {
		this.offered = offered;
		this.parameter = Parameter.of(PARAMETER,
				Parameter.alternatives(offered.stream().map((format) -> "'" + format.parameter() + "'").toList()),
				this::find);
	}

	/**
	 * A resource has these.
	 */
	public static Formats of(Format... offered) {
		return new Formats(List.of(offered));
	}

	private @Nullable Format find(String name) {
		return this.offered.stream()
				.filter((format) -> format.parameter().equals(name.toLowerCase(Locale.ROOT)))
				.findFirst()
				.orElse(null);
	}

	/**
	 * The parameter that chooses one.
	 */
	public Parameter<Format> parameter() {
		return this.parameter;
	}

	/**
	 * The one that a request names, else the default: where the address itself says what to expect.
	 * @throws BadParameterException if the parameter names none
	 */
	public Format named(Query query) {
		return query.get(this.parameter, this.offered.getFirst());
	}

	/**
	 * The one that a request asks for.
	 * @throws BadParameterException if the parameter names none
	 * @throws HttpMediaTypeNotAcceptableException if the header accepts none
	 */
	public Format choose(Query query) throws HttpMediaTypeNotAcceptableException {
		Format named = query.get(this.parameter);
		return (named != null) ? named : accepted(query.accept());
	}

	private Format accepted(@Nullable String header) throws HttpMediaTypeNotAcceptableException {
		if (header == null || header.isBlank()) {
			return this.offered.getFirst();
		}
		List<MediaType> accepted = parse(header);
		MimeTypeUtils.sortBySpecificity(accepted);
		accepted.sort((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()));
		for (MediaType type : accepted) {
			for (Format format : this.offered) {
				if (type.getQualityValue() > 0 && type.isCompatibleWith(format.accepted())) {
					return format;
				}
			}
		}
		throw new HttpMediaTypeNotAcceptableException(this.offered.stream().map(Format::accepted).distinct().toList());
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
