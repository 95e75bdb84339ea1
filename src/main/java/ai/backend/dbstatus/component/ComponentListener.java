package ai.backend.dbstatus.component;

/**
 * Hears of components as they come and go: of one that comes before anybody can ask for it, of one that goes when nobody
 * can any more. Those who came first are told first. All are told under the registry's lock, one change after the other: be
 * quick, and change nothing there.
 */
public interface ComponentListener {

	/**
	 * A component comes.
	 */
	default void added(Component component) {
	}

	/**
	 * A component has gone: what was kept of it is to be forgotten.
	 */
	default void removed(Component component) {
	}

	/**
	 * A component changes: the new one has the old one's name. Unless said otherwise, the old one goes and the new one comes.
	 */
	default void replaced(Component before, Component after) {
		removed(before);
		added(after);
	}

}
