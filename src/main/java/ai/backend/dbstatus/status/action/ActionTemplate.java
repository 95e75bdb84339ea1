package ai.backend.dbstatus.status.action;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import ai.backend.dbstatus.status.report.RecommendedAction;
import org.jspecify.annotations.Nullable;

/**
 * A recommended action whose ids, files and names are still to be filled in. Placeholders look like <code>{config}</code>
 * and are the constants of {@link Fact}; a step that needs a fact which is not known is left out.
 *
 * @param summary one sentence
 * @param steps commands, or steps in words
 * @param relatedSkill the slash command that does it, if there is one
 */
public record ActionTemplate(String summary, List<String> steps, @Nullable String relatedSkill) {

	public ActionTemplate {
		steps = List.copyOf(steps);
	}

	/**
	 * The placeholders that no {@link Fact} fills, so that a wrong template is found at the start and not when it is
	 * needed.
	 */
	public Set<String> unknownPlaceholders() {
		Set<String> unknown = new TreeSet<>();
		for (String text : texts()) {
			Placeholders.names(text).filter((name) -> Fact.named(name) == null).forEach(unknown::add);
		}
		return unknown;
	}

	/**
	 * The placeholders that there are.
	 */
	public static List<String> placeholders() {
		return Arrays.stream(Fact.values()).map(Fact::placeholder).toList();
	}

	private List<String> texts() {
		return Stream.concat(Stream.of(this.summary), this.steps.stream()).toList();
	}

	/**
	 * The action for a component of which these facts are known.
	 */
	RecommendedAction fill(Map<Fact, String> facts) {
		return fill(facts, List.of());
	}

	/**
	 * The same; a step that only what is known of several things can fill is taken for each of them.
	 */
	RecommendedAction fill(Map<Fact, String> facts, List<Map<Fact, String>> each) {
		List<String> filled = this.steps.stream()
				.flatMap((step) -> (Placeholders.canFill(step, facts) ? List.of(facts) : each).stream()
						.filter((known) -> Placeholders.canFill(step, known))
						.map((known) -> Placeholders.fillCommand(step, known)))
				.distinct()
				.toList();
		return new RecommendedAction(Placeholders.fillSentence(this.summary, facts), filled, this.relatedSkill);
	}

}
