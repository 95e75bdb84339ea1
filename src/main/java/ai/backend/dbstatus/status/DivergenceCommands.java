package ai.backend.dbstatus.status;

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

}
