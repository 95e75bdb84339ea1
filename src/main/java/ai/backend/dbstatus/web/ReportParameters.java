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
@interface ReportParameters {

}
