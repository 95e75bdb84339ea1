package ai.backend.dbstatus.web.badge;

import java.util.Locale;

import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;

/**
 * A report as a badge, in the form that the endpoint badges of shields.io ask for.
 */
public record Badge(int schemaVersion, String label, String message, String color, boolean isError,
		int cacheSeconds) {

	/** The least that shields.io accepts. */
	private static final int CACHE_SECONDS = 300;

	static Badge of(StatusReport report) {
		return new Badge(1, report.component() + " db", message(report), BadgeColor.of(report.status()).shieldsName(),
				report.status() == Status.ERROR, CACHE_SECONDS);
	}

	private static String message(StatusReport report) {
		return switch (report.status()) {
			case UP_TO_DATE -> "up to date";
			case BEHIND -> report.findings().pendingCount() + " pending";
			case DRIFTED -> "schema drifted";
			case UNKNOWN -> "no revision";
			case DIVERGED -> report.position().headRevisions().size() + " heads";
			case UNRECOGNIZED -> "unrecognized";
			case ERROR -> report.reason().title().toLowerCase(Locale.ROOT);
		};
	}

}
