package ai.backend.dbstatus.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import ai.backend.dbstatus.plan.finding.Effect;
import org.jspecify.annotations.Nullable;

/**
 * What is found, with what it takes to weigh it.
 *
 * @param revision of which step
 * @param line of which line of its script; 0 for the step as a whole
 * @param effect what it does
 * @param text a sentence for a person
 * @param instead how one writes it safely; {@code null} where nothing better is known
 * @param tables the tables that it does it to; empty where these are not known, or where it is about none
 * @param brief whether a lock is held for a moment only: nothing that takes long is done meanwhile
 * @param accepted why it is meant, as the script says; {@code null} if it does not
 */
public record PlanFinding(String revision, int line, Effect effect, String text, @Nullable String instead,
		List<SizedTable> tables, boolean brief, @Nullable String accepted) {

	/** The worse effect first, then the larger table; what is accepted, and what lasts a moment, after all others. */
	public static final Comparator<PlanFinding> WORST_FIRST = Comparator
			.comparing((PlanFinding finding) -> finding.accepted() != null)
			.thenComparing((finding) -> !finding.isWeighty())
			.thenComparing(PlanFinding::effect)
			.thenComparing(PlanFinding::bytes, Comparator.reverseOrder());

	public PlanFinding {
		tables = List.copyOf(tables);
	}

	/**
	 * The bytes of the largest of its tables; {@link Long#MAX_VALUE} where one is not known, and for none.
	 */
	public long bytes() {
		return this.tables.stream()
				.map((table) -> table.size().bytes())
				.mapToLong((bytes) -> (bytes != null) ? bytes : Long.MAX_VALUE)
				.max()
				.orElse(Long.MAX_VALUE);
	}

	/**
	 * The rows of the largest of its tables; {@link Long#MAX_VALUE} where one is not known, and for none.
	 */
	public long rows() {
		return this.tables.stream()
				.map((table) -> table.size().rows())
				.mapToLong((rows) -> (rows != null) ? rows : Long.MAX_VALUE)
				.max()
				.orElse(Long.MAX_VALUE);
	}

	/**
	 * Whether it is more than a lock for a moment, or what is done to empty tables.
	 */
	public boolean isWeighty() {
		return !this.brief && !isOfNothing();
	}

	/**
	 * Whether its harm grows with tables that are all empty.
	 */
	private boolean isOfNothing() {
		return this.effect.growsWithTable() && !this.tables.isEmpty()
				&& this.tables.stream().allMatch((table) -> Objects.equals(table.size().rows(), 0L));
	}

}
