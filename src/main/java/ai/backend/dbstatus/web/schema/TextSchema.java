package ai.backend.dbstatus.web.schema;

import java.util.List;

import ai.backend.dbstatus.status.report.SchemaItem;

/**
 * The evidence for what the version table claims, as text for a terminal.
 */
final class TextSchema {

	private TextSchema() {
	}

	static String of(SchemaResource schema) {
		StringBuilder text = new StringBuilder();
		text.append("Component: ").append(schema.component()).append('\n');
		text.append("Schema: ").append(schema.verdict()).append('\n');
		if (schema.details() != null) {
			text.append("Details: ").append(schema.details()).append('\n');
		}
		text.append("Expected: ")
				.append(schema.expected())
				.append(", found: ")
				.append(schema.found())
				.append(", not known: ")
				.append(schema.notKnown())
				.append('\n');
		objects(text, "Missing", schema.missing());
		objects(text, "Already there", schema.alreadyThere());
		if (!schema.neverRan().isEmpty()) {
			text.append("Never ran:\n");
			schema.neverRan().forEach((revision) -> text.append("  ").append(revision).append('\n'));
		}
		if (!schema.fits().isEmpty()) {
			text.append("Fits:\n");
			schema.fits()
					.forEach((fit) -> text.append("  ")
							.append(fit.revision())
							.append(": ")
							.append(fit.found())
							.append(" found, ")
							.append(fit.missing())
							.append(" missing, ")
							.append(fit.alreadyThere())
							.append(" too early\n"));
		}
		return text.toString();
	}

	private static void objects(StringBuilder text, String title, List<SchemaItem> objects) {
		if (objects.isEmpty()) {
			return;
		}
		text.append(title).append(":\n");
		objects.forEach((object) -> text.append("  ")
				.append(object.label())
				.append(", ")
				.append(object.revision())
				.append(", ")
				.append(object.place())
				.append('\n'));
	}

}
