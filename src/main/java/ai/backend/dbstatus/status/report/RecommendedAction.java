package ai.backend.dbstatus.status.report;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What to do next. All texts are {@linkplain PlainText plain}.
 *
 * @param summary one sentence
 * @param steps commands, or steps in words, in the order in which to take them
 * @param relatedSkill the slash command of the developers' assistant that does it, if there is one
 */
public record RecommendedAction(String summary, List<String> steps, @Nullable String relatedSkill) {

	public RecommendedAction {
		summary = PlainText.of(summary);
		steps = steps.stream().map(PlainText::of).toList();
	}

}
