package ai.backend.dbstatus.alembic.config;

import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.alembic.config.InvalidConfigException.Problem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The forms of an ini file, one by one.
 */
class IniFileTests {

	@ParameterizedTest
	@MethodSource
	void readsAValue(String text, @Nullable String expected) {
		assertThat(parse(text).get("s", "key")).isEqualTo(expected);
	}

	static List<Arguments> readsAValue() {
		return List.of(arguments("[s]\nkey = value", "value"), arguments("[s]\nkey: value", "value"),
				arguments("[s]\nKEY=a=b:c", "a=b:c"), arguments("[s]\nkey : = x", "= x"), arguments("[s]\nkey =", ""),
				arguments("[s]\nkey = a ; no comment", "a ; no comment"),
				arguments("[s]\nkey = a # no comment", "a # no comment"),
				arguments("[s]\nkey = a\n  b\n\n  c\n\n", "a\nb\n\nc"), arguments("[s]\nkey =\n  a", "\na"),
				arguments("[s]\nkey = a\n  # comment\n  b", "a\nb"), arguments("[s]\n  key = a\n  other = b", "a"),
				arguments("[s]\r\nkey = a\r\n\tb\r\n", "a\nb"), arguments("[s]\rkey = a\r", "a"),
				arguments("[s] anything\nkey = a", "a"), arguments("[DEFAULT]\nkey = a\n[s]\n", "a"),
				arguments("[DEFAULT]\nkey = a\n[s]\nkey = b", "b"), arguments("[DEFAULT]\nkey = a\n[t]", null),
				arguments("[S]\nkey = a", null), arguments("[s]\nkey = 100%%", "100%"),
				arguments("[s]\na = x\nkey = %(A)s/%(here)s", "x//srv"),
				arguments("[s]\na = 1%%\nb = <%(a)s>\nkey = %(b)s", "<1%>"),
				arguments("[s]\nkey\u2003=\u00A0x\u3000", "x"));
	}

	@ParameterizedTest
	@MethodSource
	void refusesAText(String text, Problem problem, int line, String message) {
		assertThatExceptionOfType(InvalidConfigException.class).isThrownBy(() -> parse(text)).satisfies((ex) -> {
			assertThat(ex.problem()).isEqualTo(problem);
			assertThat(ex.file()).isEqualTo("x.ini");
			assertThat(ex.line()).isEqualTo(line);
			assertThat(ex).hasMessageStartingWith("x.ini, line " + line).hasMessageContaining(message);
		});
	}

	static List<Arguments> refusesAText() {
		return List.of(arguments("\n\nkey = a", Problem.MISSING_SECTION_HEADER, 3, "before the first [section]"),
				arguments("\uFEFF[s]", Problem.MISSING_SECTION_HEADER, 1, "byte order mark"),
				arguments("[s]\nkey", Problem.PARSING, 2, "neither a [section] nor an option"),
				arguments("[s]\nkey\n[]\n= x", Problem.PARSING, 2, "this and lines 3, 4 are"),
				arguments("[s]\n" + "key\n".repeat(1000), Problem.PARSING, 2, "20, 21, 22 and 979 more are"),
				arguments("[s]\nkey = a\n[t]\n[s]", Problem.DUPLICATE_SECTION, 4, "[s]"),
				arguments("[s]\nkey = a\n\nKey : b", Problem.DUPLICATE_OPTION, 4, "key: "),
				arguments("[DEFAULT]\na=1\n[s]\n[DEFAULT]\na=2", Problem.DUPLICATE_OPTION, 5, "a: "));
	}

	@ParameterizedTest
	@MethodSource
	void refusesAReference(String value, Problem problem) {
		IniFile file = parse("[s]\n\nkey = " + value);
		assertThatExceptionOfType(InvalidConfigException.class).isThrownBy(() -> file.get("s", "key"))
				.satisfies((ex) -> {
					assertThat(ex.problem()).isEqualTo(problem);
					assertThat(ex.line()).isEqualTo(3);
					assertThat(ex.key()).isEqualTo("key");
					assertThat(ex).hasMessageNotContaining("secret");
				});
	}

	static List<Arguments> refusesAReference() {
		return List.of(arguments("secret%", Problem.INTERPOLATION_SYNTAX),
				arguments("secret%40", Problem.INTERPOLATION_SYNTAX), arguments("%(a", Problem.INTERPOLATION_SYNTAX),
				arguments("%(a)d", Problem.INTERPOLATION_SYNTAX), arguments("%()s", Problem.INTERPOLATION_SYNTAX),
				arguments("secret%(nothing)s", Problem.INTERPOLATION_MISSING_OPTION),
				arguments("secret%(key)s", Problem.INTERPOLATION_DEPTH));
	}

	@Test
	void endsWhereReferencesMultiply() {
		StringBuilder text = new StringBuilder("[s]\nk9 = %%\n");
		for (int index = 8; index >= 0; index--) {
			text.append("k%d = %s\n".formatted(index, "%%(k%d)s".formatted(index + 1).repeat(500)));
		}
		assertThatExceptionOfType(InvalidConfigException.class).isThrownBy(() -> parse(text.toString()).get("s", "k0"))
				.satisfies((ex) -> assertThat(ex.problem()).isEqualTo(Problem.INTERPOLATION_SIZE));
	}

	private static IniFile parse(String text) {
		return IniFile.parse("x.ini", text, Map.of("here", "/srv"));
	}

}
