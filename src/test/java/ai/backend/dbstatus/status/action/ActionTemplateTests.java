package ai.backend.dbstatus.status.action;

import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.status.report.RecommendedAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How what is known of a component gets into commands.
 */
class ActionTemplateTests {

	private static List<String> steps(String step, Fact fact, String value) {
		return new ActionTemplate("Do it.", List.of(step), null).fill(Map.of(fact, value)).steps();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			psql {database}                | d                | psql d
			psql {database}                | a b              | psql 'a b'
			psql {database}                | $(curl${IFS}x)   | psql '$(curl${IFS}x)'
			psql {database}                | a'b;c            | psql 'a'\\''b;c'
			grep "^x.*{database}" .        | d                | grep "^x.*d" .
			grep "^x.*{database}" .        | $(x)             | grep "^x.*"'$(x)'"" .
			SELECT '{database}'            | d                | SELECT 'd'
			SELECT '{database}'            | a b              | SELECT 'a b'
			SELECT '{database}'            | a' OR '1         | SELECT 'a'' OR ''1'
			Where it's so: psql {database} | $(x)             | Where it's so: psql '$(x)'
			""")
	void aFactIsOneWordOfACommand(String step, String value, String filled) {
		assertThat(steps(step, Fact.DATABASE, value)).containsExactly(filled);
	}

	@Test
	void severalWordsStaySeveral() {
		String heads = ShellWords.join(List.of("a1", "b 2", "$(x)"));
		assertThat(steps("merge {heads}", Fact.HEADS, heads)).containsExactly("merge a1 'b 2' '$(x)'");
		assertThat(steps("grep \"{heads}\"", Fact.HEADS, "'$(x)'")).containsExactly("grep \"\"'$(x)'\"\"");
	}

	@Test
	void aStepWithoutItsFactIsLeftOutAndSoIsOneWhereItWouldBeAnOption() {
		assertThat(steps("psql {username}", Fact.DATABASE, "d")).isEmpty();
		assertThat(steps("psql {database}", Fact.DATABASE, "-cx")).isEmpty();
		assertThat(steps("git log {unknown}", Fact.UNKNOWN, ShellWords.quote("--output=x"))).isEmpty();
		assertThat(steps("alembic {alembic} heads", Fact.ALEMBIC, "-c a.ini"))
				.containsExactly("alembic -c a.ini heads");
	}

	@Test
	void noTextHasACharacterThatDrivesATerminal() {
		RecommendedAction action = new ActionTemplate("Use {database}.", List.of("psql {database}"), null)
				.fill(Map.of(Fact.DATABASE, "a\u001B[2J\nStatus: fine\u202E"));
		assertThat(action.summary()).isEqualTo("Use a\uFFFD[2J\uFFFDStatus: fine\uFFFD.");
		assertThat(action.steps()).containsExactly("psql 'a\uFFFD[2J\uFFFDStatus: fine\uFFFD'");
	}

}
