package ai.backend.dbstatus.database.relation;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

import ai.backend.dbstatus.database.session.DatabaseHandle;
import ai.backend.dbstatus.database.session.DatabaseQuery;

/**
 * Asks for tables and their sizes: a statement or two for each kind of fact, whatever their number. No table is read.
 *
 * @param schemas the schemas to look in besides those where a name without a schema leads
 */
public record RelationsQuery(List<String> schemas) implements DatabaseQuery<Relations> {

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
		return new RelationsQuery(List.copyOf(schemas));
	}

	@Override
	public String subject() {
		return "the tables and their sizes";
	}

	@Override
	public Relations ask(DatabaseHandle handle) throws SQLException {
		try {
			return switch (handle.dialect()) {
				case POSTGRESQL -> new PostgresRelations(handle.connection(), this.schemas).read();
				case MYSQL -> new MySqlRelations(handle.connection(), this.schemas).read();
				case SQLITE -> new SqliteRelations(handle.connection()).read();
			};
		}
		catch (SQLException ex) {
			throw handle.failure(ex);
		}
	}

}
