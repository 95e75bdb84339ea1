package ai.backend.dbstatus.web.overview;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.Selection;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.web.component.SelectionParameters;
import ai.backend.dbstatus.web.http.Format;
import ai.backend.dbstatus.web.http.Formats;
import ai.backend.dbstatus.web.http.Parameters;
import ai.backend.dbstatus.web.http.Query;
import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.http.TaggedResponses;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Service;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

/**
 * All components at a glance, checked now. A browser has a page of its own for this.
 */
@Service
public final class Overview {

	private static final Formats FORMATS = Formats.of(Format.TEXT, Format.HTML);

	private static final Parameters PARAMETERS = Parameters.of(FORMATS.parameter(), SelectionParameters.GROUP,
			SelectionParameters.ENVIRONMENT, SelectionParameters.WORDS, SelectionParameters.STATUS);

	private final StatusService service;

	private final TaggedResponses responses;

	Overview(StatusService service, TaggedResponses responses) {
		this.service = service;
		this.responses = responses;
	}

	/**
	 * Whether a request comes from a browser, which says what it accepts; curl takes anything.
	 * @throws HttpMediaTypeNotAcceptableException if it accepts neither the page nor the text
	 */
	public boolean isForPage(HttpServletRequest request) throws HttpMediaTypeNotAcceptableException {
		return FORMATS.choose(Parameters.anything(request, FORMATS.parameter())) == Format.HTML;
	}

	/**
	 * The text.
	 */
	public TaggedResponse text(HttpServletRequest request) {
		Query query = PARAMETERS.read(request);
		List<Component> all = this.service.components();
		Selection selection = SelectionParameters.read(query, all);
		Map<String, Component> chosen = all.stream()
				.filter(selection::includes)
				.collect(Collectors.toMap(Component::name, Function.identity()));
		Set<Status> statuses = SelectionParameters.statuses(query);
		List<StatusReport> reports = this.service
				.checkPresent(all.stream().map(Component::name).filter(chosen::containsKey).toList())
				.stream()
				.filter((report) -> statuses == null || statuses.contains(report.status()))
				.toList();
		String address = request.getRequestURL().toString();
		return this.responses.text(Format.TEXT, new TextOverview(address, Instant.now()).of(chosen, reports));
	}

}
