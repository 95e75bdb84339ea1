package ai.backend.dbstatus.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/**
 * Describes what the resources that report on one component are there for. {@link OpenApiExamples} brings the examples.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(responseCode = "200", description = "A verdict was reached", content = {
		@Content(mediaType = "application/json", schema = @Schema(implementation = ReportResource.class), examples = {
				@ExampleObject(name = "UP_TO_DATE", ref = "UP_TO_DATE"),
				@ExampleObject(name = "BEHIND", ref = "BEHIND"),
				@ExampleObject(name = "UNKNOWN", ref = "UNKNOWN"),
				@ExampleObject(name = "DIVERGED", ref = "DIVERGED"),
				@ExampleObject(name = "UNRECOGNIZED", ref = "UNRECOGNIZED") }),
		@Content(mediaType = "text/plain", schema = @Schema(type = "string")) })
@ApiResponse(responseCode = "503", description = "No verdict was reached, or the expectation does not hold; the body says why. Retry-After says when asking again may help", content = {
		@Content(mediaType = "application/json", schema = @Schema(implementation = ReportResource.class), examples = @ExampleObject(name = "ERROR", ref = "ERROR")),
		@Content(mediaType = "text/plain", schema = @Schema(type = "string")) })
@interface ReportAnswers {

}
