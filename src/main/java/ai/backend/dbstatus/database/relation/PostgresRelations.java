package ai.backend.dbstatus.database.relation;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import ai.backend.dbstatus.database.relation.Relation.ConstraintKind;
import ai.backend.dbstatus.database.relation.Relation.Kind;
import ai.backend.dbstatus.database.relation.Relation.ReadingView;
import ai.backend.dbstatus.database.relation.Relation.RelationColumn;
import ai.backend.dbstatus.database.relation.Relation.RelationConstraint;
import ai.backend.dbstatus.database.relation.Relation.RelationIndex;
import ai.backend.dbstatus.database.relation.Relation.RelationName;
import ai.backend.dbstatus.database.relation.Relations.EnumType;
import ai.backend.dbstatus.database.relation.TableSize.Emptiness;
import org.jspecify.annotations.Nullable;

/**
 * The tables of PostgreSQL 12 and later. Sizes are asked for last and apart: they wait for whoever holds a table to himself,
 * and are then estimated by the statistics.
 */
final class PostgresRelations {

	/** PostgreSQL: {@code lock_not_available}, and {@code query_canceled}. */
	private static final Set<String> LOCKED = Set.of("55P03", "57014");

	private static final String WHERE = """
			 n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
			   AND (pg_catalog.pg_table_is_visible(c.oid) OR n.nspname = ANY (?))
			""";

	private static final String FROM = """
			  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			""";

	private static final String RELATIONS = """
			SELECT n.nspname, c.relname, pg_catalog.pg_table_is_visible(c.oid), c.relkind::text, c.reltuples::bigint,
			       greatest(s.last_analyze, s.last_autoanalyze), s.n_mod_since_analyze, s.n_live_tup,
			       pn.nspname, p.relname, c.relispartition, c.relpages::bigint, tn.nspname, t.relname
			""" + FROM + """
			  LEFT JOIN pg_catalog.pg_stat_all_tables s ON s.relid = c.oid
			  LEFT JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid AND i.inhseqno = 1
			  LEFT JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
			  LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
			  LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid
			        AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i') AND c.relkind = 'S'
			  LEFT JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
			  LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
			 WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S') AND
			""" + WHERE + " ORDER BY c.oid";

	private static final String COLUMNS = """
			SELECT n.nspname, c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
			       pg_catalog.pg_get_expr(d.adbin, d.adrelid), a.attidentity <> '' OR a.attgenerated <> ''
			  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
			 WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND
			""" + WHERE + " ORDER BY c.oid, a.attnum";

	private static final String INDEXES = """
			SELECT n.nspname, c.relname, i.relname,
			       ARRAY(SELECT pg_catalog.pg_get_indexdef(x.indexrelid, k, true)
			               FROM pg_catalog.generate_series(1, x.indnkeyatts) k ORDER BY k),
			       x.indisunique,
			       EXISTS (SELECT FROM pg_catalog.pg_constraint t WHERE t.conindid = x.indexrelid AND t.conrelid = x.indrelid),
			       x.indisvalid, pg_catalog.pg_get_expr(x.indpred, x.indrelid),
			       m.amname = 'btree' AND x.indnatts = x.indnkeyatts AND i.reloptions IS NULL
			         AND 0 = ALL (x.indoption::int2[])
			         AND NOT coalesce((pg_catalog.to_jsonb(x) ->> 'indnullsnotdistinct')::boolean, false)
			         AND NOT EXISTS (SELECT FROM pg_catalog.pg_opclass o WHERE o.oid = ANY (x.indclass::oid[]) AND NOT o.opcdefault)
			  FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
			  JOIN pg_catalog.pg_am m ON m.oid = i.relam
			  JOIN pg_catalog.pg_class c ON c.oid = x.indrelid
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			 WHERE
			"""
			+ WHERE + " ORDER BY c.oid, i.oid";

	private static final String CONSTRAINTS = """
			SELECT n.nspname, c.relname, t.conname, t.contype::text,
			       ARRAY(SELECT a.attname::text FROM pg_catalog.unnest(t.conkey) WITH ORDINALITY k(attnum, place)
			               JOIN pg_catalog.pg_attribute a ON a.attrelid = t.conrelid AND a.attnum = k.attnum
			              ORDER BY k.place),
			       rn.nspname, r.relname, t.convalidated,
			       CASE t.contype WHEN 'c' THEN pg_catalog.pg_get_expr(t.conbin, t.conrelid)
			                      WHEN 'f' THEN pg_catalog.pg_get_constraintdef(t.oid) END
			  FROM pg_catalog.pg_constraint t JOIN pg_catalog.pg_class c ON c.oid = t.conrelid
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			  LEFT JOIN pg_catalog.pg_class r ON r.oid = t.confrelid
			  LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
			 WHERE t.contype IN ('p', 'u', 'f', 'c', 'x') AND
			""" + WHERE + " ORDER BY c.oid, t.oid";

