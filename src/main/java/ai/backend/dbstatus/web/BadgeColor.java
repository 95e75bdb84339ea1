package ai.backend.dbstatus.web;

import java.util.Locale;

import ai.backend.dbstatus.status.report.Status;

/**
 * The colours of badges: the name that shields.io knows, and one that white letters stand out from (WCAG 2, 1.4.3).
 */
enum BadgeColor {

	BRIGHTGREEN("#2e7d32"),

	YELLOW("#8a6100"),

	ORANGE("#a84300"),

	RED("#b71c1c"),

	LIGHTGREY("#616161");

	private final String rgb;

	BadgeColor(String rgb) {
		this.rgb = rgb;
	}

	static BadgeColor of(Status status) {
		return switch (status) {
			case UP_TO_DATE -> BRIGHTGREEN;
			case BEHIND -> YELLOW;
			case UNKNOWN -> LIGHTGREY;
			case DIVERGED -> ORANGE;
			case UNRECOGNIZED, ERROR -> RED;
		};
	}

	String shieldsName() {
		return name().toLowerCase(Locale.ROOT);
	}

	String rgb() {
		return this.rgb;
	}

}
