package ai.backend.dbstatus.web.badge;

import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.web.http.Format;
import ai.backend.dbstatus.web.http.Formats;
import ai.backend.dbstatus.web.http.Parameters;
import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.http.TaggedResponses;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The badges. They answer 200 whatever the status: nobody shows a badge that comes with an error.
 */
@Controller
class BadgeController {

	private static final Formats FORMATS = Formats.of(Format.JSON, Format.SVG);

	private static final Parameters PARAMETERS = Parameters.of(FORMATS.parameter());

	private final StatusService service;

	private final TaggedResponses responses;

	BadgeController(StatusService service, TaggedResponses responses) {
		this.service = service;
		this.responses = responses;
	}

	@GetMapping("/components/{name}/badge")
	TaggedResponse badge(@PathVariable String name, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		Format format = FORMATS.choose(PARAMETERS.read(request));
		StatusReport report = this.service.check(name);
		Badge badge = Badge.of(report);
		return (format == Format.SVG)
				? this.responses.text(Format.SVG, BadgeImage.draw(badge, report.status()))
				: this.responses.json(badge);
	}

}