	private static final String VIEWS = """
			SELECT DISTINCT n.nspname, c.relname, a.attname, vn.nspname, v.relname
			  FROM pg_catalog.pg_depend d
			  JOIN pg_catalog.pg_rewrite w ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND w.oid = d.objid
			  JOIN pg_catalog.pg_class v ON v.oid = w.ev_class
			  JOIN pg_catalog.pg_namespace vn ON vn.oid = v.relnamespace
			  JOIN pg_catalog.pg_class c ON d.refclassid = 'pg_catalog.pg_class'::regclass AND c.oid = d.refobjid
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
			 WHERE v.oid <> c.oid AND d.refobjsubid > 0 AND
			""" + WHERE;

	private static final String SIZES = """
			SELECT n.nspname, c.relname, pg_catalog.pg_total_relation_size(c.oid), pg_catalog.pg_relation_size(c.oid)
			""" + FROM + " WHERE c.relkind IN ('r', 'm') AND " + WHERE;

	private static final String ENUMS = """
			SELECT n.nspname, t.typname, pg_catalog.pg_type_is_visible(t.oid), e.enumlabel
			  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
			  LEFT JOIN pg_catalog.pg_enum e ON e.enumtypid = t.oid
			 WHERE t.typtype = 'e' AND (pg_catalog.pg_type_is_visible(t.oid) OR n.nspname = ANY (?))
			 ORDER BY t.oid, e.enumsortorder
			""";

	private static final String TYPES = """
			SELECT t.typname FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
			 WHERE (pg_catalog.pg_type_is_visible(t.oid)
			        OR t.typnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = ?))
			   AND t.typname NOT LIKE '\\_%'
			   AND (t.typtype <> 'c' OR c.relkind = 'c')
			""";

	private static final String VOLATILE = "SELECT DISTINCT proname FROM pg_catalog.pg_proc WHERE provolatile = 'v'";

	private static final long BLOCK = 8192;

	private final Connection connection;

	private final List<String> schemas;

	private final Home home;

	private final RelationParts parts = new RelationParts();

	private final Map<RelationName, Long> pages = new HashMap<>();

	PostgresRelations(Connection connection, List<String> schemas, @Nullable String home) {
		this.connection = connection;
		this.schemas = schemas;
		this.home = new Home(home);
	}

	Relations read() throws SQLException {
		Server server = server();
		String[] schema = new String[1];
		RelationRows.each(this.connection, "SELECT pg_catalog.current_schema()",
				(row) -> schema[0] = row.getString(1));
		Array named = this.connection.createArrayOf("text",
				Stream.concat(this.schemas.stream(), Stream.ofNullable(this.home.schema())).toArray());
		RelationRows.Parameters parameters = (statement) -> statement.setArray(1, named);
		RelationRows.each(this.connection, RELATIONS, parameters, this::relation);
		RelationRows.each(this.connection, COLUMNS, parameters, this::column);
		RelationRows.each(this.connection, INDEXES, parameters, this::index);
		RelationRows.each(this.connection, CONSTRAINTS, parameters, this::constraint);
		RelationRows.each(this.connection, VIEWS, parameters, this::view);
		Map<RelationName, EnumType> enums = enums(parameters);
		Set<String> types = new HashSet<>();
		RelationRows.each(this.connection, TYPES, (statement) -> statement.setString(1, this.home.schema()),
				(row) -> types.add(row.getString(1)));
		Set<String> functions = new HashSet<>();
		RelationRows.each(this.connection, VOLATILE, (row) -> functions.add(row.getString(1)));
		sizes(parameters);
		return new Relations(server, (this.home.schema() != null) ? this.home.schema() : schema[0],
				this.parts.all(this.home), enums, types,
				functions);
	}

	private Server server() throws SQLException {
		String[] version = new String[2];
		RelationRows.each(this.connection,
				"SELECT pg_catalog.current_setting('server_version_num'), pg_catalog.current_setting('server_version')",
				(row) -> {
					version[0] = row.getString(1);
					version[1] = row.getString(2);
				});
		int number = Integer.parseInt(version[0]);
		return new Server(Server.Product.POSTGRESQL, number / 10_000, number % 100, version[1].split(" ", 2)[0]);
	}

	private void relation(ResultSet row) throws SQLException {
		RelationParts.Part part = this.parts.relation(name(row), row.getBoolean(3), switch (row.getString(4)) {
			case "p" -> Kind.PARTITIONED_TABLE;
			case "f" -> Kind.FOREIGN_TABLE;
			case "v" -> Kind.VIEW;
			case "m" -> Kind.MATERIALIZED_VIEW;
			case "S" -> Kind.SEQUENCE;
			default -> Kind.TABLE;
		});
		Long tuples = RelationRows.number(row, 5);
		Timestamp analyzed = row.getTimestamp(6);
		Long live = RelationRows.number(row, 8);
		boolean known = tuples != null && tuples >= 0 && analyzed != null;
		Instant at = (analyzed != null) ? analyzed.toInstant() : null;
		part.size = new TableSize(known ? tuples : live, null, known ? at : null,
				known ? RelationRows.number(row, 7) : null,
				(live != null && live > 0) ? Emptiness.HAS_ROWS : Emptiness.UNKNOWN);
		if (row.getString(10) != null) {
			part.parent = new RelationName(row.getString(9), row.getString(10));
		}
		this.pages.put(part.name, row.getLong(12));
		if (row.getString(14) != null) {
			part.owner = new RelationName(row.getString(13), row.getString(14));
		}
	}

