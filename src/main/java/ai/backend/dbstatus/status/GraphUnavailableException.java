package ai.backend.dbstatus.status;

/**
 * There is no graph to draw, since the scripts of a component cannot be read or make none.
 */
public final class GraphUnavailableException extends RuntimeException {

	private final Reason reason;

	GraphUnavailableException(String component, Reason reason, String details) {
		super("The revisions of component '%s' are not known: %s".formatted(component, details));
		this.reason = reason;
	}

	/**
	 * Why, as the component's report says.
	 */
	public Reason reason() {
		return this.reason;
	}

}
