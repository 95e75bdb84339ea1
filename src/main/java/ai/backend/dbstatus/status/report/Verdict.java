package ai.backend.dbstatus.status.report;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What to think of a component, and what to do. All texts are {@linkplain PlainText plain}.
 *
 * @param reason why the status is what it is
 * @param summary the status in one sentence
 * @param details what else there is to say, in one sentence; never a secret
 * @param recommendedAction what to do; {@code null} where there is nothing to do
 * @param warnings what is true and unusual and does not change the status, a sentence each
 */
public record Verdict(Reason reason, String summary, @Nullable String details,
		@Nullable RecommendedAction recommendedAction, List<String> warnings) {

	public Verdict {
		summary = PlainText.of(summary);
		details = (details != null) ? PlainText.of(details) : null;
		warnings = warnings.stream().map(PlainText::of).toList();
	}

	/**
	 * The details; where there are none, the summary.
	 */
	public String explanation() {
		return (this.details != null) ? this.details : this.summary;
	}

}
