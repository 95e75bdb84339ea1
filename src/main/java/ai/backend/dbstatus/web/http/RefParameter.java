package ai.backend.dbstatus.web.http;

/**
 * The parameter {@code ref}: the branch, tag or commit whose scripts count.
 */
public final class RefParameter {

	/** The parameter. */
	public static final Parameter<String> REF = Parameter.of("ref", "a branch, a tag or a commit",
			(value) -> value.isBlank() ? null : value.strip());

	private RefParameter() {
	}

}
