package ai.backend.dbstatus.alembic.environment;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.evaluation.PyObject;

/**
 * What a migration is configured with at a moment, on whichever ways this moment can be reached.
 *
 * @param tables what {@code version_table} may be
 * @param schemas what {@code version_table_schema} may be
 * @param urls where the connections that were given may lead; none where no such connection is known
 * @param perMigration what {@code transaction_per_migration} may be
 * @param transactionalDdl what {@code transactional_ddl} may be
 * @param options the options of the ini section, as {@code env.py} may have changed them
 */
record Configured(Set<Given> tables, Set<Given> schemas, Set<Given> urls,
		Set<Given> perMigration, Set<Given> transactionalDdl, Map<String, PyObject> options) {

	Configured {
		tables = Set.copyOf(tables);
		schemas = Set.copyOf(schemas);
		urls = Set.copyOf(urls);
		perMigration = Set.copyOf(perMigration);
		transactionalDdl = Set.copyOf(transactionalDdl);
		options = Map.copyOf(options);
	}

	/** Before anything is configured. */
	static Configured initially(Map<String, PyObject> options) {
		return new Configured(Set.of(Given.Nothing.NOTHING), Set.of(Given.Nothing.NOTHING), Set.of(),
				Set.of(Given.Nothing.NOTHING), Set.of(Given.Nothing.NOTHING), options);
	}

	/** How much may be: what it takes to go on from here in two ways. */
	int size() {
		return this.tables.size() + this.schemas.size() + this.urls.size() + this.options.size();
	}

	Configured withTable(Given table) {
		return new Configured(Set.of(table), this.schemas, this.urls, this.perMigration, this.transactionalDdl,
				this.options);
	}

	Configured withSchema(Given schema) {
		return new Configured(this.tables, Set.of(schema), this.urls, this.perMigration, this.transactionalDdl,
				this.options);
	}

	Configured withUrl(Given url) {
		return new Configured(this.tables, this.schemas, Set.of(url), this.perMigration, this.transactionalDdl,
				this.options);
	}

	Configured withPerMigration(Given given) {
		return new Configured(this.tables, this.schemas, this.urls, Set.of(given), this.transactionalDdl,
				this.options);
	}

	Configured withTransactionalDdl(Given given) {
		return new Configured(this.tables, this.schemas, this.urls, this.perMigration, Set.of(given), this.options);
	}

	Configured withOption(String key, PyObject value) {
		Map<String, PyObject> changed = new HashMap<>(this.options);
		changed.put(key, value);
		return new Configured(this.tables, this.schemas, this.urls, this.perMigration, this.transactionalDdl, changed);
	}

	/** What may be where either of two ways was gone. */
	Configured or(Configured other) {
		Map<String, PyObject> either = new HashMap<>(this.options);
		other.options.forEach((key, value) -> {
			if (!value.equals(either.get(key))) {
				either.put(key, PyObject.UNKNOWN);
			}
		});
		this.options.keySet()
				.stream()
				.filter((key) -> !other.options.containsKey(key))
				.forEach(
						(key) -> either.put(key, PyObject.UNKNOWN));
		return new Configured(union(this.tables, other.tables), union(this.schemas, other.schemas),
				union(this.urls, other.urls), union(this.perMigration, other.perMigration),
				union(this.transactionalDdl, other.transactionalDdl), either);
	}

	private static Set<Given> union(Set<Given> one, Set<Given> other) {
		Set<Given> union = new LinkedHashSet<>(one);
		union.addAll(other);
		return union;
	}

}
