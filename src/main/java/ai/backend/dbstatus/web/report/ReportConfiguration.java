package ai.backend.dbstatus.web.report;

import ai.backend.dbstatus.status.wait.StatusWaits;
import ai.backend.dbstatus.web.http.TaggedResponses;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the reports.
 */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {

	@Bean
	ReportParameters reportParameters(StatusWaits waits) {
		return new ReportParameters(waits.limits().maxDuration());
	}

	@Bean
	ReportResponses reportResponses(TaggedResponses responses, StatusWaits waits) {
		return new ReportResponses(responses, waits.limits().interval());
	}

}
