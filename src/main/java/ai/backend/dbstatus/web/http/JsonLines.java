package ai.backend.dbstatus.web.http;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;

/**
 * Ends the JSON that the framework writes, that of problem details and of the actuator, as a line of text ends: a terminal
 * shows its prompt below it.
 */
final class JsonLines extends JacksonJsonHttpMessageConverter {

	JsonLines(JsonMapper mapper) {
		super(mapper);
	}

	@Override
	protected void writeSuffix(JsonGenerator generator, Object object) {
		super.writeSuffix(generator, object);
		generator.writeRaw('\n');
	}

}
