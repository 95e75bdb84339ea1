package ai.backend.dbstatus.web;

/**
 * A query parameter has a value that it cannot have. The value itself is not repeated.
 */
final class BadParameterException extends RuntimeException {

	BadParameterException(String parameter, String expected) {
		super("The parameter '%s' must be %s.".formatted(parameter, expected));
	}

}
