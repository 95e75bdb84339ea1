package ai.backend.dbstatus.web.report;

import ai.backend.dbstatus.status.Asked;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.web.http.TaggedResponse;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The reports, checked now.
 */
@Controller
class StatusController {

	private final StatusService service;

	private final ReportParameters parameters;

	private final ReportResponses responses;

	StatusController(StatusService service, ReportParameters parameters, ReportResponses responses) {
		this.service = service;
		this.parameters = parameters;
		this.responses = responses;
	}

	@GetMapping("/components/{name}/db-status")
	TaggedResponse component(@PathVariable String name, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		ReportQuery query = this.parameters.read(request);
		return this.responses.one(this.service.check(name, query.asked(), query::opensFor), query);
	}

	@GetMapping("/db-status")
	TaggedResponse defaultComponent(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		return component(this.service.defaultComponent(), request);
	}

	@GetMapping("/components/db-status")
	TaggedResponse all(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		ReportsQuery query = this.parameters.read(request, this.service.components());
		Asked asked = query.report().asked();
		return this.responses.all(asked.equals(Asked.NOTHING_ELSE)
				? this.service.checkPresent(query.names(), query.report()::opensFor)
				: this.service.checkAll(query.names(), asked, query.report()::opensFor), query);
	}

}
