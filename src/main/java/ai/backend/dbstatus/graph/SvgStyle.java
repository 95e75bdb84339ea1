package ai.backend.dbstatus.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.backend.dbstatus.palette.Colour;

/**
 * The style sheet inside the SVG. It never changes, so that a Content-Security-Policy can name it by its hash.
 */
public final class SvgStyle {

	/** After how many lanes the colours begin anew. */
	static final int COLOURS = Colour.lanes().size();

	/**
	 * The style sheet, exactly as it stands in the document.
	 */
	public static final String CSS = colours() + lanes() + """
			.paper{fill:var(--card)}
			.line{fill:none;stroke:var(--lane);stroke-width:2}
			.own{stroke-width:4}.dependency{stroke-dasharray:3 4}
			.node{stroke:var(--lane);stroke-width:2}
			.applied{fill:var(--lane)}.pending{fill:var(--card)}.unknown{fill:var(--card);stroke-dasharray:2 2}
			.ring{fill:none;stroke:var(--ink);stroke-width:2}
			.unrecognized{fill:var(--unrecognized)}
			.divider{stroke:var(--rule);stroke-width:1}
			text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:var(--ink)}
			.quiet{fill:var(--quiet)}
			.id{font-weight:600}
			.in-chip{font-size:11px}
			.chip{fill:var(--code);stroke:var(--rule)}
			rect.database{fill:var(--ink);stroke:var(--ink)}text.database{fill:var(--card)}
			rect.unrecognized-chip{fill:var(--unrecognized);stroke:var(--unrecognized)}
			rect.point{fill:var(--card);stroke:var(--diverged)}text.point{fill:var(--diverged)}
			rect.head{stroke:var(--ink)}
			rect.pending-chip{fill:var(--card);stroke:var(--behind);stroke-dasharray:3 2}
			text.pending-chip{fill:var(--behind)}
			""";

	private SvgStyle() {
	}

	private static String colours() {
		List<Colour> colours = new ArrayList<>(List.of(Colour.CARD, Colour.INK, Colour.QUIET, Colour.RULE, Colour.CODE,
				Colour.UNRECOGNIZED, Colour.DIVERGED, Colour.BEHIND));
		colours.addAll(Colour.lanes());
		return Colour.styleSheet(colours);
	}

	private static String lanes() {
		return IntStream.range(0, COLOURS)
				.mapToObj((lane) -> ".c%1$d{--lane:var(--lane-%1$d)}".formatted(lane))
				.collect(Collectors.joining("", "", "\n"));
	}

}
