package ai.backend.dbstatus.oracle;

import java.util.EnumSet;
import java.util.Set;

import ai.backend.dbstatus.status.report.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Says in this service's words why Alembic refuses.
 */
final class Refusals {

	private Refusals() {
	}

	/**
	 * Why Alembic cannot use the scripts; empty where it can.
	 */
	static Set<Reason> ofScripts(JsonNode answer, boolean empty) {
		if (answer.path("warnings").toString().contains("present more than once")) {
			return EnumSet.of(Reason.DUPLICATE_REVISION);
		}
		if (!answer.has("error")) {
			// For Alembic, no scripts are as good as any.
			return empty ? EnumSet.of(Reason.NO_SCRIPTS) : EnumSet.noneOf(Reason.class);
		}
		String message = answer.path("message").asString();
		return switch (answer.path("error").asString()) {
			case "KeyError" -> EnumSet.of(Reason.MISSING_REVISION);
			case "SyntaxError", "IndentationError", "AttributeError", "TypeError", "NameError", "RuntimeError" ->
				EnumSet.of(Reason.SCRIPT_UNREADABLE);
			// It walks in circles.
			case "TimeoutError", "CycleDetected", "DependencyCycleDetected", "LoopDetected", "DependencyLoopDetected" ->
				EnumSet.of(Reason.CYCLE);
			default -> ofMessage(message);
		};
	}

	private static Set<Reason> ofMessage(String message) {
		if (message.contains("already used by revision")) {
			return EnumSet.of(Reason.DUPLICATE_LABEL);
		}
		if (message.contains("ycle is detected") || message.contains("elf-loop is detected")) {
			return EnumSet.of(Reason.CYCLE);
		}
		if (message.contains("Could not determine revision id") || message.contains("not allowed in revision")) {
			return EnumSet.of(Reason.SCRIPT_UNREADABLE);
		}
		return EnumSet.of(Reason.INTERNAL_ERROR);
	}

	/**
	 * Why Alembic does not begin to upgrade from some rows; {@code null} where it does.
	 */
	static @Nullable Reason ofRows(JsonNode upgrade) {
		String message = upgrade.path("message").asString("");
		if (message.contains("Can't locate revision") || message.contains("Multiple revisions start with")) {
			return Reason.UNKNOWN_REVISION;
		}
		if (message.contains("overlaps with other requested revisions")
				|| message.contains("Multiple head revisions are present")
				|| (upgrade.path("error").asString("").equals("AssertionError") && message.isEmpty())) {
			return Reason.INCONSISTENT_ROWS;
		}
		return upgrade.path("error").asString("").equals("TimeoutError") ? Reason.CYCLE : null;
	}

}
