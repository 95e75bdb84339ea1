package ai.backend.dbstatus.web;

import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.web.PageFiles.PageFile;
import io.swagger.v3.oas.annotations.Hidden;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * The status page for browsers. Its links are relative, so that it works behind a proxy that serves it below a path.
 */
@RestController
@Hidden
class PageController {

	private final StatusService service;

	private final PageFiles files = new PageFiles();

	PageController(StatusService service) {
		this.service = service;
	}

	@GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<byte[]> overview() throws NoResourceFoundException {
		return answer("overview.html");
	}

	@GetMapping(path = "/components/{name}/", params = "!" + Format.PARAMETER, produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<byte[]> graph(@PathVariable String name) throws NoResourceFoundException {
		this.service.component(name);
		return answer("graph.html");
	}

	/** Without the slash, the page's relative links would lead astray. */
	@GetMapping("/components/{name}")
	ResponseEntity<Void> withoutSlash(@PathVariable String name) {
		this.service.component(name);
		return ResponseEntity.status(HttpStatus.PERMANENT_REDIRECT).header("Location", name + "/").build();
	}

	@GetMapping("/page/{file}")
	ResponseEntity<byte[]> file(@PathVariable String file) throws NoResourceFoundException {
		return answer(file);
	}

	private ResponseEntity<byte[]> answer(String name) throws NoResourceFoundException {
		PageFile file = this.files.find(name);
		if (file == null) {
			throw new NoResourceFoundException(HttpMethod.GET, "/page/" + name, "page/" + name);
		}
		return ResponseEntity.ok()
				.headers(SecurityHeaders.PAGE)
				.contentType(file.type())
				.cacheControl(CacheControl.noCache())
				.eTag(file.tag())
				.body(file.content());
	}

}
