package ai.backend.dbstatus.status.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is not shown to people as it is.
 */
class PlainTextTests {

	@Test
	void lettersOfAllScriptsAndSymbolsStay() {
		for (String text : new String[]{ "", "a1", "Zufügen", "추가", "добавить", "e\u0301", "\uD83D\uDE80 …" }) {
			assertThat(PlainText.of(text)).isSameAs(text);
		}
	}

	@Test
	void controlAndFormatCharactersAndLineBreaksAreReplaced() {
		for (String hidden : new String[]{ "\u0000", "\u0007", "\n", "\r", "\t", "\u001B", "\u007F", "\u0085", "\u009B",
				"\u00AD", "\u061C", "\u200B", "\u200F", "\u2028", "\u2029", "\u202E", "\u2066", "\uFEFF", "\uD83D",
				"\uDB40\uDC41" }) {
			assertThat(PlainText.of("a" + hidden + "b")).isEqualTo("a\uFFFDb");
		}
	}

}
