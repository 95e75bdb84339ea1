package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.syntax.Expr;
import ai.backend.dbstatus.alembic.python.syntax.Stmt;
import org.jspecify.annotations.Nullable;

/**
 * Classes whose code is known: the members of enums, and attributes.
 */
final class PythonClasses {

	private final Reading reading;

	PythonClasses(Reading reading) {
		this.reading = reading;
	}

	/**
	 * Returns the members of an enum class, {@code null} if it is none or they are not known. Python: a second name for a value
	 * is an alias, and no member.
	 */
	@Nullable
	List<PyObject> members(Construct.PyClass definition) {
		List<PyObject> names = names(definition);
		if (names == null) {
			return null;
		}
		Set<PyObject> values = new HashSet<>();
		return names.stream().filter((name) -> {
			PyObject value = ((Construct.EnumMember) name).value();
			return value instanceof PyObject.Unknown || values.add(value);
		}).toList();
	}

	private @Nullable List<PyObject> names(Construct.PyClass definition) {
		boolean enumeration = definition.definition().bases().stream().anyMatch((base) -> {
			String text = base.text();
			return text.endsWith("Enum") || text.endsWith("Flag");
		});
		if (!enumeration) {
			return null;
		}
		boolean string = definition.definition()
				.bases()
				.stream()
				.anyMatch((base) -> base.text().endsWith("StrEnum") || base.text().equals("str")
						|| base.text().endsWith("StringEnum"));
		OperationEvaluator evaluator = new OperationEvaluator(this.reading,
				new Frame(definition.module(), definition.closure()));
		List<PyObject> members = new ArrayList<>();
		for (Stmt statement : definition.definition().body().statements()) {
			boolean member = statement instanceof Stmt.Assign assign && assign.targets().size() == 1
					&& assign.targets().getFirst() instanceof Expr.Name name && !name.id().startsWith("_");
			if (member) {
				Stmt.Assign assign = (Stmt.Assign) statement;
				String name = ((Expr.Name) assign.targets().getFirst()).id();
				PyObject value = evaluator.evaluate(assign.value());
				boolean auto = assign.value().text().endsWith("auto()");
				members.add(new Construct.EnumMember(name,
						auto
								? string
										? new PyObject.Str(name.toLowerCase(Locale.ROOT))
										: new PyObject.Int(members.size() + 1L)
								: value,
						string));
			}
		}
		return members;
	}

	/** Returns the member of an enum class that has a name. */
	PyObject member(Construct.PyClass definition, String name) {
		List<PyObject> members = names(definition);
		if (members != null) {
			for (PyObject member : members) {
				if (member instanceof Construct.EnumMember one && one.name().equals(name)) {
					return Objects.requireNonNullElse(memberOf(definition, one.value()), one);
				}
			}
		}
		return PyObject.UNKNOWN;
	}

	/** Returns the member of an enum class that has a value; {@code null} if there is none, or nobody knows. */
	Construct.@Nullable EnumMember memberOf(Construct.PyClass definition, PyObject value) {
		List<PyObject> members = members(definition);
		if (members != null) {
			for (PyObject member : members) {
				if (member instanceof Construct.EnumMember one && one.value().equals(value)) {
					return one;
				}
			}
		}
		return null;
	}

	/** Returns an attribute of a class. */
	PyObject attribute(Construct.PyClass definition, String name) {
		PyObject member = member(definition, name);
		if (!(member instanceof PyObject.Unknown)) {
			return member;
		}
		if (name.equals("__members__") && members(definition) != null) {
			Construct.Dict dict = new Construct.Dict();
			for (PyObject each : Objects.requireNonNull(members(definition))) {
				dict.items.put(new PyObject.Str(((Construct.EnumMember) each).name()), each);
			}
			return dict;
		}
		if (name.equals("__name__")) {
			return new PyObject.Str(definition.definition().name());
		}
		if (name.equals("__table__")) {
			String table = Texts.plain(attribute(definition, "__tablename__"));
			return (table != null)
					? new Construct.TableConstruct(ObjectName.of(table), List.of(), false, null)
					: new Construct.Expression(true);
		}
		for (Stmt statement : definition.definition().body().statements()) {
			if (statement instanceof Stmt.Assign assign && assign.targets().size() == 1
					&& assign.targets().getFirst() instanceof Expr.Name target && target.id().equals(name)) {
				return new OperationEvaluator(this.reading, new Frame(definition.module(), definition.closure()))
						.evaluate(assign.value());
			}
		}
		// An attribute of a mapped class is an expression of SQLAlchemy, one of another class is not known.
		return new Construct.Method(definition, name);
	}

}
