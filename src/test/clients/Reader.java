package reader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.openapitools.client.ApiClient;

/**
 * Reads answers of the service with the generated models, and writes them again: nothing may be unknown, and nothing lost.
 */
public final class Reader {

	private Reader() {
	}

	public static void main(String[] args) throws Exception {
		ObjectMapper mapper = ApiClient.createDefaultObjectMapper()
				.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
				.disable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
				.disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
		int read = 0;
		try (Stream<Path> files = Files.list(Path.of(args[0]))) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".json")).sorted().toList()) {
				String schema = file.getFileName().toString().replaceAll("\\..*", "");
				Class<?> type = Class.forName("org.openapitools.client.model." + schema);
				JsonNode answer = mapper.readTree(file.toFile());
				JsonNode again = mapper.valueToTree(mapper.readValue(file.toFile(), type));
				for (String name : (Iterable<String>) answer::fieldNames) {
					if (!answer.get(name).isNull() && !again.has(name)) {
						throw new IllegalStateException(file + " loses " + name);
					}
				}
				read++;
			}
		}
		if (read == 0) {
			throw new IllegalStateException("There was no answer to read");
		}
		System.out.println(read + " answers read");
	}

}
