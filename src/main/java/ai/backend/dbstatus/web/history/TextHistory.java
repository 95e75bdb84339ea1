package ai.backend.dbstatus.web.history;

import java.util.List;

import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.PlainText;

/**
 * A revision history as text: line by line what {@code alembic history --indicate-current} prints. Where Alembic leaves
 * the order of branch labels to chance, they are sorted.
 */
final class TextHistory {

	private TextHistory() {
	}

	/**
	 * A line for each revision.
	 */
	static String of(List<RevisionInfo> revisions) {
		StringBuilder text = new StringBuilder();
		revisions.forEach((revision) -> text.append(PlainText.of(line(revision))).append('\n'));
		return text.toString();
	}

	private static String line(RevisionInfo revision) {
		StringBuilder text = new StringBuilder();
		text.append(revision.isBase() ? "<base>" : String.join(", ", revision.downRevisions()));
		if (!revision.dependsOn().isEmpty()) {
			text.append(" (").append(String.join(", ", revision.dependsOn())).append(')');
		}
		text.append(" -> ").append(revision.revision());
		if (!revision.branchLabels().isEmpty()) {
			text.append(" (").append(String.join(", ", revision.branchLabels())).append(')');
		}
		appendFlag(text, revision.head(), revision.effectiveHead() ? "effective head" : "head");
		appendFlag(text, revision.current(), "current");
		appendFlag(text, revision.branchPoint(), "branchpoint");
		appendFlag(text, revision.isMergePoint(), "mergepoint");
		return text.append(", ").append((revision.description() != null) ? revision.description() : "").toString();
	}

	private static void appendFlag(StringBuilder text, boolean holds, String name) {
		if (holds) {
			text.append(" (").append(name).append(')');
		}
	}

}
