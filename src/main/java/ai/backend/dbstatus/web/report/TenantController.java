package ai.backend.dbstatus.web.report;

import java.util.List;
import java.util.Set;

import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.status.report.TenantState;
import ai.backend.dbstatus.status.report.Tenants;
import ai.backend.dbstatus.web.component.SelectionParameters;
import ai.backend.dbstatus.web.http.Format;
import ai.backend.dbstatus.web.http.Formats;
import ai.backend.dbstatus.web.http.Parameter;
import ai.backend.dbstatus.web.http.Parameters;
import ai.backend.dbstatus.web.http.Query;
import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.http.TaggedResponses;
import ai.backend.dbstatus.web.report.TenantsSummary.TenantResource;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The tenants of a component, checked now.
 */
@Controller
class TenantController {

	private static final Formats FORMATS = Formats.of(Format.JSON);

	private static final Parameter<Integer> LIMIT = Parameter.wholeNumber("limit", 1, 1000);

	private static final int DEFAULT_LIMIT = 100;

	private static final Parameter<String> AFTER = Parameter.text("after");

	private static final Parameter<String> REVISION = Parameter.text("revision");

	private static final Parameters PARAMETERS = Parameters.of(FORMATS.parameter(), SelectionParameters.STATUS,
			REVISION,
			LIMIT, AFTER);

	private final StatusService service;

	private final ReportParameters parameters;

	private final ReportResponses reports;

	private final TaggedResponses responses;

	TenantController(StatusService service, ReportParameters parameters, ReportResponses reports,
			TaggedResponses responses) {
		this.service = service;
		this.parameters = parameters;
		this.reports = reports;
		this.responses = responses;
	}

	@GetMapping("/components/{name}/tenants/{tenant}/db-status")
	TaggedResponse tenant(@PathVariable String name, @PathVariable String tenant, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		ReportQuery query = this.parameters.readOfTenant(request);
		return this.reports.unshared(this.service.checkTenant(name, tenant, query::opensFor), query);
	}

	/** A component without tenants has an empty list; where they are not known, the report says why. */
	@GetMapping("/components/{name}/tenants")
	TaggedResponse tenants(@PathVariable String name, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		Query query = PARAMETERS.read(request);
		FORMATS.choose(query);
		Set<Status> statuses = SelectionParameters.statuses(query);
		String revision = query.get(REVISION);
		String after = query.get(AFTER, "");
		int limit = query.get(LIMIT, DEFAULT_LIMIT);
		boolean hasTenants = this.service.component(name).tenants() != null;
		StatusReport report = this.service.check(name);
		Tenants tenants = report.findings().tenants();
		if (hasTenants && tenants == null) {
			throw new TenantsUnknownException(report);
		}
		List<TenantState> all = (tenants != null) ? tenants.states() : List.of();
		List<TenantState> chosen = all.stream()
				.filter((state) -> statuses == null || statuses.contains(state.status()))
				.filter((state) -> revision == null || state.revisions().contains(revision)
						|| (revision.isEmpty() && state.revisions().isEmpty()))
				.toList();
		List<TenantState> rest = chosen.stream().filter((state) -> state.tenant().compareTo(after) > 0).toList();
		List<TenantState> page = rest.subList(0, Math.min(limit, rest.size()));
		String next = (page.size() < rest.size()) ? page.getLast().tenant() : null;
		return this.responses.json(new TenantsSummary.Page(name, chosen.size(),
				page.stream().map(TenantResource::of).toList(), next));
	}

}
