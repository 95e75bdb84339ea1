package ai.backend.dbstatus.palette;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The colours of pages, pictures and badges, each for a light scheme and for a dark one. In a style sheet,
 * {@code ERROR_SOFT} is the property {@code --error-soft}.
 * <p>
 * Letters stand out from what they stand on by 4.5 to 1, and lines and shapes by 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11).
 */
public enum Colour {

	/** What pages lie on. */
	PAPER("#f5f6f8", "#0e1217"),

	/** What stands on a page, and what pictures lie on. */
	CARD("#ffffff", "#171c23"),

	/** Letters. */
	INK("#1b222c", "#e7ecf2"),

	/** Letters of less weight. */
	QUIET("#525d6b", "#a3aebb"),

	/** Lines between things. */
	RULE("#d5dae1", "#2d3641"),

	/** Links. */
	LINK("#0b57c0", "#7fb6ff"),

	/** The frame of what the keyboard acts on. */
	FOCUS("#0b57c0", "#7fb6ff"),

	/** What commands and ids stand on. */
	CODE("#eef1f5", "#222933"),

	/** Letters of commands. */
	CODE_INK("#1b222c", "#e7ecf2"),

	/** What a button's letters stand on. */
	BUTTON("#ffffff", "#222933"),

	/** The frame of a button. */
	BUTTON_RULE("#7a8594", "#75818f"),

	/** The status of this name; so are those that follow. */
	ERROR("#b3261e", "#ff8f86"),

	/** What letters in the colour of the status stand on; so are those that follow. */
	ERROR_SOFT("#fdecea", "#3a1a19"),

	UNRECOGNIZED("#7b2cb0", "#d3a2f7"), UNRECOGNIZED_SOFT("#f5ecfb", "#301d3d"),

	DIVERGED("#ab4400", "#ffab70"), DIVERGED_SOFT("#fdf0e6", "#3a2313"),

	UNKNOWN("#3d5f86", "#9fc3ec"), UNKNOWN_SOFT("#ebf1f8", "#1a2a3b"),

	DRIFTED("#0b6b74", "#6fd6df"), DRIFTED_SOFT("#e3f5f6", "#10313a"),

	BEHIND("#855b00", "#f0c04f"), BEHIND_SOFT("#fdf5dc", "#33290f"),

	UP_TO_DATE("#17713a", "#69d490"), UP_TO_DATE_SOFT("#e8f6ec", "#14301f"),

	/** What a search has found. */
	HIT("#ffe08a", "#6b5400"),

	/** The selected row. */
	SELECTED("#e2ecfb", "#1f3350"),

	/** The lanes of a graph; beyond the last, they begin anew. */
	LANE_0("#0b62c4", "#6cb2ff"), LANE_1("#a8480f", "#ff9f5c"), LANE_2("#6f42c1", "#c3a1ff"), LANE_3("#12705a",
			"#5fd3b0"), LANE_4("#b0246f", "#ff8fc4"), LANE_5("#5c6570", "#aeb8c3");

	private final String light;

	private final String dark;

	Colour(String light, String dark) {
		this.light = light;
		this.dark = dark;
	}

	/**
	 * The colour in a light scheme, {@code #rrggbb}.
	 */
	public String light() {
		return this.light;
	}

	/**
	 * The colour in a dark scheme, {@code #rrggbb}.
	 */
	public String dark() {
		return this.dark;
	}

	private String property() {
		return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The colours of lanes.
	 */
	public static List<Colour> lanes() {
		return Arrays.stream(values()).filter((colour) -> colour.name().startsWith("LANE_")).toList();
	}

	/**
	 * A style sheet that sets the properties of colours, for both schemes.
	 */
	public static String styleSheet(Collection<Colour> colours) {
		return ":root{%s}\n@media (prefers-color-scheme:dark){:root{%s}}\n".formatted(
				properties(colours, Colour::light), properties(colours, Colour::dark));
	}

	private static String properties(Collection<Colour> colours, Function<Colour, String> scheme) {
		return colours.stream()
				.map((colour) -> colour.property() + ":" + scheme.apply(colour))
				.collect(Collectors.joining(";"));
	}

}
