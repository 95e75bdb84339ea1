package ai.backend.dbstatus.component;

import java.util.List;

/**
 * No component has the name that was asked for.
 */
public final class UnknownComponentException extends RuntimeException {

	private final transient List<String> near;

	/**
	 * No component has this name.
	 * @param known the names that there are
	 */
	public UnknownComponentException(String name, List<String> known) {
		this(name, NearNames.of(name, known), known.size());
	}

	private UnknownComponentException(String name, List<String> near, int count) {
		super("There is no component '%s'; %s.".formatted(name, alternatives(near, count)));
		this.near = near;
	}

	/** A list of thousands would help nobody. */
	private static String alternatives(List<String> near, int count) {
		if (near.size() == count) {
			return "there are " + String.join(", ", near);
		}
		String names = near.isEmpty() ? "none is near it" : "near it are " + String.join(", ", near);
		return names + "; /components lists all " + count;
	}

	/**
	 * The names that may have been meant: all that there are where they are few, else the near ones.
	 */
	public List<String> near() {
		return this.near;
	}

}
