package ai.backend.dbstatus.alembic.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Compares what is read from generated ini texts with what Python's {@code configparser} reads: every value, and the kind
 * and the line of every error. More texts, or others: {@code -Ddbstatus.ini.texts=500000 -Ddbstatus.ini.seed=7}.
 */
class IniDifferentialTests {

	private static final int BATCH = 1000;

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final List<String> DIRECTORIES = List.of("/srv/app", "/srv/100%", "/srv/%(a)s", "/srv/%%");

	@Test
	void readsWhatPythonReads() {
		assumeTrue(PythonOracle.isAvailable(), "There is no python3 to compare with.");
		int count = Integer.getInteger("dbstatus.ini.texts", 20_000);
		long seed = Long.getLong("dbstatus.ini.seed", 1L);
		IniTexts texts = new IniTexts(seed);
		SplittableRandom random = new SplittableRandom(seed);
		int readable = 0;
		try (PythonOracle python = PythonOracle.start("configparser_oracle.py")) {
			for (int done = 0; done < count; done += BATCH) {
				List<Text> batch = new ArrayList<>();
				for (int index = done; index < Math.min(count, done + BATCH); index++) {
					batch.add(text(texts.next(), random));
				}
				List<JsonNode> expected = python.ask(batch.stream().map(Text::request).toList());
				for (int index = 0; index < batch.size(); index++) {
					if (!expected.get(index).equals(batch.get(index).answer())) {
						explain(batch.get(index), python);
					}
					readable += expected.get(index).has("sections") ? 1 : 0;
				}
			}
		}
		System.out.printf("Read %d ini texts as Python does, %d of them without error.%n", count, readable);
		assertThat(readable).as("texts without error").isGreaterThan(count / 5);
	}

	private static Text text(String text, SplittableRandom random) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		if (bytes.length > 0 && random.nextInt(200) == 0) {
			bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
		}
		return new Text(bytes, DIRECTORIES.get(random.nextInt(10) < 7 ? 0 : random.nextInt(DIRECTORIES.size())));
	}

	/**
	 * Fails with the smallest text that still shows a difference.
	 */
	private static void explain(Text text, PythonOracle python) {
		Text smallest = text;
		for (int size = text.bytes.length; size > 0; size = size == 1 ? 0 : (size + 1) / 2) {
			for (int start = 0; start < smallest.bytes.length;) {
				Text smaller = smallest.without(start, Math.min(smallest.bytes.length, start + size));
				if (differs(smaller, python)) {
					smallest = smaller;
				}
				else {
					start += size;
				}
			}
		}
		fail("%s%nPython: %s%nhere:   %s".formatted(smallest, python.ask(List.of(smallest.request())).getFirst(),
				smallest.answer()));
	}

	private static boolean differs(Text text, PythonOracle python) {
		return !python.ask(List.of(text.request())).getFirst().equals(text.answer());
	}

	/**
	 * A text and the directory it is said to be in.
	 */
	private static final class Text {

		private final byte[] bytes;

		private final String here;

		Text(byte[] bytes, String here) {
			this.bytes = bytes;
			this.here = here;
		}

		Text without(int start, int end) {
			byte[] rest = Arrays.copyOf(this.bytes, this.bytes.length - (end - start));
			System.arraycopy(this.bytes, end, rest, start, this.bytes.length - end);
			return new Text(rest, this.here);
		}

		JsonNode request() {
			return JSON.createObjectNode()
					.put("text", Base64.getEncoder().encodeToString(this.bytes))
					.put("here", this.here);
		}

		JsonNode answer() {
			try {
				return answer(IniFile.parse("ini", ConfigFile.decode("ini", this.bytes), Map.of("here", this.here)));
			}
			catch (InvalidConfigException ex) {
				ObjectNode answer = JSON.createObjectNode().put("error", ex.problem().name());
				ex.lines().forEach(answer.putArray("lines")::add);
				return answer;
			}
		}

		private static JsonNode answer(IniFile file) {
			ObjectNode answer = JSON.createObjectNode();
			file.sections().forEach(answer.putArray("sections")::add);
			ObjectNode options = answer.putObject("options");
			List<String> sections = new ArrayList<>(file.sections());
			sections.add(IniFile.DEFAULT_SECTION);
			for (String section : sections) {
				ObjectNode values = options.putObject(section);
				file.keys(section).forEach((key) -> values.set(key, value(file, section, key)));
			}
			return answer;
		}

		private static JsonNode value(IniFile file, String section, String key) {
			try {
				return JSON.createObjectNode().put("value", file.get(section, key));
			}
			catch (InvalidConfigException ex) {
				return JSON.createObjectNode().put("error", ex.problem().name()).put("key", ex.key());
			}
		}

		@Override
		public String toString() {
			return "%s in %s".formatted(JSON.writeValueAsString(new String(this.bytes, StandardCharsets.UTF_8)),
					this.here);
		}

	}

}
