package ai.backend.dbstatus.palette;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class ColourTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "INK | PAPER CARD CODE HIT SELECTED", "QUIET | PAPER CARD CODE",
			"LINK | PAPER CARD", "CODE_INK | CODE", "INK | BUTTON", "CARD | INK UNRECOGNIZED QUIET",
			"ERROR | ERROR_SOFT CARD", "UNRECOGNIZED | UNRECOGNIZED_SOFT CARD", "DIVERGED | DIVERGED_SOFT CARD",
			"UNKNOWN | UNKNOWN_SOFT CARD", "DRIFTED | DRIFTED_SOFT CARD", "BEHIND | BEHIND_SOFT CARD",
			"UP_TO_DATE | UP_TO_DATE_SOFT CARD" })
	void lettersStandOutFromWhatTheyStandOn(Colour letters, String ground) {
		for (String name : ground.split(" ")) {
			assertThat(contrasts(letters, Colour.valueOf(name))).as(letters + " on " + name)
					.allMatch((contrast) -> contrast >= 4.5);
		}
	}

	@Test
	void lanesStandOutFromTheirGround() {
		assertThat(Colour.lanes()).hasSize(6)
				.allSatisfy((lane) -> assertThat(contrasts(lane, Colour.CARD)).allMatch((contrast) -> contrast >= 3));
	}

	@Test
	void aStyleSheetHasBothSchemes() {
		assertThat(Colour.styleSheet(List.of(Colour.CARD, Colour.UP_TO_DATE_SOFT))).isEqualTo("""
				:root{--card:#ffffff;--up-to-date-soft:#e8f6ec}
				@media (prefers-color-scheme:dark){:root{--card:#171c23;--up-to-date-soft:#14301f}}
				""");
	}

	@Test
	void thePageUsesTheColoursThatThereAre() throws IOException {
		TreeSet<String> used = names("var\\(--([a-z0-9-]+)", text("page.css"));
		used.removeAll(names("(?<![(\\w])--([a-z0-9-]+):", text("page.css")));
		assertThat(used).isEqualTo(names("--([a-z0-9-]+):", Colour.styleSheet(List.of(Colour.values()))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "page.css", "overview.html", "graph.html", "dom.js", "graph.js", "lines.js",
			"overview.js" })
	void noFileOfThePageHasAColourOfItsOwn(String file) throws IOException {
		assertThat(text(file)).doesNotContainPattern("#[0-9a-fA-F]{3}\\b|#[0-9a-fA-F]{6}\\b");
	}

	private static String text(String file) throws IOException {
		return new ClassPathResource("static/page/" + file).getContentAsString(StandardCharsets.UTF_8);
	}

	private static TreeSet<String> names(String pattern, String text) {
		return Pattern.compile(pattern)
				.matcher(text)
				.results()
				.map((MatchResult result) -> result.group(1))
				.collect(Collectors.toCollection(TreeSet::new));
	}

	private static List<Double> contrasts(Colour one, Colour other) {
		return List.of(contrast(one, other, Colour::light), contrast(one, other, Colour::dark));
	}

	private static double contrast(Colour one, Colour other, Function<Colour, String> scheme) {
		double first = luminance(scheme.apply(one));
		double second = luminance(scheme.apply(other));
		return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
	}

	private static double luminance(String colour) {
		int rgb = Integer.parseInt(colour.substring(1), 16);
		return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
	}

	private static double linear(int channel) {
		double value = (channel & 0xff) / 255.0;
		return (value <= 0.04045) ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
	}

}
