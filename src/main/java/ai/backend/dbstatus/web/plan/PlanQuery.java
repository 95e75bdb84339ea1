package ai.backend.dbstatus.web.plan;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ai.backend.dbstatus.plan.Gate;
import ai.backend.dbstatus.plan.finding.Effect;
import ai.backend.dbstatus.status.check.PlanRequest;
import ai.backend.dbstatus.web.http.BadParameterException;
import ai.backend.dbstatus.web.http.Format;
import ai.backend.dbstatus.web.http.Formats;
import ai.backend.dbstatus.web.http.Parameter;
import ai.backend.dbstatus.web.http.Parameters;
import ai.backend.dbstatus.web.http.Query;
import ai.backend.dbstatus.web.http.RefParameter;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

import org.springframework.web.HttpMediaTypeNotAcceptableException;

/**
 * What a request for a plan asks for.
 *
 * @param format the representation
 * @param request between which revisions
 * @param ref whose scripts count; {@code null} for those that are configured
 * @param gate what is forbidden
 */
record PlanQuery(Format format, PlanRequest request, @Nullable String ref, Gate gate) {

	private static final Formats FORMATS = Formats.of(Format.JSON, Format.TEXT, Format.MARKDOWN, Format.HTML);

	private static final Parameter<String> FROM = revision("from");

	private static final Parameter<String> TO = revision("to");

	private static final Parameter<List<Effect>> FORBID = Parameter.listOf("forbid", effects(), PlanQuery::effect);

	private static final Pattern SIZE = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)\\s*(rows|[kmgt]?b)",
			Pattern.CASE_INSENSITIVE);

	private static final Map<String, Long> UNITS = Map.of("b", 1L, "kb", 1L << 10, "mb", 1L << 20, "gb", 1L << 30,
			"tb", 1L << 40, "rows", 1L);

	private static final Parameter<Gate.Threshold> OVER = Parameter.of("over",
			"a size such as 500MB or 1GB, or a number of rows such as 100000rows", PlanQuery::threshold);

	private static final Parameters ALL = Parameters.of(FORMATS.parameter(), FROM, TO, FORBID, OVER,
			RefParameter.REF);

	private static final Parameters OF_UPLOADS = Parameters.of(FORMATS.parameter(), FROM, TO, FORBID, OVER);

	private static Parameter<String> revision(String name) {
		return Parameter.of(name, "a revision, its beginning, a branch label, head, heads, base, or a release",
				(value) -> value.isBlank() ? null : value.strip());
	}

	private static String effects() {
		return "one or more of %s, separated by commas"
				.formatted(Arrays.stream(Effect.values()).map(Effect::name).collect(Collectors.joining(", ")));
	}

	/** Whoever misspells one would have a gate that stands open. */
	private static @Nullable Effect effect(String name) {
		for (Effect effect : Effect.values()) {
			if (effect.name().equals(name)) {
				return effect;
			}
		}
		LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
		String typed = name.toUpperCase(Locale.ROOT);
		Effect near = Arrays.stream(Effect.values())
				.filter((each) -> typed.length() < 50 && distance.apply(typed, each.name()) <= each.name().length() / 2)
				.min(Comparator.comparingInt((each) -> distance.apply(typed, each.name())))
				.orElse(null);
		if (near != null) {
			throw new BadParameterException(FORBID_NAME, "%s (did you mean %s?)".formatted(effects(), near.name()));
		}
		return null;
	}

	private static final String FORBID_NAME = "forbid";

	private static Gate.@Nullable Threshold threshold(String value) {
		Matcher size = SIZE.matcher(value.strip());
		if (!size.matches()) {
			return null;
		}
		String unit = size.group(2).toLowerCase(Locale.ROOT);
		long factor = UNITS.getOrDefault(unit, 1L);
		BigDecimal amount = new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(factor));
		return (amount.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 2)) > 0)
				? null
				: new Gate.Threshold(amount.longValue(), unit.equals("rows"));
	}

	/**
	 * What a request asks for.
	 * @param acceptable the effects that scripts may accept
	 * @throws HttpMediaTypeNotAcceptableException if no representation is accepted
	 */
	static PlanQuery read(HttpServletRequest request, Set<Effect> acceptable)
			throws HttpMediaTypeNotAcceptableException {
		Query query = ALL.read(request);
		return of(query, query.get(RefParameter.REF), acceptable);
	}

	/**
	 * What a request with scripts as its body asks for.
	 * @throws HttpMediaTypeNotAcceptableException if no representation is accepted
	 */
	static PlanQuery readUpload(HttpServletRequest request, Set<Effect> acceptable)
			throws HttpMediaTypeNotAcceptableException {
		return of(OF_UPLOADS.read(request), null, acceptable);
	}

	private static PlanQuery of(Query query, @Nullable String ref, Set<Effect> acceptable)
			throws HttpMediaTypeNotAcceptableException {
		List<Effect> forbidden = query.get(FORBID, List.of());
		Gate.Threshold over = query.get(OVER);
		if (over != null && forbidden.isEmpty()) {
			throw new BadParameterException("over", "given together with 'forbid', which says what is forbidden");
		}
		return new PlanQuery(FORMATS.choose(query), new PlanRequest(query.get(FROM), query.get(TO)), ref,
				new Gate(Set.copyOf(forbidden), over, acceptable));
	}

}
