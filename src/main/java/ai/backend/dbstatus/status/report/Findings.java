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
 * @param scripts where the scripts came from
 * @param foundIn where else the rows are known that these scripts lack
 */
public record Findings(Verdict verdict, Position position, @Nullable Plan plan, Scripts scripts,
		List<FoundRevision> foundIn) {

	public Findings {
		foundIn = List.copyOf(foundIn);
	}

	/**
	 * Of scripts in the directory that is configured, which have all rows.
	 */
	public Findings(Verdict verdict, Position position, @Nullable Plan plan) {
		this(verdict, position, plan, Scripts.DIRECTORY, List.of());
	}

	/**
	 * How many revisions an upgrade would apply; {@code null} where that is not known.
	 */
	public @Nullable Integer pendingCount() {
		return (this.plan != null) ? this.plan.pendingRevisions().size() : null;
	}

}
