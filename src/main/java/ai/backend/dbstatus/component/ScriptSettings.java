package ai.backend.dbstatus.component;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * What an operator says of where else a component's migration scripts are than in its working directory.
 *
 * @param repository a directory in the git repository whose refs may be asked for; {@code null} for the one that the working
 * directory is in, if there is one
 * @param ref the branch, tag or commit whose scripts count instead of those in the working directory; {@code null} for these
 * @param archive the archive whose scripts count instead of those in the working directory; {@code null} for these
 * @param source where people read the scripts; {@code null} if the operator does not say it
 */
public record ScriptSettings(@Nullable Path repository, @Nullable String ref, @Nullable Path archive,
		@Nullable SourceTemplate source) {

	/** All is in the working directory. */
	public static final ScriptSettings NONE = new ScriptSettings(null, null, null, null);

	public ScriptSettings {
		if (ref != null && archive != null) {
			throw new IllegalArgumentException("Scripts come from a ref or from an archive, and not from both");
		}
	}

}