	private void column(ResultSet row) throws SQLException {
		RelationParts.Part part = this.parts.get(name(row));
		if (part != null) {
			part.columns.add(new RelationColumn(row.getString(3), row.getString(4), !row.getBoolean(5),
					row.getString(6), row.getBoolean(7)));
		}
	}

	private void index(ResultSet row) throws SQLException {
		RelationParts.Part part = this.parts.get(name(row));
		if (part != null) {
			part.indexes.add(new RelationIndex(row.getString(3), RelationRows.texts(row.getArray(4)),
					row.getBoolean(5), row.getBoolean(6), row.getBoolean(7), row.getString(8), row.getBoolean(9)));
		}
	}

	private void constraint(ResultSet row) throws SQLException {
		RelationParts.Part part = this.parts.get(name(row));
		if (part != null) {
			ConstraintKind kind = switch (row.getString(4)) {
				case "p" -> ConstraintKind.PRIMARY_KEY;
				case "u" -> ConstraintKind.UNIQUE;
				case "f" -> ConstraintKind.FOREIGN_KEY;
				case "c" -> ConstraintKind.CHECK;
				default -> ConstraintKind.EXCLUDE;
			};
			RelationName referred = (row.getString(7) != null)
					? new RelationName(row.getString(6), row.getString(7))
					: null;
			String text = row.getString(9);
			part.constraints.add(new RelationConstraint(kind, row.getString(3), RelationRows.texts(row.getArray(5)),
					referred, row.getBoolean(8),
					(kind == ConstraintKind.FOREIGN_KEY && text != null) ? behindTable(text) : text));
		}
	}

	/** {@code FOREIGN KEY (a) REFERENCES t(b) ON DELETE CASCADE}: what begins with the second bracket. */
	private static String behindTable(String definition) {
		return definition.substring(definition.indexOf('(', definition.indexOf(") REFERENCES ")));
	}

	private void view(ResultSet row) throws SQLException {
		RelationParts.Part part = this.parts.get(name(row));
		if (part != null) {
			part.views.add(
					new ReadingView(row.getString(3), new RelationName(row.getString(4), row.getString(5))));
		}
	}

	private void sizes(RelationRows.Parameters parameters) throws SQLException {
		try {
			RelationRows.each(this.connection, SIZES, parameters, (row) -> {
				RelationParts.Part part = this.parts.get(name(row));
				Long bytes = RelationRows.number(row, 3);
				Long own = RelationRows.number(row, 4);
				if (part != null && bytes != null && own != null) {
					part.size = sized(part.size, bytes, own);
				}
			});
		}
		catch (SQLException ex) {
			if (!LOCKED.contains(String.valueOf(ex.getSQLState()))) {
				throw ex;
			}
			this.pages.forEach((name, count) -> {
				RelationParts.Part part = this.parts.get(name);
				if (part != null) {
					part.size = new TableSize(part.size.rows(), count * BLOCK, part.size.analyzedAt(),
							part.size.changesSince(), part.size.emptiness());
				}
			});
		}
	}

	/** A table without a block has no row. */
	private static TableSize sized(TableSize size, long bytes, long own) {
		return (own == 0)
				? new TableSize(0L, bytes, size.analyzedAt(), size.changesSince(), Emptiness.EMPTY)
				: new TableSize(size.rows(), bytes, size.analyzedAt(), size.changesSince(), size.emptiness());
	}

	private Map<RelationName, EnumType> enums(RelationRows.Parameters parameters) throws SQLException {
		Map<RelationName, List<String>> values = new HashMap<>();
		Set<RelationName> visible = new HashSet<>();
		RelationRows.each(this.connection, ENUMS, parameters, (row) -> {
			RelationName name = name(row);
			List<String> own = values.computeIfAbsent(name, (_) -> new ArrayList<>());
			String value = row.getString(4);
			if (value != null) {
				own.add(value);
			}
			if (row.getBoolean(3)) {
				visible.add(name);
			}
		});
		Map<RelationName, EnumType> enums = new HashMap<>();
		values.forEach((name, own) -> enums.put(name,
				new EnumType(this.home.leadsTo(name, visible.contains(name), values.keySet()), own)));
		return enums;
	}

	private static RelationName name(ResultSet row) throws SQLException {
		return new RelationName(row.getString(1), row.getString(2));
	}

}
