package ai.backend.dbstatus.schema;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.schema.SchemaObject;
import ai.backend.dbstatus.alembic.operation.schema.SchemaObject.Kind;
import ai.backend.dbstatus.database.catalog.Catalog;
import org.jspecify.annotations.Nullable;

/**
 * Looks up objects in a catalog. What a kind of database does not keep by name, or not surely, is not compared there.
 */
final class CatalogComparison {

	private final Catalog catalog;

	private final SqlDialect dialect;

	CatalogComparison(Catalog catalog, SqlDialect dialect) {
		this.catalog = catalog;
		this.dialect = dialect;
	}

	/** Whether the presence of an object says anything. */
	boolean compares(SchemaObject object) {
		return switch (this.dialect) {
			case POSTGRESQL -> true;
			// A foreign key of a table that is not InnoDB's is no object at all, and checks came late.
			case MYSQL, MARIADB -> switch (object.kind()) {
				case TABLE, COLUMN, INDEX, PRIMARY_KEY, VIEW -> true;
				case UNIQUE -> object.named();
				default -> false;
			};
			case SQLITE -> switch (object.kind()) {
				case TABLE, COLUMN, INDEX, VIEW -> true;
				default -> false;
			};
		};
	}

	/** Whether it is there. */
	boolean has(SchemaObject object) {
		ObjectName owner = (object.owner() != null) ? object.owner() : object.name();
		String schema = owner.schema();
		String own = object.name().name();
		return switch (object.kind()) {
			case TABLE -> this.catalog.hasTable(schema, own);
			case COLUMN -> this.catalog.hasColumn(schema, owner.name(), own);
			case INDEX -> this.catalog.hasIndex(schema, owner.name(),
					(this.dialect == SqlDialect.SQLITE) ? own.toLowerCase(Locale.ROOT) : own);
			case ENUM -> this.catalog.hasEnum(schema, own);
			case ENUM_VALUE -> this.catalog.hasEnumValue(schema, owner.name(), own);
			case SEQUENCE -> this.catalog.hasSequence(schema, own);
			case VIEW -> this.catalog.hasView(schema, own);
			case PRIMARY_KEY, UNIQUE, FOREIGN_KEY, CHECK, EXCLUDE -> constraint(object, owner) != null;
		};
	}

	private Catalog.@Nullable Constraint constraint(SchemaObject object, ObjectName table) {
		Collection<Catalog.Constraint> constraints = this.catalog.constraints(table.schema(), table.name());
		boolean postgres = this.dialect == SqlDialect.POSTGRESQL;
		return constraints.stream()
				.filter((each) -> (object.named() && (postgres || object.kind() != Kind.PRIMARY_KEY))
						? each.name().equals(object.name().name())
						: isOfKind(each, object.kind()) && (!postgres || each.columns().equals(object.columns())))
				.findFirst()
				.orElse(null);
	}

	private static boolean isOfKind(Catalog.Constraint constraint, Kind kind) {
		return constraint.kind().name().equals(kind.name());
	}

	/** Whether what an object belongs to is missing, too, so that it is missing with it. */
	boolean goesWithAnother(SchemaObject object) {
		ObjectName owner = object.owner();
		if (owner == null) {
			return false;
		}
		if (object.kind() == Kind.ENUM_VALUE) {
			return !this.catalog.hasEnum(owner.schema(), owner.name());
		}
		if (!this.catalog.hasTable(owner.schema(), owner.name())) {
			return true;
		}
		List<String> columns = object.columns();
		return object.kind() != Kind.COLUMN
				&& columns.stream()
						.anyMatch((column) -> isPlain(column)
								&& !this.catalog.hasColumn(owner.schema(), owner.name(), column));
	}

	/** An expression is no column: what it is made of may be missing or not. */
	private static boolean isPlain(String column) {
		return column.chars().allMatch((c) -> Character.isLetterOrDigit(c) || c == '_');
	}

	/** PostgreSQL: an index on an expression, a partial index and a check go with the columns that they mention. */
	boolean mentions(SchemaObject object, Collection<SchemaObject> missing) {
		String condition = (object.condition() != null) ? object.condition() : "";
		String text = condition + " " + object.columns()
				.stream()
				.filter((column) -> !isPlain(column))
				.collect(Collectors.joining(" "));
		return !text.isBlank() && missing.stream()
				.anyMatch((each) -> each.kind() == Kind.COLUMN && Objects.equals(each.owner(), object.owner())
						&& isWordOf(each.name().name(), text));
	}

	private static boolean isWordOf(String name, String text) {
		for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
			int end = at + name.length();
			boolean begins = at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1));
			boolean ends = end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end));
			if (begins && ends) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Constraints without a name of their own are known by their columns. Where several statements made one each on the same
	 * columns, there must be as many: the last ones are missing, then. Two of one statement may be one: PostgreSQL makes one
	 * index for both.
	 */
	Set<SchemaObject> missingRepeats(List<SchemaObject> expected) {
		Set<SchemaObject> missing = new HashSet<>();
		expected.stream()
				.filter((object) -> object.kind().isConstraint() && this.dialect == SqlDialect.POSTGRESQL)
				.collect(Collectors.groupingBy(
						(object) -> List.of(object.kind(), String.valueOf(object.owner()), object.columns())))
				.values()
				.stream()
				.filter((same) -> same.size() > 1)
				.forEach((same) -> missing.addAll(missing(same)));
		return missing;
	}

	private List<SchemaObject> missing(List<SchemaObject> same) {
		Set<Object> statements = new HashSet<>();
		Set<String> names = new HashSet<>();
		same.stream().filter(SchemaObject::named).forEach((object) -> {
			statements.add(Objects.requireNonNull(object.maker()));
			names.add(object.name().name());
		});
		List<SchemaObject> unnamed = same.stream()
				.filter((object) -> !object.named() && statements.add(Objects.requireNonNull(object.maker())))
				.toList();
		SchemaObject first = same.getFirst();
		ObjectName table = Objects.requireNonNull(first.owner());
		int there = (int) this.catalog.constraints(table.schema(), table.name())
				.stream()
				.filter((each) -> isOfKind(each, first.kind()) && each.columns().equals(first.columns())
						&& !names.contains(each.name()))
				.count();
		return unnamed.subList(Math.min(there, unnamed.size()), unnamed.size());
	}

	/**
	 * A foreign key goes with the table that it refers to, and with the key or the columns there; the sequence of a serial column
	 * with its table.
	 */
	boolean refersTo(SchemaObject object, Collection<SchemaObject> missing) {
		ObjectName referred = object.referred();
		return referred != null && missing.stream().anyMatch((each) -> switch (each.kind()) {
			case TABLE -> each.name().equals(referred);
			case COLUMN, PRIMARY_KEY, UNIQUE -> object.kind() == Kind.FOREIGN_KEY && referred.equals(each.owner());
			default -> false;
		});
	}

	/** PostgreSQL: the sequence of a serial column goes with the column, and with its table. */
	boolean isOwned(SchemaObject sequence, Collection<SchemaObject> missing) {
		return sequence.kind() == Kind.SEQUENCE && missing.stream().anyMatch((each) -> switch (each.kind()) {
			case TABLE -> each.name().equals(sequence.referred())
					|| sequence.name().name().startsWith(each.name().name() + "_");
			case COLUMN -> (Objects.equals(each.owner(), sequence.referred())
					&& sequence.columns().contains(each.name().name()))
					|| sequence.name()
							.name()
							.startsWith(
									Objects.requireNonNull(each.owner()).name() + "_" + each.name().name() + "_");
			default -> false;
		});
	}

}
