package ai.backend.dbstatus.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import ai.backend.dbstatus.status.report.CurrentRevision;
import ai.backend.dbstatus.status.report.Findings;
import ai.backend.dbstatus.status.report.Position;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.testsupport.TestReports;
import ai.backend.dbstatus.testsupport.TestRevisions;
import ai.backend.dbstatus.web.ReportRenderer.Rendered;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ReportRendererTests {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final ReportRenderer renderer = new ReportRenderer(this.mapper);

	private final Findings behind = findings("1 migration pending.");

	@Test
	void writesWhatTheMapperWrites() {
		StatusReport first = report(this.behind, "2026-02-03T04:05:06.700Z", 3);
		StatusReport second = report(this.behind, "2026-02-03T04:05:07Z", 12_345);
		for (StatusReport report : List.of(first, second, first)) {
			assertThat(json(this.renderer.render(report, 100)))
					.isEqualTo(this.mapper.writeValueAsString(ReportResource.of(report, 100)));
		}
	}

	@Test
	void sharesTheBytesOfACheckAndTheTagOfFindings() {
		StatusReport first = report(this.behind, "2026-02-03T04:05:06.700Z", 3);
		Rendered rendered = this.renderer.render(first, 100);
		assertThat(this.renderer.render(first, 100)).isSameAs(rendered);
		assertThat(this.renderer.render(report(this.behind, "2026-02-03T04:05:07.700Z", 4), 100).tag())
				.isEqualTo(rendered.tag());
	}

	@Test
	void writesAnewWhatHasChanged() {
		Rendered rendered = this.renderer.render(report(this.behind, "2026-02-03T04:05:06.700Z", 3), 100);
		StatusReport changed = report(findings("Another."), "2026-02-03T04:05:06.700Z", 3);
		assertThat(json(this.renderer.render(changed, 100))).contains("Another.");
		assertThat(this.renderer.render(changed, 100).tag()).isNotEqualTo(rendered.tag());
		assertThat(json(this.renderer.render(changed, 0))).contains("\"pendingRevisions\":[]");
	}

	@Test
	void leavesTheFormToTheMapperWhereThatHasOneOfItsOwn() {
		JsonMapper indenting = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
		StatusReport report = report(this.behind, "2026-02-03T04:05:06.700Z", 3);
		assertThat(json(new ReportRenderer(indenting).render(report, 100)))
				.isEqualTo(indenting.writeValueAsString(ReportResource.of(report, 100)));
	}

	private static String json(Rendered rendered) {
		return new String(rendered.body(), StandardCharsets.UTF_8);
	}

	private static StatusReport report(Findings findings, String checkedAt, int millis) {
		return new StatusReport("manager", findings, Instant.parse(checkedAt), Duration.ofMillis(millis));
	}

	private static Findings findings(String summary) {
		Position position = new Position(List.of(new CurrentRevision("abc123def456", "Größe")),
				List.of(TestRevisions.revision("abc123def456", "Größe")), null, null);
		return TestReports.findings(TestReports.verdict(Reason.PENDING_MIGRATIONS, summary, null), position,
				List.of(TestRevisions.revision("def456ghi789", null, "abc123def456")));
	}

}
