package ai.backend.dbstatus.status.report;

import java.util.List;
import java.util.Objects;

import ai.backend.dbstatus.alembic.operation.schema.SchemaObject;
import ai.backend.dbstatus.status.history.HistoryView;

/**
 * An object of a schema, and what makes it.
 *
 * @param kind what it is
 * @param name its name, that of its table before it; its columns in parentheses where the database gave it a name
 * @param revision the revision that makes it
 * @param file the script, without directories
 * @param line where the script does that, counted from 1
 */
public record SchemaItem(SchemaObject.Kind kind, String name, String revision, String file, int line) {

	/**
	 * Objects that revisions of a history make, as items.
	 */
	public static List<SchemaItem> of(List<SchemaObject> objects, HistoryView view) {
		return objects.stream().map((object) -> of(object, view)).toList();
	}

	private static SchemaItem of(SchemaObject object, HistoryView view) {
		SchemaObject.Maker maker = Objects.requireNonNull(object.maker(), "What is compared was made by a revision");
		String file = Objects.requireNonNull(view.history().scripts().get(maker.revision())).fileName();
		return new SchemaItem(object.kind(), PlainText.of(object.label()), maker.revision(), file, maker.line());
	}

	/**
	 * {@code COLUMN sessions.priority}.
	 */
	public String label() {
		return this.kind + " " + this.name;
	}

	/**
	 * {@code def456_add_priority.py:31}.
	 */
	public String place() {
		return PlainText.of(this.file) + ":" + this.line;
	}

}
