package ai.backend.dbstatus.web.http;

/**
 * A query parameter has a value that it cannot have. The value itself is not repeated.
 */
public final class BadParameterException extends RuntimeException {

	/**
	 * A parameter has another value than it must have.
	 * @param parameter its name
	 * @param form what it must be
	 */
	public BadParameterException(String parameter, String form) {
		super("The parameter '%s' must be %s.".formatted(parameter, form));
	}

}
