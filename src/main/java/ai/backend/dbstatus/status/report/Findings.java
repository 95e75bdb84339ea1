package ai.backend.dbstatus.status.report;

import java.util.List;

import ai.backend.dbstatus.alembic.refs.FoundRevision;
import org.jspecify.annotations.Nullable;

/**
 * What a check found, in parts.
 *
 * @param verdict the status, and what to do
 * @param position where the database and the scripts are
 * @param plan what an upgrade would apply; {@code null} where that is not known
 * @param tenants what was found of each tenant; {@code null} where there are none, or that is not known. The rest is then that
 * of the worst of them
 * @param scripts where the scripts came from
 * @param foundIn where else the rows are known that these scripts lack
 * @param migration the migration that is under way; {@code null} where none is, or none was looked for
 * @param schema whether the schema bears out its stamp; {@code null} if nobody asked for it
 */
public record Findings(Verdict verdict, Position position, @Nullable Plan plan, @Nullable Tenants tenants,
		Scripts scripts, List<FoundRevision> foundIn, @Nullable Migration migration, @Nullable SchemaState schema) {

	public Findings {
		foundIn = List.copyOf(foundIn);
	}

	/**
	 * Findings without a look at the schema.
	 */
	public Findings(Verdict verdict, Position position, @Nullable Plan plan, @Nullable Tenants tenants, Scripts scripts,
			List<FoundRevision> foundIn, @Nullable Migration migration) {
		this(verdict, position, plan, tenants, scripts, foundIn, migration, null);
	}

	/**
	 * Findings of a component without tenants, or of one tenant.
	 */
	public Findings(Verdict verdict, Position position, @Nullable Plan plan, Scripts scripts,
			List<FoundRevision> foundIn) {
		this(verdict, position, plan, null, scripts, foundIn, null);
	}

	/**
	 * Of scripts in the directory that is configured, which have all rows.
	 */
	public Findings(Verdict verdict, Position position, @Nullable Plan plan) {
		this(verdict, position, plan, null, Scripts.DIRECTORY, List.of(), null);
	}

	/**
	 * How many revisions an upgrade would apply; {@code null} where that is not known.
	 */
	public @Nullable Integer pendingCount() {
		return (this.plan != null) ? this.plan.pendingRevisions().size() : null;
	}

	/**
	 * The same with another verdict.
	 */
	public Findings with(Verdict other) {
		return new Findings(other, this.position, this.plan, this.tenants, this.scripts, this.foundIn, this.migration,
				this.schema);
	}

	/**
	 * The same with a migration that is under way.
	 */
	public Findings with(Migration underWay) {
		return new Findings(this.verdict, this.position, this.plan, this.tenants, this.scripts, this.foundIn, underWay,
				this.schema);
	}

	/**
	 * The same with what was found of the schema.
	 */
	public Findings with(SchemaState state) {
		return new Findings(this.verdict, this.position, this.plan, this.tenants, this.scripts, this.foundIn,
				this.migration, state);
	}

}
