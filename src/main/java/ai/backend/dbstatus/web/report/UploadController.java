package ai.backend.dbstatus.web.report;

import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.upload.Uploads;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The reports by scripts that come with the request.
 */
@Controller
class UploadController {

	private final StatusService service;

	private final Uploads uploads;

	private final ReportParameters parameters;

	private final ReportResponses responses;

	UploadController(StatusService service, Uploads uploads, ReportParameters parameters, ReportResponses responses) {
		this.service = service;
		this.uploads = uploads;
		this.parameters = parameters;
		this.responses = responses;
	}

	@PostMapping("/components/{name}/db-status")
	TaggedResponse component(@PathVariable String name, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException, HttpMediaTypeNotSupportedException {
		ReportQuery query = this.parameters.readUpload(request);
		return this.responses.one(this.uploads.read(this.service.component(name), request,
				(files) -> this.service.check(name, files, query.asked().schema())), query);
	}

}
