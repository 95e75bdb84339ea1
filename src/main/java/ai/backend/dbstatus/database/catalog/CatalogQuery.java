package ai.backend.dbstatus.database.catalog;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

import ai.backend.dbstatus.database.session.DatabaseHandle;
import ai.backend.dbstatus.database.session.DatabaseQuery;

/**
 * Asks for the catalog: a statement or two for each kind of object, whatever their number. No table is read.
 *
 * @param schemas the schemas to look in besides those where a name without a schema leads
 */
public record CatalogQuery(List<String> schemas) implements DatabaseQuery<Catalog> {

	/** No catalog that migrations have made comes near this; the memory must not be filled by one that has other origins. */
	static final int MAX_ROWS = 500_000;

	/**
	 * Copies the list.
	 */
	public CatalogQuery {
		schemas = List.copyOf(schemas);
	}

	/**
	 * A query for these schemas.
	 */
	public static CatalogQuery of(Collection<String> schemas) {
		return new CatalogQuery(List.copyOf(schemas));
	}

	@Override
	public String subject() {
		return "the catalog";
	}

	@Override
	public Catalog ask(DatabaseHandle handle) throws SQLException {
		try {
			return switch (handle.dialect()) {
				case POSTGRESQL -> PostgresCatalog.read(handle.connection(), this.schemas);
				case MYSQL -> MySqlCatalog.read(handle.connection(), this.schemas);
				case SQLITE -> SqliteCatalog.read(handle.connection());
			};
		}
		catch (SQLException ex) {
			throw handle.failure(ex);
		}
	}

}
