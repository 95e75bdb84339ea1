package ai.backend.dbstatus.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.report.Position;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestReports;
import ai.backend.dbstatus.testsupport.TestRevisions;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatusMetersTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final StatusMeters meters = new StatusMeters();

	@BeforeEach
	void bind() {
		this.meters.added(TestComponents.component("one"));
		this.meters.bindTo(this.registry);
		this.meters.added(TestComponents.component("two"));
	}

	@Test
	void thereIsOneStatusGaugeForEachStatusOfEachComponent() {
		assertThat(this.registry.find("dbstatus.status").gauges()).hasSize(2 * Status.values().length);
	}

	@ParameterizedTest
	@EnumSource(Reason.class)
	void exactlyTheStatusOfTheLastCheckIsOne(Reason reason) {
		check(Reason.AT_HEAD, 0, 1);
		check(reason, 0, 1);
		for (Status status : Status.values()) {
			double expected = (status == reason.status()) ? 1 : 0;
			assertThat(this.registry.get("dbstatus.status")
					.tags("component", "one", "status", status.name())
					.gauge()
					.value()).isEqualTo(expected);
		}
	}

	@Test
	void theGaugesShowWhetherAMigrationIsUnderWayAndBlocked() {
		assertThat(gauges("dbstatus.migration.running", "dbstatus.migration.blocked"))
				.containsExactly(Double.NaN, Double.NaN);
		this.meters.checked(TestReports.report("one", Reason.PENDING_MIGRATIONS));
		assertThat(gauges("dbstatus.migration.running", "dbstatus.migration.blocked")).containsExactly(0.0, 0.0);
		this.meters.checked(TestReports.migrating("one", 4711, null));
		assertThat(gauges("dbstatus.migration.running", "dbstatus.migration.blocked")).containsExactly(1.0, 0.0);
		this.meters.checked(TestReports.migrating("one", 4711, 99L));
		assertThat(gauges("dbstatus.migration.running", "dbstatus.migration.blocked")).containsExactly(1.0, 1.0);
		this.meters.checked(TestReports.report("one", Reason.CONNECTION_REFUSED));
		assertThat(gauges("dbstatus.migration.running", "dbstatus.migration.blocked"))
				.containsExactly(Double.NaN, Double.NaN);
	}

	private double[] gauges(String... names) {
		return java.util.Arrays.stream(names)
				.mapToDouble((name) -> this.registry.get(name).tag("component", "one").gauge().value())
				.toArray();
	}

	@Test
	void theGaugesShowTheLastCheck() {
		check(Reason.PENDING_MIGRATIONS, 3, 1);
		assertThat(gauge("dbstatus.revisions.pending", "one")).isEqualTo(3);
		assertThat(gauge("dbstatus.heads", "one")).isEqualTo(1);
		assertThat(gauge("dbstatus.last.check.time", "one")).isEqualTo(1_700_000_000.25);
		check(Reason.MULTIPLE_HEADS, 4, 2);
		assertThat(gauge("dbstatus.revisions.pending", "one")).isEqualTo(4);
		assertThat(gauge("dbstatus.heads", "one")).isEqualTo(2);
	}

	@Test
	void whatIsNotKnownIsNaN() {
		check(Reason.CONNECTION_REFUSED, 0, 1);
		assertThat(gauge("dbstatus.revisions.pending", "one")).isNaN();
		check(Reason.NO_SCRIPTS, 0, 0);
		assertThat(gauge("dbstatus.heads", "one")).isNaN();
		for (String name : List.of("dbstatus.revisions.pending", "dbstatus.heads", "dbstatus.last.check.time")) {
			assertThat(gauge(name, "two")).as(name).isNaN();
		}
	}

	@Test
	void theTimerCountsChecksByStatus() {
		check(Reason.AT_HEAD, 0, 1);
		check(Reason.AT_HEAD, 0, 1);
		check(Reason.CONNECT_TIMEOUT, 0, 1);
		assertThat(this.registry.get("dbstatus.check").tags("component", "one", "status", "UP_TO_DATE").timer().count())
				.isEqualTo(2);
		assertThat(this.registry.get("dbstatus.check")
				.tags("component", "one", "status", "ERROR")
				.timer()
				.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(7);
	}

	@Test
	void theMetersOfAComponentGoWithIt() {
		check(Reason.AT_HEAD, 0, 1);
		check("two", Reason.AT_HEAD, 0, 1);
		this.meters.removed(TestComponents.component("one"));
		// A check that ended late.
		check(Reason.CONNECTION_REFUSED, 0, 1);
		assertThat(this.registry.find("dbstatus.status").tag("component", "one").gauges()).isEmpty();
		assertThat(this.registry.find("dbstatus.check").tag("component", "one").timers()).isEmpty();
		assertThat(this.registry.getMeters()).isNotEmpty()
				.allSatisfy((meter) -> assertThat(meter.getId().getTag("component")).isEqualTo("two"));
		this.meters.added(TestComponents.component("one"));
		assertThat(gauge("dbstatus.heads", "one")).isNaN();
	}

	@Test
	void noTagIsARevision() {
		check(Reason.PENDING_MIGRATIONS, 3, 1);
		Stream<String> keys = this.registry.getMeters()
				.stream()
				.map(Meter::getId)
				.flatMap((id) -> id.getTags().stream())
				.map(Tag::getKey);
		assertThat(keys).containsOnly("component", "status");
	}

	private double gauge(String name, String component) {
		return this.registry.get(name).tag("component", component).gauge().value();
	}

	private void check(Reason reason, int pending, int heads) {
		check("one", reason, pending, heads);
	}

	private void check(String component, Reason reason, int pending, int heads) {
		List<RevisionInfo> ends = Stream.generate(() -> TestRevisions.revision("bbb", null)).limit(heads).toList();
		List<RevisionInfo> revisions = Stream.generate(() -> TestRevisions.revision("aaa", null))
				.limit(pending)
				.toList();
		this.meters.checked(new StatusReport(component,
				TestReports.findings(TestReports.verdict(reason, "", null), new Position(List.of(), ends, null, null),
						reason.status().isVerdict() ? revisions : null),
				Instant.ofEpochMilli(1_699_999_000_000L), Instant.ofEpochMilli(1_700_000_000_250L),
				Duration.ofMillis(7)));
	}

}
