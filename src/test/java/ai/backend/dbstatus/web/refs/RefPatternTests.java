package ai.backend.dbstatus.web.refs;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RefPatternTests {

	private static boolean matches(String pattern, String name) {
		RefPattern parsed = RefPattern.parse(pattern);
		return parsed != null && parsed.matches(name);
	}

	@ParameterizedTest
	@CsvSource({ "26.*, 26.8.0", "26.8.0, 26.8.0", "*, main", "*/x, feature/x", "feature/*, feature/a/b", "?.0, 3.0",
			"*quota*, Feature/Quota", "MAIN, main", "m*n, mn", "*a*b*c, xaxbxc", "**, x" })
	void namesMatch(String pattern, String name) {
		assertThat(matches(pattern, name)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "26.*, 25.8.0", "26.8, 26.8.0", "26?8, 2688x", "?, main", "?.0, 13.0", "*x, feature", "26.*, 2608",
			"*a*b*c, xaxcxb" })
	void otherNamesDoNot(String pattern, String name) {
		assertThat(matches(pattern, name)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "[a]", "a\\b" })
	void whatNoRefCanBeIsNoPattern(String text) {
		@Nullable
		RefPattern parsed = RefPattern.parse(text);
		assertThat(parsed).isNull();
	}

	@Test
	void manyStarsTakeNoLongTime() {
		assertThat(matches("*a".repeat(90) + "b", "a".repeat(5000))).isFalse();
	}

}
