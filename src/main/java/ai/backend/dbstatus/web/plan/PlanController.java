package ai.backend.dbstatus.web.plan;

import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.check.ComponentPlan;
import ai.backend.dbstatus.web.http.ContentPolicy;
import ai.backend.dbstatus.web.http.Format;
import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.http.TaggedResponses;
import ai.backend.dbstatus.web.upload.Uploads;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * What an upgrade or a downgrade would do.
 */
@Controller
class PlanController {

	private final StatusService service;

	private final Uploads uploads;

	private final TaggedResponses responses;

	private final PlanPolicy policy;

	PlanController(StatusService service, Uploads uploads, TaggedResponses responses, PlanPolicy policy) {
		this.service = service;
		this.uploads = uploads;
		this.responses = responses;
		this.policy = policy;
	}

	@GetMapping("/components/{name}/plan")
	TaggedResponse plan(@PathVariable String name, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		PlanQuery query = PlanQuery.read(request, this.policy.acceptable());
		return answer(this.service.plan(name, query.ref(), query.request()), query, "./");
	}

	@GetMapping("/components/{name}/tenants/{tenant}/plan")
	TaggedResponse planOfTenant(@PathVariable String name, @PathVariable String tenant, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		PlanQuery query = PlanQuery.read(request, this.policy.acceptable());
		return answer(this.service.planOfTenant(name, tenant, query.ref(), query.request()), query, "../../");
	}

	@PostMapping("/components/{name}/plan")
	TaggedResponse planOfUpload(@PathVariable String name, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException, HttpMediaTypeNotSupportedException {
		PlanQuery query = PlanQuery.readUpload(request, this.policy.acceptable());
		return answer(this.uploads.read(this.service.component(name), request,
				(files) -> this.service.plan(name, files, query.request())), query, "./");
	}

	private TaggedResponse answer(ComponentPlan plan, PlanQuery query, String component) {
		PlanResource resource = PlanResource.of(plan, query.gate());
		TaggedResponse response = switch (query.format()) {
			case TEXT -> this.responses.text(Format.TEXT, TextPlan.of(resource));
			case MARKDOWN -> this.responses.text(Format.MARKDOWN, MarkdownPlan.of(resource));
			case HTML -> this.responses.text(Format.HTML, PlanPage.of(resource, component)).with(ContentPolicy.PAGE);
			default -> this.responses.json(resource);
		};
		return resource.refused().isEmpty() ? response : response.unavailable(null);
	}

}
