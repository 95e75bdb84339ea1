package ai.backend.dbstatus.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Describes the query parameters that all reports have in common; {@link ReportQuery} reads them.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(name = Format.PARAMETER, in = ParameterIn.QUERY, description = "The representation; without it the Accept header decides", schema = @Schema(allowableValues = {
		"json", "text" }))
@Parameter(name = ReportQuery.PENDING_LIMIT, in = ParameterIn.QUERY, description = "How many of the pending revisions to list; pendingCount is always the total", schema = @Schema(type = "integer", minimum = "0", defaultValue = ReportQuery.DEFAULT_PENDING_LIMIT))
@Parameter(name = ReportQuery.EXPECT, in = ParameterIn.QUERY, description = "Answer 200 if the status is one of these, else 503; the body is the same. Separated by commas", example = "UP_TO_DATE,BEHIND", schema = @Schema(type = "string"))
@Parameter(name = ReportQuery.WAIT, in = ParameterIn.QUERY, description = "With expect: check again, by default each second, until the expectation holds or this time is over, and answer with the last report. A duration such as 60s, 2m or PT1M; at most db-status.wait.max-duration", example = "60s", schema = @Schema(type = "string"))
@interface ReportParameters {

}
