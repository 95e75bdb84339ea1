package ai.backend.dbstatus.alembic.operation.reader;

import java.util.Locale;
import java.util.Set;

import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import org.jspecify.annotations.Nullable;

/**
 * The types of SQL that SQLAlchemy's types are in a kind of database. SQLAlchemy: the type compilers of its dialects.
 */
final class SqlTypes {

	/** Types of PostgreSQL whose class has their name. */
	private static final Set<String> OWN = Set.of("BYTEA", "JSONB", "UUID", "INET", "CIDR", "MACADDR", "MACADDR8",
			"TSVECTOR", "TSQUERY", "HSTORE", "CITEXT", "MONEY", "OID", "REGCLASS", "INT4RANGE", "INT8RANGE", "NUMRANGE",
			"DATERANGE", "TSRANGE", "TSTZRANGE", "BIT", "INTERVAL", "DATE");

	/** Types of MySQL whose class has their name. */
	private static final Set<String> OWN_OF_MYSQL = Set.of("LONGTEXT", "MEDIUMTEXT", "TINYTEXT", "LONGBLOB",
			"MEDIUMBLOB", "TINYBLOB", "TINYINT", "MEDIUMINT", "YEAR", "DATE");

	private SqlTypes() {
	}

	/**
	 * The type of a call.
	 * @param name the class
	 * @return {@code null} if it is none of SQLAlchemy's, or an argument is not known
	 */
	static @Nullable String of(String name, Arguments arguments, SqlDialect dialect) {
		if (arguments.open()) {
			return null;
		}
		boolean postgres = dialect == SqlDialect.POSTGRESQL;
		boolean mySql = dialect == SqlDialect.MYSQL || dialect == SqlDialect.MARIADB;
		return switch (name) {
			case "Integer", "INTEGER", "INT" -> "integer";
			case "BigInteger", "BIGINT" -> "bigint";
			case "SmallInteger", "SMALLINT" -> "smallint";
			case "String", "VARCHAR", "Unicode", "NVARCHAR" -> sized("varchar", arguments);
			case "CHAR", "NCHAR" -> sized("char", arguments);
			case "Text", "TEXT", "UnicodeText", "CLOB" -> "text";
			case "Boolean", "BOOLEAN" -> mySql ? "tinyint(1)" : "boolean";
			case "DateTime", "TIMESTAMP", "DATETIME" -> time(mySql
					? name.equals("TIMESTAMP") ? "timestamp" : "datetime"
					: "timestamp", arguments, postgres);
			case "Time", "TIME" -> time("time", arguments, postgres);
			case "Date" -> "date";
			case "Interval" -> postgres ? "interval" : mySql ? "datetime" : null;
			case "Float", "FLOAT" -> arguments.positional().isEmpty() && arguments.keywords().isEmpty()
					? postgres ? "double precision" : "float"
					: sized("float", arguments);
			case "REAL" -> "real";
			case "Double", "DOUBLE", "DOUBLE_PRECISION" -> postgres ? "double precision" : "double";
			case "Numeric", "NUMERIC", "DECIMAL" -> numeric(arguments);
			case "LargeBinary", "BLOB" -> postgres ? "bytea" : "blob";
			case "JSON" -> "json";
			case "Uuid" -> arguments.has(-1, "native_uuid") ? null : postgres ? "uuid" : "char(32)";
			case "ARRAY" -> array(arguments, dialect);
			case "Vector", "VECTOR" -> sized("vector", arguments);
			default -> (postgres ? OWN : mySql ? OWN_OF_MYSQL : Set.<String>of()).contains(name)
					? name.toLowerCase(Locale.ROOT)
					: null;
		};
	}

	private static @Nullable String sized(String type, Arguments arguments) {
		PyObject size = arguments.get(0, type.equals("float") ? "precision" : "length");
		String collation = arguments.has(-1, "collation") ? arguments.text(-1, "collation") : "";
		if (collation == null) {
			return null;
		}
		String behind = collation.isEmpty() ? "" : " collate \"" + collation + "\"";
		return (size == null || size == PyObject.None.NONE)
				? type + behind
				: (size instanceof PyObject.Int number) ? type + "(" + number.value() + ")" + behind : null;
	}

	private static @Nullable String numeric(Arguments arguments) {
		PyObject precision = arguments.get(0, "precision");
		PyObject scale = arguments.get(1, "scale");
		if (precision == null || precision == PyObject.None.NONE) {
			return "numeric";
		}
		if (!(precision instanceof PyObject.Int digits)) {
			return null;
		}
		return (scale == null || scale == PyObject.None.NONE)
				? "numeric(" + digits.value() + ")"
				: (scale instanceof PyObject.Int behind)
						? "numeric(" + digits.value() + "," + behind.value() + ")"
						: null;
	}

	private static @Nullable String time(String type, Arguments arguments, boolean postgres) {
		PyObject zone = arguments.get(0, "timezone");
		boolean known = zone == null || zone instanceof PyObject.Bool;
		PyObject precision = arguments.get(postgres ? "precision" : "fsp");
		String digits = (precision instanceof PyObject.Int number) ? "(" + number.value() + ")" : "";
		boolean with = zone instanceof PyObject.Bool bool && bool.value();
		return !known ? null : postgres ? type + digits + (with ? " with" : " without") + " time zone" : type + digits;
	}

	private static @Nullable String array(Arguments arguments, SqlDialect dialect) {
		PyObject item = arguments.get(0, "item_type");
		Construct.Type type = (item != null) ? SqlAlchemy.asType(item, dialect) : null;
		PyObject dimensions = arguments.get(-1, "dimensions");
		return (type == null || type.sql() == null || (dimensions instanceof PyObject.Int number && number.value() > 1))
				? null
				: type.sql() + "[]";
	}

}
