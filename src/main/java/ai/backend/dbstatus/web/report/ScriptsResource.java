package ai.backend.dbstatus.web.report;

import java.time.Instant;

import ai.backend.dbstatus.status.report.Scripts;
import org.jspecify.annotations.Nullable;

/**
 * Where scripts came from, as JSON.
 */
public record ScriptsResource(Scripts.Source source, @Nullable String ref, @Nullable String commit,
		@Nullable Instant committedAt) {

	/**
	 * Where scripts came from.
	 */
	public static ScriptsResource of(Scripts scripts) {
		return new ScriptsResource(scripts.source(), scripts.ref(), scripts.commit(), scripts.committedAt());
	}

}
