package ai.backend.dbstatus.web.report;

/**
 * A request expects something of components and chooses none: whatever it expects would hold.
 */
public final class NothingSelectedException extends RuntimeException {

	NothingSelectedException() {
		super("No component has this group, environment and text, so that 'expect' would hold of nothing.");
	}

}
