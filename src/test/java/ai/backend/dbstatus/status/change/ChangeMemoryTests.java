package ai.backend.dbstatus.status.change;

import java.time.Instant;
import java.util.List;

import ai.backend.dbstatus.status.report.CurrentRevision;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Position;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.testsupport.TestReports;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangeMemoryTests {

	private static final Instant START = Instant.parse("2026-11-22T14:00:00Z");

	private final ChangeMemory memory = new ChangeMemory(ChangeJournal.NONE);

	private Instant see(Reason reason, @Nullable String revision, int second) {
		List<CurrentRevision> rows = (revision != null) ? List.of(new CurrentRevision(revision, null)) : List.of();
		Findings findings = TestReports.findings(TestReports.verdict(reason, reason.title(), null),
				new Position(rows, List.of(), null, null), null);
		return this.memory.checked("shop", findings, null, START.plusSeconds(second));
	}

	@Test
	void aStatusLastsAsLongAsItIsTheSameWhateverTheRevisionAndTheReason() {
		assertThat(see(Reason.PENDING_MIGRATIONS, "aaa", 0)).isEqualTo(START);
		assertThat(see(Reason.PENDING_MIGRATIONS, "bbb", 5)).isEqualTo(START);
		assertThat(see(Reason.CONNECTION_REFUSED, null, 6)).isEqualTo(START.plusSeconds(6));
		assertThat(see(Reason.TLS_FAILED, null, 7)).isEqualTo(START.plusSeconds(6));
		assertThat(this.memory.since("shop", Status.ERROR, START)).isEqualTo(START.plusSeconds(6));
		assertThat(this.memory.since("shop", Status.BEHIND, START)).isEqualTo(START);
	}

	@Test
	void whatDoesNotChangeIsNoChange() {
		see(Reason.AT_HEAD, "aaa", 0);
		see(Reason.AT_HEAD, "aaa", 1);
		assertThat(this.memory.changes("shop")).hasSize(1);
	}

	@Test
	void theLastKnownRevisionsAreRememberedWhileTheDatabaseIsAway() {
		see(Reason.PENDING_MIGRATIONS, "aaa", 0);
		see(Reason.CONNECTION_REFUSED, null, 1);
		see(Reason.AT_HEAD, "bbb", 2);
		StatusChange back = this.memory.changes("shop").getFirst();
		assertThat(back.revisionsBefore()).containsExactly("aaa");
		assertThat(back.revisions()).containsExactly("bbb");
		assertThat(this.memory.changes("shop").get(1).revisions()).isNull();
	}

	@Test
	void soManyChangesAreRememberedAndNoMore() {
		for (int i = 0; i < 3 * ChangeMemory.MOST_CHANGES; i++) {
			see(Reason.PENDING_MIGRATIONS, "r" + i, i);
		}
		assertThat(this.memory.changes("shop")).hasSize(ChangeMemory.MOST_CHANGES);
		assertThat(see(Reason.PENDING_MIGRATIONS, "r", 999)).isEqualTo(START);
	}

	@Test
	void whatWasSeenBeforeTheStartIsTakenUpUnlessSomethingElseWasSeenSince() {
		see(Reason.AT_HEAD, "aaa", 60);
		StatusChange earlier = new StatusChange("shop", START, START, null, Status.UP_TO_DATE, Reason.AT_HEAD, null,
				List.of("aaa"), null, null, null);
		this.memory.restore("shop", List.of(earlier));
		assertThat(see(Reason.AT_HEAD, "aaa", 61)).isEqualTo(START);
		see(Reason.AT_HEAD, "bbb", 62);
		this.memory.restore("shop", List.of(earlier));
		assertThat(this.memory.changes("shop")).hasSize(2);
	}

}
