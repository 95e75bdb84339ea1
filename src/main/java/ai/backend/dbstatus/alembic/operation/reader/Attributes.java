package ai.backend.dbstatus.alembic.operation.reader;

import ai.backend.dbstatus.alembic.operation.reader.Construct.CatalogItem;
import ai.backend.dbstatus.alembic.operation.reader.Construct.Live;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject.Sequence.Kind;

/**
 * {@code object.name}.
 */
final class Attributes {

	private final Reading reading;

	private final ModuleNames module;

	private final PythonClasses classes;

	Attributes(Reading reading, ModuleNames module) {
		this.reading = reading;
		this.module = module;
		this.classes = new PythonClasses(reading);
	}

	PyObject attribute(PyObject receiver, String name) {
		return switch (receiver) {
			case PyObject.Module other -> this.reading.attribute(this.module.modules(), other.name(), name);
			case Live live -> LiveMethods.attribute(this.reading.dialect, live, name);
			case Construct.TableConstruct table -> switch (name) {
				case "c", "columns" -> new Construct.Expression(false, table.name());
				case "name" -> new PyObject.Str(table.name().name());
				default -> new Construct.Method(table, name);
			};
			case Construct.Type type when name.equals("name") && type.enumName() != null ->
				new PyObject.Str(type.enumName().name());
			case Construct.Type type when name.equals("enums") && type.values() != null ->
				PyObject.Sequence.of(Kind.LIST,
						type.values().stream().map((value) -> (PyObject) new PyObject.Str(value)).toList());
			case Construct.PyClass definition -> this.classes.attribute(definition, name);
			case Construct.EnumMember member when name.equals("value") -> member.value();
			case Construct.EnumMember member when name.equals("name") -> new PyObject.Str(member.name());
			case Construct.ColumnConstruct column when name.equals("name") -> new PyObject.Str(column.column().name());
			case Construct.ColumnConstruct _ -> new Construct.Expression(false);
			case CatalogItem item when name.equals("name") -> new CatalogItem(item.list(), true);
			case PyObject.Unknown _ when name.equals("dialect") -> new Live(Live.Kind.DIALECT);
			case Construct.Foreign _ when name.equals("dialect") -> new Live(Live.Kind.DIALECT);
			case Construct.MetaData metadata when name.equals("naming_convention") -> metadata.convention;
			case Construct.Expression expression -> expression;
			case Construct.Query _ when name.equals("c") || name.equals("columns") -> new Construct.Expression(false);
			case Construct.Foreign foreign -> new Construct.Foreign(
					foreign.name().isEmpty() ? "" : foreign.name() + "." + name);
			case PyObject.Unknown unknown -> new Construct.Method(unknown, name);
			case Construct.Function _ -> PyObject.UNKNOWN;
			default -> new Construct.Method(receiver, name);
		};
	}

}
