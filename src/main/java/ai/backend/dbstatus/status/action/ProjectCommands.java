package ai.backend.dbstatus.status.action;

import org.jspecify.annotations.Nullable;

/**
 * How the commands of a component's project are called.
 *
 * @param alembic the command that starts Alembic; a subcommand follows it. Placeholders are as in an {@link ActionTemplate};
 * <code>{alembic}</code> stands for the options that choose the component's Alembic file; {@code null} for
 * what is usual for the project
 * @param exampleConfig an example of the Alembic file that the project brings along, from the working directory; {@code null}
 * if none is known
 */
public record ProjectCommands(@Nullable String alembic, @Nullable String exampleConfig) {

	/** Those that are usual for the project. */
	public static final ProjectCommands USUAL = new ProjectCommands(null, null);

}
