package ai.backend.dbstatus.graph;

/**
 * The style sheet inside the SVG. It never changes, so that a Content-Security-Policy can name it by its hash.
 */
public final class SvgStyle {

	/** After how many lanes the colours begin anew. */
	static final int COLOURS = 6;

	/**
	 * The style sheet, exactly as it stands in the document.
	 */
	public static final String CSS = """
			:root{--paper:#fff;--ink:#1c2430;--quiet:#57606a;--rule:#c9d1d9;--ring:#1c2430;--pending:#8a5a00;
			--bad:#b3261e;--chip:#eef1f4;
			--c0:#0b62c4;--c1:#a8480f;--c2:#6f42c1;--c3:#12705a;--c4:#b0246f;--c5:#5c6570}
			@media (prefers-color-scheme:dark){:root{--paper:#12161c;--ink:#e6ebf1;--quiet:#9aa6b2;--rule:#39424e;
			--ring:#e6ebf1;--pending:#f0b849;--bad:#ff8a80;--chip:#242c36;
			--c0:#6cb2ff;--c1:#ff9f5c;--c2:#c3a1ff;--c3:#5fd3b0;--c4:#ff8fc4;--c5:#aeb8c3}}
			.paper{fill:var(--paper)}
			.c0{--lane:var(--c0)}.c1{--lane:var(--c1)}.c2{--lane:var(--c2)}.c3{--lane:var(--c3)}
			.c4{--lane:var(--c4)}.c5{--lane:var(--c5)}
			.line{fill:none;stroke:var(--lane);stroke-width:2}
			.own{stroke-width:4}.dependency{stroke-dasharray:3 4}
			.node{stroke:var(--lane);stroke-width:2}
			.applied{fill:var(--lane)}.pending{fill:var(--paper)}.unknown{fill:var(--paper);stroke-dasharray:2 2}
			.ring{fill:none;stroke:var(--ring);stroke-width:2}
			.stranger{fill:var(--bad)}
			.divider{stroke:var(--rule);stroke-width:1}
			text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:var(--ink)}
			.quiet{fill:var(--quiet)}
			.id{font-weight:600}
			.in-chip{font-size:11px}
			.chip{fill:var(--chip);stroke:var(--rule)}
			rect.database{fill:var(--ring);stroke:var(--ring)}text.database{fill:var(--paper)}
			rect.stranger-chip{fill:var(--bad);stroke:var(--bad)}
			rect.point{fill:var(--paper);stroke:var(--c1)}text.point{fill:var(--c1)}
			rect.head{stroke:var(--ring)}
			rect.pending-chip{fill:var(--paper);stroke:var(--pending);stroke-dasharray:3 2}
			text.pending-chip{fill:var(--pending)}
			""";

	private SvgStyle() {
	}

}
