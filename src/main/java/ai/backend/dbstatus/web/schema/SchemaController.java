package ai.backend.dbstatus.web.schema;

import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.check.ComponentSchema;
import ai.backend.dbstatus.web.http.Format;
import ai.backend.dbstatus.web.http.Formats;
import ai.backend.dbstatus.web.http.Parameters;
import ai.backend.dbstatus.web.http.Query;
import ai.backend.dbstatus.web.http.RefParameter;
import ai.backend.dbstatus.web.http.TaggedResponse;
import ai.backend.dbstatus.web.http.TaggedResponses;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The evidence for what the version table claims.
 */
@Controller
class SchemaController {

	private static final Formats FORMATS = Formats.of(Format.JSON, Format.TEXT);

	private static final Parameters PARAMETERS = Parameters.of(FORMATS.parameter(), RefParameter.REF);

	private static final Parameters TENANT_PARAMETERS = Parameters.of(FORMATS.parameter());

	private final StatusService service;

	private final TaggedResponses responses;

	SchemaController(StatusService service, TaggedResponses responses) {
		this.service = service;
		this.responses = responses;
	}

	@GetMapping("/components/{name}/schema")
	TaggedResponse schema(@PathVariable String name, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		Query query = PARAMETERS.read(request);
		Format format = FORMATS.choose(query);
		String ref = query.get(RefParameter.REF);
		return response((ref != null) ? this.service.schema(name, ref) : this.service.schema(name), format);
	}

	@GetMapping("/components/{name}/tenants/{tenant}/schema")
	TaggedResponse tenant(@PathVariable String name, @PathVariable String tenant, HttpServletRequest request)
			throws HttpMediaTypeNotAcceptableException {
		Format format = FORMATS.choose(TENANT_PARAMETERS.read(request));
		return response(this.service.schemaOfTenant(name, tenant), format);
	}

	private TaggedResponse response(ComponentSchema schema, Format format) {
		SchemaResource resource = SchemaResource.of(schema);
		return (format == Format.TEXT)
				? this.responses.text(Format.TEXT, TextSchema.of(resource))
				: this.responses.json(resource);
	}

}
