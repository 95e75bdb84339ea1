package ai.backend.dbstatus.web.schema;

import java.util.List;
import java.util.Objects;

import ai.backend.dbstatus.alembic.operation.schema.SchemaObject;
import ai.backend.dbstatus.status.history.HistoryView;

/**
 * An object of a schema, and what makes it, as JSON.
 */
public record SchemaObjectResource(SchemaObject.Kind kind, String name, String revision, String file, int line) {

	static List<SchemaObjectResource> all(List<SchemaObject> objects, HistoryView view) {
		return objects.stream().map((object) -> of(object, view)).toList();
	}

	private static SchemaObjectResource of(SchemaObject object, HistoryView view) {
		SchemaObject.Maker maker = Objects.requireNonNull(object.maker());
		String file = Objects.requireNonNull(view.history().scripts().get(maker.revision())).fileName();
		return new SchemaObjectResource(object.kind(), object.label(), maker.revision(), file, maker.line());
	}

}
