package ai.backend.dbstatus.web.badge;

import java.util.Locale;

import ai.backend.dbstatus.palette.Colour;
import ai.backend.dbstatus.status.report.Status;

/**
 * The colours of badges: the name that shields.io knows, and the one that is nearest to it.
 */
enum BadgeColor {

	BRIGHTGREEN(Colour.UP_TO_DATE),

	YELLOW(Colour.BEHIND),

	ORANGE(Colour.DIVERGED),

	RED(Colour.ERROR),

	LIGHTGREY(Colour.QUIET);

	private final Colour colour;

	BadgeColor(Colour colour) {
		this.colour = colour;
	}

	static BadgeColor of(Status status) {
		return switch (status) {
			case UP_TO_DATE -> BRIGHTGREEN;
			case BEHIND -> YELLOW;
			case UNKNOWN -> LIGHTGREY;
			case DRIFTED, DIVERGED -> ORANGE;
			case UNRECOGNIZED, ERROR -> RED;
		};
	}

	String shieldsName() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** {@code #rrggbb}; white letters stand out from it. */
	String rgb() {
		return this.colour.light();
	}

}
