package ai.backend.dbstatus.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import ai.backend.dbstatus.palette.Colour;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionState;
import ai.backend.dbstatus.status.report.PlainText;

/**
 * The picture as a Mermaid flowchart, which the pages of many code hosts draw by themselves. The newest revision is on
 * top. Nodes have numbers for names, since an id may be a word that Mermaid reserves.
 */
public final class MermaidPicture {

	private static final int MOST_CHARACTERS = 60;

	private final RevisionGraph graph;

	private final GraphWindow window;

	private final StringBuilder text = new StringBuilder("flowchart BT\n");

	private MermaidPicture(RevisionGraph graph, GraphWindow window) {
		this.graph = graph;
		this.window = window;
	}

	/**
	 * Draws a part of a graph.
	 */
	public static String of(RevisionGraph graph, GraphWindow window) {
		return new MermaidPicture(graph, window).draw();
	}

	private String draw() {
		IntStream.range(this.window.from(), this.window.to()).forEach(this::node);
		this.graph.unknownRows().forEach(this::unknownRow);
		LaneLayout.of(this.graph).edges().stream().filter(this::isInside).forEach(this::edge);
		further("newer", this.window.from(), this.window.from());
		further("older", this.graph.revisions().size() - this.window.to(), this.window.to() - 1);
		styles();
		return this.text.toString();
	}

	private void node(int place) {
		RevisionInfo revision = this.graph.revisions().get(place);
		List<String> lines = new ArrayList<>();
		lines.add("<b>" + escape(revision.revision()) + "</b>");
		if (revision.description() != null) {
			lines.add(escape(shorten(revision.description())));
		}
		String marks = escape(String.join(" · ", marks(revision)));
		if (!marks.isEmpty()) {
			lines.add("<i>" + marks + "</i>");
		}
		line("n%d[\"%s\"]:::%s".formatted(place, String.join("<br>", lines), style(revision)));
	}

	private static List<String> marks(RevisionInfo revision) {
		List<String> marks = new ArrayList<>();
		if (revision.named()) {
			marks.add("database");
		}
		if (revision.head()) {
			marks.add("head");
		}
		if (revision.state() == RevisionState.PENDING) {
			marks.add("pending");
		}
		marks.addAll(revision.ownBranchLabels());
		if (revision.release() != null) {
			marks.add(revision.release());
		}
		return marks;
	}

	private static String style(RevisionInfo revision) {
		if (revision.named()) {
			return "row";
		}
		return switch (revision.state()) {
			case APPLIED -> "applied";
			case PENDING -> "pending";
			case UNKNOWN -> "unknown";
		};
	}

	private void unknownRow(String row) {
		line("u%d[(\"<b>%s</b><br>database: no such script\")]:::unrecognized".formatted(
				this.graph.unknownRows().indexOf(row), escape(row)));
	}

	private boolean isInside(Edge edge) {
		return this.window.contains(edge.from()) && this.window.contains(edge.to());
	}

	private void edge(Edge edge) {
		String arrow = (edge.kind() == Edge.Kind.DEPENDS_ON) ? "-. depends on .->" : "-->";
		line("n%d %s n%d".formatted(edge.to(), arrow, edge.from()));
	}

	private void further(String what, int count, int beside) {
		if (count > 0 && this.window.size() > 0) {
			line("%s([\"%d %s %s\"]):::unknown".formatted(what, count, what, (count == 1) ? "revision" : "revisions"));
			line(what.equals("newer") ? "n%d -.- newer".formatted(beside) : "older -.- n%d".formatted(beside));
		}
	}

	/** Who shows the picture has a scheme of its own: each box brings the colours of the light one. */
	private void styles() {
		style("applied", Colour.UP_TO_DATE_SOFT, Colour.UP_TO_DATE, Colour.INK, "");
		style("pending", Colour.CARD, Colour.BEHIND, Colour.INK, ",stroke-dasharray:5 4");
		style("row", Colour.UP_TO_DATE, Colour.INK, Colour.CARD, ",stroke-width:3px");
		style("unknown", Colour.CODE, Colour.QUIET, Colour.INK, "");
		style("unrecognized", Colour.UNRECOGNIZED_SOFT, Colour.UNRECOGNIZED, Colour.INK, ",stroke-width:3px");
	}

	private void style(String name, Colour fill, Colour stroke, Colour letters, String further) {
		line("classDef %s fill:%s,stroke:%s,color:%s%s".formatted(name, fill.light(), stroke.light(), letters.light(),
				further));
	}

	private void line(String line) {
		this.text.append("    ").append(line).append('\n');
	}

	private static String shorten(String description) {
		return (description.codePointCount(0, description.length()) <= MOST_CHARACTERS)
				? description
				: description.substring(0, description.offsetByCodePoints(0, MOST_CHARACTERS - 1)).strip() + "…";
	}

	/** Mermaid's own escapes are the names and numbers of characters between a hash and a semicolon. */
	private static String escape(String text) {
		StringBuilder escaped = new StringBuilder();
		text.codePoints().forEach((character) -> {
			if (!PlainText.isPlain(character)) {
				escaped.append(' ');
			}
			else if ("\"#<>&;`\\[]{}()|*_".indexOf(character) >= 0) {
				escaped.append('#').append(character).append(';');
			}
			else {
				escaped.appendCodePoint(character);
			}
		});
		return escaped.toString();
	}

}
