package ai.backend.dbstatus.web;

import java.util.Locale;

import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A report as a badge, in the form that the endpoint badges of shields.io ask for.
 */
@Schema(name = "Badge", description = "The status in the form of shields.io's endpoint badges")
record Badge(@Schema(description = "Always 1") int schemaVersion,
		@Schema(description = "The left side", example = "manager db") String label,
		@Schema(description = "The right side", example = "2 pending") String message,
		@Schema(description = "The right side's colour", example = "yellow") String color,
		@Schema(description = "Whether no verdict was reached") boolean isError,
		@Schema(description = "How long shields.io may keep it") int cacheSeconds) {

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
			case UNKNOWN -> "no revision";
			case DIVERGED -> report.position().headRevisions().size() + " heads";
			case UNRECOGNIZED -> "unrecognized";
			case ERROR -> report.reason().title().toLowerCase(Locale.ROOT);
		};
	}

}
