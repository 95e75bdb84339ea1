package ai.backend.dbstatus.alembic.config;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The forms of Python's formatting that make sense in a path. The expected values are Python's.
 */
class PythonFormatTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			plain          | plain
			%(here)s/x     | /srv/x
			%%(here)s      | %(here)s
			100%%          | 100%
			<%(here)6s>    | <  /srv>
			<%(here)-6s>   | </srv  >
			<%(here).2s>   | </s>
			<%(here)6.2s>  | <    /s>
			<%(here).s>    | <>
			%(here)ls      | /srv
			""")
	void formats(String text, String expected) throws PythonFormat.FormatException {
		assertThat(PythonFormat.format(text, Map.of("here", "/srv"))).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "100%", "% ", "%(here)", "%(here", "%(there)s", "%(here)d", "%(here)%", "%()s", "%s",
			"%r",
			"%5s" })
	void refuses(String text) {
		assertThatExceptionOfType(PythonFormat.FormatException.class)
				.isThrownBy(() -> PythonFormat.format(text, Map.of("here", "/srv")));
	}

}
