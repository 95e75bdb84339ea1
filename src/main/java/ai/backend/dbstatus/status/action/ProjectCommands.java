package ai.backend.dbstatus.status.action;

import org.jspecify.annotations.Nullable;

/**
 * How the commands of a component's project are called.
 *
 * @param alembic the command that starts Alembic; a subcommand follows it. Placeholders are as in an {@link ActionTemplate};
 * <code>{alembic}</code> stands for the options that choose the component's Alembic file
 * @param exampleConfig an example of the Alembic file that the project brings along, from the working directory; {@code null}
 * if none is known
 */
public record ProjectCommands(String alembic, @Nullable String exampleConfig) {

	/** Alembic's own command. */
	public static final ProjectCommands ALEMBIC = new ProjectCommands("alembic {alembic}", null);

}
