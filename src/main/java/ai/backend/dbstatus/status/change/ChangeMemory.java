package ai.backend.dbstatus.status.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import ai.backend.dbstatus.status.history.HistoryView;
import ai.backend.dbstatus.status.history.Move;
import ai.backend.dbstatus.status.report.CurrentRevision;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import org.jspecify.annotations.Nullable;

/**
 * Remembers since when each component is as it is, and its last changes. Safe for concurrent use; the checks of one component
 * come one after the other.
 */
public final class ChangeMemory {

	/** How many changes are remembered of a component. */
	public static final int MOST_CHANGES = 50;

	private final ChangeJournal journal;

	private final Map<String, Remembered> components = new ConcurrentHashMap<>();

	/**
	 * A memory of nothing.
	 * @param journal told of every change
	 */
	public ChangeMemory(ChangeJournal journal) {
		this.journal = journal;
	}

	/**
	 * A check was made.
	 * @param history the history as the check saw it; {@code null} where the scripts make none
	 * @param at when the check began
	 * @return since when the status is as it is now
	 */
	public Instant checked(String component, Findings findings, @Nullable HistoryView history, Instant at) {
		return this.components.compute(component, (_, before) -> checked(component, before, findings, history, at))
				.since();
	}

	private Remembered checked(String component, @Nullable Remembered before, Findings findings,
			@Nullable HistoryView history, Instant at) {
		Reason reason = findings.verdict().reason();
		List<String> rows = rows(findings, history);
		if (before != null && before.isAs(reason, rows)) {
			return before;
		}
		List<String> rowsBefore = (before != null) ? before.lastRows() : null;
		Move move = (history != null && rows != null && rowsBefore != null && !rows.equals(rowsBefore))
				? history.moveFrom(rowsBefore)
				: null;
		Instant since = (before != null && before.reason().status() == reason.status()) ? before.since() : at;
		StatusChange change = new StatusChange(component, at, since,
				(before != null) ? before.reason().status() : null, reason.status(), reason, rowsBefore, rows,
				(move != null) ? StatusChange.Steps.of(move.applied()) : null,
				(move != null) ? StatusChange.Steps.of(move.reverted()) : null, findings.position().release());
		this.journal.record(change);
		List<StatusChange> changes = new ArrayList<>();
		changes.add(change);
		if (before != null) {
			changes.addAll(before.changes());
		}
		return new Remembered(reason, rows, (rows != null) ? rows : rowsBefore, first(changes));
	}

	/** {@code null} where they are not known. */
	private static @Nullable List<String> rows(Findings findings, @Nullable HistoryView history) {
		List<String> rows = findings.position().currentRevisions().stream().map(CurrentRevision::revision).toList();
		boolean known = !rows.isEmpty() || findings.verdict().reason().status().isVerdict()
				|| (history != null && history.database() != null);
		return known ? rows : null;
	}

	private static List<StatusChange> first(List<StatusChange> changes) {
		return List.copyOf(changes.subList(0, Math.min(changes.size(), MOST_CHANGES)));
	}

	/**
	 * Since when a component has a status; {@code otherwise} where it was not seen with it last.
	 */
	public Instant since(String component, Status status, Instant otherwise) {
		Remembered known = this.components.get(component);
		return (known != null && known.reason().status() == status) ? known.since() : otherwise;
	}

	/**
	 * The last changes of a component, the newest first.
	 */
	public List<StatusChange> changes(String component) {
		List<StatusChange> kept = this.journal.last(component);
		if (kept != null && !kept.isEmpty()) {
			return kept;
		}
		Remembered known = this.components.get(component);
		return (known != null) ? known.changes() : List.of();
	}

	/**
	 * What was seen before this service started; does nothing where a change was seen since.
	 * @param earlier the changes, the newest first
	 */
	public void restore(String component, List<StatusChange> earlier) {
		if (earlier.isEmpty()) {
			return;
		}
		StatusChange newest = earlier.getFirst();
		List<String> lastRows = earlier.stream()
				.map(StatusChange::revisions)
				.filter(Objects::nonNull)
				.findFirst()
				.orElse(null);
		this.components.compute(component, (_, known) -> {
			if (known != null && !(known.changes().size() == 1 && known.isAs(newest.reason(), newest.revisions()))) {
				return known;
			}
			return new Remembered(newest.reason(), newest.revisions(), lastRows, first(earlier));
		});
	}

	/**
	 * Forgets a component that has gone.
	 */
	public void forget(String component) {
		this.components.remove(component);
	}

	/**
	 * What is remembered of a component.
	 *
	 * @param rows its rows; {@code null} where they are not known
	 * @param lastRows the last ones that were known
	 * @param changes its last changes, the newest first; at least one
	 */
	private record Remembered(Reason reason, @Nullable List<String> rows, @Nullable List<String> lastRows,
			List<StatusChange> changes) {

		boolean isAs(Reason otherReason, @Nullable List<String> otherRows) {
			return this.reason == otherReason && Objects.equals(this.rows, otherRows);
		}

		Instant since() {
			return this.changes.getFirst().since();
		}

	}

}
