package ai.backend.dbstatus.web.openapi;

import java.nio.charset.StandardCharsets;

import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.http.TaggedResponses;
import org.yaml.snakeyaml.Yaml;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The description of the API, made when it is first asked for, and the way to the pages that show it.
 */
@Controller
class ApiController {

	private static final String YAML = "application/vnd.oai.openapi";

	private final SingletonSupplier<TaggedResponse> json;

	private final SingletonSupplier<TaggedResponse> yaml = SingletonSupplier.of(() -> TaggedResponse.of(YAML,
			new Yaml().dumpAsMap(ApiDescription.read()).getBytes(StandardCharsets.UTF_8)));

	ApiController(TaggedResponses responses) {
		this.json = SingletonSupplier.of(() -> responses.json(ApiDescription.read()));
	}

	@GetMapping("/v3/api-docs")
	TaggedResponse json() {
		return this.json.obtain();
	}

	@GetMapping("/v3/api-docs.yaml")
	TaggedResponse yaml() {
		return this.yaml.obtain();
	}

	/** Relative, so that it leads to the right place behind a proxy that serves this below a path. */
	@GetMapping("/swagger-ui.html")
	ResponseEntity<Void> swaggerUi() {
		return ResponseEntity.status(HttpStatus.FOUND).header(HttpHeaders.LOCATION, "swagger-ui/index.html").build();
	}

}
