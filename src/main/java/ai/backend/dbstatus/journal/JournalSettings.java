package ai.backend.dbstatus.journal;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Where changes are kept, and for how long.
 *
 * @param url a JDBC URL of PostgreSQL or SQLite
 * @param username who logs in; {@code null} to take it from the URL
 * @param password the password; {@code null} to take it from the URL
 * @param retention how long a change is kept, unless it is the newest of its component
 */
public record JournalSettings(String url, @Nullable String username, @Nullable String password, Duration retention) {

	/**
	 * Whether a journal can be kept there.
	 */
	public static boolean isSupported(String url) {
		return url.startsWith("jdbc:postgresql:") || url.startsWith("jdbc:sqlite:");
	}

	/** Without the URL and the password, which have no place in a log. */
	@Override
	public String toString() {
		return "JournalSettings[retention=" + this.retention + "]";
	}

}
