package ai.backend.dbstatus.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import ai.backend.dbstatus.status.report.Status;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.info.Info;
import org.springdoc.core.customizers.OpenApiCustomizer;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * Puts into the OpenAPI description what annotations cannot hold: an example of a report for every status, from
 * {@code openapi/STATUS.json}, and what the service is.
 */
final class OpenApiExamples implements OpenApiCustomizer {

	private final JsonMapper mapper;

	OpenApiExamples(JsonMapper mapper) {
		this.mapper = mapper;
	}

	@Override
	public void customise(OpenAPI api) {
		api.setInfo(new Info().title("db-status")
				.version("1")
				.description("Is this database's schema current, and if not, what should be done? "
						+ "The Alembic migration status of databases, checked on demand, read-only, without Python."));
		if (api.getComponents() == null) {
			api.setComponents(new Components());
		}
		for (Status status : Status.values()) {
			api.getComponents()
					.addExamples(status.name(),
							new Example().summary(status.displayName())
									.value(read("openapi/" + status.name() + ".json")));
		}
	}

	private Object read(String resource) {
		try (InputStream stream = new ClassPathResource(resource).getInputStream()) {
			return this.mapper.readValue(stream, Object.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
