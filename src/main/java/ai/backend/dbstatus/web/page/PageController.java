package ai.backend.dbstatus.web.page;

import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.web.http.Formats;
import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.overview.Overview;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * The status page for browsers. Its links are relative, so that it works behind a proxy that serves it below a path.
 */
@Controller
class PageController {

	private final StatusService service;

	private final Overview overview;

	private final PageFiles files = new PageFiles();

	PageController(StatusService service, Overview overview) {
		this.service = service;
		this.overview = overview;
	}

	/** A terminal gets text. */
	@GetMapping("/")
	TaggedResponse overview(HttpServletRequest request)
			throws NoResourceFoundException, HttpMediaTypeNotAcceptableException {
		return this.overview.isForPage(request) ? file("overview.html") : this.overview.text(request);
	}

	@GetMapping(path = "/components/{name}/", params = "!" + Formats.PARAMETER, produces = MediaType.TEXT_HTML_VALUE)
	TaggedResponse graph(@PathVariable String name) throws NoResourceFoundException {
		this.service.component(name);
		return file("graph.html");
	}

	/** Who takes no page and names no format is after the report. */
	@GetMapping("/components/{name}/")
	ResponseEntity<Void> report(@PathVariable String name, HttpServletRequest request) {
		this.service.component(name);
		String query = request.getQueryString();
		return ResponseEntity.status(HttpStatus.PERMANENT_REDIRECT)
				.header(HttpHeaders.LOCATION, "db-status" + ((query != null) ? "?" + query : ""))
				.header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
				.build();
	}

	/** It has the address of a component's page, and there is no component of this name. */
	@GetMapping("/components/db-status/")
	ResponseEntity<Void> allWithSlash(HttpServletRequest request) {
		String query = request.getQueryString();
		return ResponseEntity.status(HttpStatus.PERMANENT_REDIRECT)
				.header(HttpHeaders.LOCATION, "../db-status" + ((query != null) ? "?" + query : ""))
				.build();
	}

	/** Without the slash, the page's relative links would lead astray. */
	@GetMapping("/components/{name}")
	ResponseEntity<Void> withoutSlash(@PathVariable String name) {
		this.service.component(name);
		return ResponseEntity.status(HttpStatus.PERMANENT_REDIRECT).header(HttpHeaders.LOCATION, name + "/").build();
	}

	@GetMapping("/page/{file}")
	TaggedResponse file(@PathVariable String file) throws NoResourceFoundException {
		TaggedResponse response = this.files.find(file);
		if (response == null) {
			throw new NoResourceFoundException(HttpMethod.GET, "/page/" + file, "page/" + file);
		}
		return response;
	}

}
