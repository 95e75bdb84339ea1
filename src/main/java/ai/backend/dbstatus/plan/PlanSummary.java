package ai.backend.dbstatus.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import ai.backend.dbstatus.database.relation.TableSize;
import ai.backend.dbstatus.plan.finding.Effect;
import org.jspecify.annotations.Nullable;

/**
 * A plan in a line, and the worst of it.
 *
 * @param text the line
 * @param worst the worst of what was found; {@code null} if nothing was that matters
 * @param steps how many steps have an effect that matters, by effect
 */
public record PlanSummary(String text, @Nullable PlanFinding worst, Map<Effect, Integer> steps) {

	private static final double KILO = 1024;

	public PlanSummary {
		steps = Map.copyOf(steps);
	}

	/**
	 * The summary of a plan.
	 */
	public static PlanSummary of(Plan plan) {
		Map<Effect, Set<String>> revisions = new EnumMap<>(Effect.class);
		plan.findings()
				.filter(PlanSummary::matters)
				.forEach((finding) -> revisions.computeIfAbsent(finding.effect(), (_) -> new TreeSet<>())
						.add(finding.revision()));
		Map<Effect, Integer> steps = new EnumMap<>(Effect.class);
		revisions.forEach((effect, own) -> steps.put(effect, own.size()));
		PlanFinding worst = plan.findings()
				.filter(PlanSummary::matters)
				.min(PlanFinding.WORST_FIRST)
				.orElse(null);
		return new PlanSummary(text(plan, steps, worst), worst, steps);
	}

	/**
	 * Whether a finding is more than a lock for a moment, an empty table, or what is meant.
	 */
	public static boolean matters(PlanFinding finding) {
		return finding.accepted() == null && finding.isWeighty();
	}

	private static String text(Plan plan, Map<Effect, Integer> steps, @Nullable PlanFinding worst) {
		int count = plan.steps().size();
		if (count == 0) {
			return "Nothing to do.";
		}
		String way = (plan.direction() == Plan.Direction.DOWNGRADE) ? " down" : "";
		String first = (count == 1)
				? "1 step" + way
				: "%d steps%s%s".formatted(count, way, switch (plan.transactions().mode()) {
					case ONE -> plan.steps().stream().allMatch(PlanStep::transactional) ? " in one transaction" : "";
					case PER_MIGRATION -> ", each a transaction";
					case NONE -> " without transactions";
				});
		if (worst == null) {
			return first + ": nothing that takes long, breaks or loses anything, as far as it is known.";
		}
		List<String> effects = new ArrayList<>();
		steps.entrySet()
				.stream()
				.sorted(Comparator.comparing(Map.Entry::getKey))
				.forEach((entry) -> effects.add("%s %d".formatted(entry.getKey(), entry.getValue())));
		return "%s: %s. Worst, in %s: %s%s".formatted(first, String.join(", ", effects), worst.revision(),
				worst.text(), sizes(worst));
	}

	private static String sizes(PlanFinding finding) {
		String sizes = String.join("; ",
				finding.tables().stream().map((table) -> table.table() + ": " + size(table.size())).toList());
		return sizes.isEmpty() ? "" : " (" + sizes + ")";
	}

	/**
	 * A size for a person.
	 */
	public static String size(TableSize size) {
		Long rows = size.rows();
		Long bytes = size.bytes();
		String first = (rows != null) ? rows(rows) : "";
		String second = (bytes != null) ? bytes(bytes) : "";
		return first.isEmpty()
				? (second.isEmpty() ? "size not known" : second)
				: second.isEmpty() ? first : first + ", " + second;
	}

	private static String rows(long rows) {
		return (rows == 1) ? "1 row" : String.format(Locale.ROOT, "%,d rows", rows);
	}

	/**
	 * Bytes for a person.
	 */
	public static String bytes(long bytes) {
		String[] units = { "B", "kB", "MB", "GB", "TB", "PB" };
		double amount = bytes;
		int unit = 0;
		while (amount >= KILO && unit < units.length - 1) {
			amount /= KILO;
			unit++;
		}
		return String.format(Locale.ROOT, (unit == 0 || amount >= 100) ? "%.0f %s" : "%.1f %s", amount, units[unit]);
	}

}
