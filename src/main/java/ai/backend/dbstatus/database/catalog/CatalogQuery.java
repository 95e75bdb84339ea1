package ai.backend.dbstatus.database.catalog;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

import ai.backend.dbstatus.database.session.DatabaseHandle;
import ai.backend.dbstatus.database.session.DatabaseQuery;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the catalog: a statement or two for each kind of object, whatever their number. No table is read.
 *
 * @param schemas the schemas to look in besides those where a name without a schema leads
 * @param home the schema where a name without one leads; {@code null} for where it leads this user
 */
public record CatalogQuery(List<String> schemas, @Nullable String home) implements DatabaseQuery<Catalog> {

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
		return new CatalogQuery(List.copyOf(schemas), null);
	}

	/**
	 * The same where a name without a schema leads to this one.
	 */
	public CatalogQuery at(String schema) {
		return new CatalogQuery(this.schemas, schema);
	}

	@Override
	public String subject() {
		return "the catalog";
	}

	@Override
	public Catalog ask(DatabaseHandle handle) throws SQLException {
		try {
			return switch (handle.dialect()) {
				case POSTGRESQL -> PostgresCatalog.read(handle.connection(), this.schemas, this.home);
				case MYSQL -> MySqlCatalog.read(handle.connection(), this.schemas, this.home);
				case SQLITE -> SqliteCatalog.read(handle.connection());
			};
		}
		catch (SQLException ex) {
			throw handle.failure(ex);
		}
	}

}
