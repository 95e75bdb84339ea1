package ai.backend.dbstatus.web.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class TaggedResponsesTests {

	private final TaggedResponses responses = new TaggedResponses(JsonMapper.builder().build());

	@Test
	void writesAllThatAResourceHas() {
		assertThat(text(this.responses.json(new Resource("Größe", null, Instant.parse("2026-02-03T04:05:06Z"), 3))))
				.isEqualTo("""
						{"name":"Größe","other":null,"checkedAt":"2026-02-03T04:05:06.000Z","durationMillis":3}
						""");
	}

	@Test
	void leavesTheTimingOutOfTheTagAtEveryDepth() {
		Resource first = new Resource("a", "b", Instant.parse("2026-02-03T04:05:06.700Z"), 3);
		Resource second = new Resource("a", "b", Instant.parse("2026-02-03T04:05:07Z"), 12_345);
		Resource other = new Resource("a", null, first.checkedAt(), first.durationMillis());
		assertThat(tag(first)).isEqualTo(tag(second)).isNotEqualTo(tag(other));
		assertThat(tag(List.of(first, other))).isEqualTo(tag(List.of(second, other)))
				.isNotEqualTo(tag(List.of(other, first)));
	}

	@Test
	void leavesTheFormToTheMapper() {
		JsonMapper indenting = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
		Resource resource = new Resource("a", "b", Instant.EPOCH, 3);
		assertThat(text(new TaggedResponses(indenting).json(resource)))
				.isEqualTo(indenting.writeValueAsString(resource) + "\n");
	}

	@Test
	void tellsFormatsApart() {
		assertThat(this.responses.text(Format.TEXT, "ä").contentType()).isEqualTo("text/plain;charset=UTF-8");
		assertThat(this.responses.json("ä").contentType()).isEqualTo("application/json");
		assertThat(this.responses.text(Format.TEXT, "ä").tag()).isNotEqualTo(tag("ä"));
	}

	private String tag(Object resource) {
		return this.responses.json(resource).tag();
	}

	private static String text(TaggedResponse response) {
		return new String(response.body(), StandardCharsets.UTF_8);
	}

	private record Resource(String name, @Nullable String other,
			@JsonView(Timing.class) @MillisecondTime Instant checkedAt, @JsonView(Timing.class) long durationMillis) {}

}
