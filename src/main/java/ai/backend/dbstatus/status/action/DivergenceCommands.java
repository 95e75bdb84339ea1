package ai.backend.dbstatus.status.action;

import java.util.EnumMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Templates of the commands that lead from several heads back to one. Placeholders are as in an {@link ActionTemplate},
 * and <code>{base}</code> and <code>{top}</code> besides: the head that stays as it is, and the one whose branch is put
 * on top of it.
 *
 * @param merge joins all heads; empty where there is no such command
 * @param rebase puts a branch that is not merged yet on top of another head; empty where there is no such command
 */
public record DivergenceCommands(String merge, String rebase) {

	/** No command. */
	public static final DivergenceCommands NONE = new DivergenceCommands("", "");

	/**
	 * The command that joins all heads; {@code null} where there is none.
	 */
	public @Nullable String merge(Map<Fact, String> facts) {
		return this.merge.isBlank() ? null : Placeholders.fillCommand(this.merge, facts);
	}

	/**
	 * The command that puts the branch of a head on top of another head; {@code null} where there is none.
	 */
	public @Nullable String rebase(String base, String top, Map<Fact, String> facts) {
		if (this.rebase.isBlank()) {
			return null;
		}
		Map<Fact, String> both = new EnumMap<>(Fact.class);
		both.putAll(facts);
		both.put(Fact.BASE, base);
		both.put(Fact.TOP, top);
		return Placeholders.fillCommand(this.rebase, both);
	}

}
