package ai.backend.dbstatus.component;

import java.util.List;

/**
 * No component has the name that was asked for.
 */
public final class UnknownComponentException extends RuntimeException {

	private final transient List<String> known;

	/**
	 * No component has this name.
	 * @param known the names that there are
	 */
	public UnknownComponentException(String name, List<String> known) {
		super("There is no component '%s'; there are %s.".formatted(name, String.join(", ", known)));
		this.known = List.copyOf(known);
	}

	/**
	 * The names that there are.
	 */
	public List<String> known() {
		return this.known;
	}

}
