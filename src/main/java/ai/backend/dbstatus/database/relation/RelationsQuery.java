package ai.backend.dbstatus.database.relation;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

import ai.backend.dbstatus.database.session.DatabaseHandle;
import ai.backend.dbstatus.database.session.DatabaseQuery;
import org.jspecify.annotations.Nullable;

/**
 * Asks for tables and their sizes: a statement or two for each kind of fact, whatever their number. No table is read.
 *
 * @param schemas the schemas to look in besides those where a name without a schema leads
 * @param home the schema where a name without one leads first; {@code null} for where it leads this user
 */
public record RelationsQuery(List<String> schemas, @Nullable String home) implements DatabaseQuery<Relations> {

	/**
	 * Copies the list.
	 */
	public RelationsQuery {
		schemas = List.copyOf(schemas);
	}

	/**
	 * A query for these schemas.
	 */
	public static RelationsQuery of(Collection<String> schemas) {
		return new RelationsQuery(List.copyOf(schemas), null);
	}

	/**
	 * The same where a name without a schema leads to this one first, and to where it leads this user if nothing of that name
	 * is there.
	 */
	public RelationsQuery at(String schema) {
		return new RelationsQuery(this.schemas, schema);
	}

	@Override
	public String subject() {
		return "the tables and their sizes";
	}

	@Override
	public Relations ask(DatabaseHandle handle) throws SQLException {
		try {
			return switch (handle.dialect()) {
				case POSTGRESQL -> new PostgresRelations(handle.connection(), this.schemas, this.home).read();
				case MYSQL -> new MySqlRelations(handle.connection(), this.schemas, this.home).read();
				case SQLITE -> new SqliteRelations(handle.connection()).read();
			};
		}
		catch (SQLException ex) {
			throw handle.failure(ex);
		}
	}

}
