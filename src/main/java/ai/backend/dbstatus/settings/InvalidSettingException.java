package ai.backend.dbstatus.settings;

/**
 * A setting of the service is wrong, so that it cannot start.
 */
final class InvalidSettingException extends RuntimeException {

	private final String action;

	InvalidSettingException(String description, String action) {
		super(description);
		this.action = action;
	}

	String action() {
		return this.action;
	}

}
