package ai.backend.dbstatus.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.backend.dbstatus.plan.finding.Effect;
import org.jspecify.annotations.Nullable;

/**
 * The comments of a script that accept effects: {@code # db-status: allow LOSES_DATA The table was never used}. One that stands on
 * the line of an operation, or alone on the line before it, is about that operation; one outside of all functions is about
 * the revision. The reason must be there.
 *
 * @param comments the comments
 * @param problems comments that accept nothing, and why, a sentence each
 */
public record AllowComments(List<Comment> comments, List<String> problems) {

	/** None. */
	public static final AllowComments NONE = new AllowComments(List.of(), List.of());

	private static final Pattern FORM = Pattern
			.compile("^(.*?)#\\s*db-status:\\s*allow\\b\\s*([\\w,]*)\\s*(.*)$");

	public AllowComments {
		comments = List.copyOf(comments);
		problems = List.copyOf(problems);
	}

	/**
	 * A comment.
	 *
	 * @param effect what is accepted
	 * @param reason why
	 * @param line where it stands, counted from 1
	 * @param alone whether nothing else stands there
	 * @param revision whether it is about the revision
	 */
	public record Comment(Effect effect, String reason, int line, boolean alone, boolean revision) {}

	/**
	 * The comments of a script.
	 */
	public static AllowComments of(String script) {
		if (!script.contains("db-status:")) {
			return NONE;
		}
		List<Comment> comments = new ArrayList<>();
		List<String> problems = new ArrayList<>();
		String[] lines = script.split("\\R", -1);
		for (int i = 0; i < lines.length; i++) {
			Matcher form = FORM.matcher(lines[i]);
			if (form.matches()) {
				read(form, i + 1, comments, problems);
			}
		}
		return new AllowComments(comments, problems);
	}

	private static void read(Matcher form, int line, List<Comment> comments, List<String> problems) {
		String before = form.group(1);
		String reason = form.group(3).strip();
		for (String name : form.group(2).split(",", -1)) {
			Effect effect = Arrays.stream(Effect.values())
					.filter((each) -> each.name().equals(name))
					.findFirst()
					.orElse(null);
			if (effect == null) {
				problems.add("Line %d allows '%s', which is no effect.".formatted(line, name));
			}
			else if (reason.isEmpty()) {
				problems.add("Line %d allows %s without a reason, and so does not.".formatted(line, name));
			}
			else {
				comments.add(new Comment(effect, reason, line, before.isBlank(), before.isEmpty()));
			}
		}
	}

	/**
	 * Why an effect is accepted; {@code null} if it is not.
	 * @param line the line of the operation; 0 for the revision
	 */
	@Nullable
	String reason(Effect effect, int line) {
		return this.comments.stream()
				.filter((comment) -> comment.effect() == effect && (comment.revision() || (line > 0
						&& (comment.line() == line || (comment.alone() && comment.line() == line - 1)))))
				.map(Comment::reason)
				.findFirst()
				.orElse(null);
	}

}
