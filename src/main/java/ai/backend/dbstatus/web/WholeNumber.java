package ai.backend.dbstatus.web;

/**
 * A parameter that says how many.
 */
final class WholeNumber {

	private WholeNumber() {
	}

	/**
	 * The number, from 0.
	 * @throws BadParameterException if it is none
	 */
	static int parse(String parameter, String value) {
		try {
			int number = Integer.parseInt(value);
			if (number >= 0) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// Said below, together with the numbers that are too small.
		}
		throw new BadParameterException(parameter, "a whole number from 0");
	}

}
