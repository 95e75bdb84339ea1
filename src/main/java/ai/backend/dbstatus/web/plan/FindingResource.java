package ai.backend.dbstatus.web.plan;

import java.util.List;

import ai.backend.dbstatus.plan.PlanFinding;
import ai.backend.dbstatus.plan.finding.Effect;
import org.jspecify.annotations.Nullable;

/**
 * What is found of an operation or a step, as JSON. {@code rows} and {@code bytes} are those of the largest of its tables.
 *
 * @param weighty whether it is more than a lock for a moment, or what is done to empty tables
 */
public record FindingResource(Effect effect, String text, @Nullable String instead, List<String> tables,
		@Nullable Long rows, @Nullable Long bytes, boolean brief, @Nullable String accepted, String revision,
		int line, boolean weighty) {

	static FindingResource of(PlanFinding finding) {
		return new FindingResource(finding.effect(), finding.text(), finding.instead(),
				finding.tables().stream().map((table) -> table.table().toString()).toList(), known(finding.rows()),
				known(finding.bytes()), finding.brief(), finding.accepted(), finding.revision(), finding.line(),
				finding.isWeighty());
	}

	private static @Nullable Long known(long size) {
		return (size == Long.MAX_VALUE) ? null : Long.valueOf(size);
	}

	static List<FindingResource> all(List<PlanFinding> findings) {
		return findings.stream().map(FindingResource::of).toList();
	}

}
