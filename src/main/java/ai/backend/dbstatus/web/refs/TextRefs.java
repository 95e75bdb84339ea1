package ai.backend.dbstatus.web.refs;

import java.util.List;

/**
 * Refs as text for a terminal: a line each, in columns.
 */
final class TextRefs {

	private TextRefs() {
	}

	static String of(List<RefResource> refs) {
		int widest = refs.stream().mapToInt((ref) -> ref.ref().length()).max().orElse(0);
		StringBuilder text = new StringBuilder();
		for (RefResource ref : refs) {
			text.append(ref.ref()).repeat(' ', widest - ref.ref().length() + 2);
			text.append(ref.commit(), 0, 12).append("  ").append(ref.committedAt()).append("  ").append(ref.status());
			if (ref.pendingCount() != null && ref.pendingCount() > 0) {
				text.append(" (").append(ref.pendingCount()).append(" pending)");
			}
			else if (ref.pendingCount() == null) {
				text.append(" (").append(ref.reason()).append(')');
			}
			text.append('\n');
		}
		return text.toString();
	}

}
