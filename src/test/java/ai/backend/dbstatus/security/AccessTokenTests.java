package ai.backend.dbstatus.security;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AccessTokenTests {

	@ParameterizedTest
	@ValueSource(strings = { "0123456789abcdef", "a-b.c_d~e+f/g.123", "dG9rZW4-dG9rZW4=", "dG9rZW4-dG9rZW4==" })
	void aTokenMatchesItselfAndNothingElse(String text) {
		AccessToken token = AccessToken.of(text);
		assertThat(token.matches(text)).isTrue();
		assertThat(token.matches(text + "x")).isFalse();
		assertThat(token.matches(text.substring(1))).isFalse();
		assertThat(token.matches("")).isFalse();
		assertThat(token.toString()).doesNotContain(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "0123456789abcde", "a======" })
	void aTokenThatCanBeGuessedIsNone(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AccessToken.of(text))
				.withMessage("A token has at least 16 characters, such as 'openssl rand -hex 32' makes them.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "two words", "=", "tab\t", "line\n", "quote\"", "naïve", "a=b" })
	void whatCannotStandInTheHeaderIsNoToken(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AccessToken.of(text))
				.satisfies((ex) -> assertThat(ex.getMessage()).isEqualTo(
						"A token has letters, digits and - . _ ~ + / only, then any number of =."));
	}

}
