package ai.backend.dbstatus.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionState;
import ai.backend.dbstatus.status.report.PlainText;

/**
 * The picture as an SVG document that needs nothing else: newest on top, in the colours of the reader's light or dark
 * scheme. What is applied is a filled shape and what is pending a hollow one; a merge point is a diamond; a row of the
 * version table has a ring and the word {@code database}.
 */
public final class SvgPicture {

	private static final int ROW = 28;

	private static final int LANE = 18;

	private static final int MARGIN = 16;

	private static final int HEADER = 48;

	private static final int CHARACTER = 7;

	private static final int MOST_CHARACTERS = 72;

	private static final int SMALLEST_WIDTH = 420;

	private final RevisionGraph graph;

	private final GraphWindow window;

	private final List<Edge> edges;

	private final Map<Integer, Integer> columns = new HashMap<>();

	private final List<Integer> lanes;

	private final Map<String, Integer> newestOfRelease = new HashMap<>();

	private final Set<String> own = new HashSet<>();

	private final Set<String> points = new HashSet<>();

	private final int top;

	private final StringBuilder body = new StringBuilder();

	private int width = SMALLEST_WIDTH;

	private SvgPicture(RevisionGraph graph, GraphWindow window) {
		this.graph = graph;
		this.window = window;
		LaneLayout layout = LaneLayout.of(graph);
		this.lanes = layout.lanes();
		this.edges = layout.edges().stream().filter(window::isCrossedBy).toList();
		graph.branches().forEach((branch) -> {
			branch.revisions().forEach((revision) -> this.own.add(revision.revision()));
			this.points.addAll(branch.branchesFrom());
		});
		for (int place = 0; place < graph.revisions().size(); place++) {
			String release = graph.revisions().get(place).release();
			if (release != null) {
				this.newestOfRelease.putIfAbsent(release, place);
			}
		}
		// Lanes that are not used in this part take no room.
		TreeSet<Integer> used = new TreeSet<>(this.lanes.subList(window.from(), window.to()));
		this.edges.forEach((edge) -> used.add(edge.lane()));
		used.forEach((lane) -> this.columns.put(lane, this.columns.size()));
		this.top = HEADER + graph.unknownRows().size() * ROW;
	}

	/**
	 * Draws a part of a graph.
	 */
	public static String of(RevisionGraph graph, GraphWindow window) {
		return new SvgPicture(graph, window).draw();
	}

	private String draw() {
		int above = this.window.from();
		int below = this.graph.revisions().size() - this.window.to();
		int end = text(MARGIN, 20, "id", this.graph.component());
		text(end, 20, "words", "%s, %d pending".formatted(count(this.graph.revisions().size()), pending()));
		note(HEADER - 6, above, "newer", "▲");
		unknownRows();
		this.edges.forEach(this::edge);
		IntStream.range(this.window.from(), this.window.to()).forEach(this::divider);
		IntStream.range(this.window.from(), this.window.to()).forEach(this::revision);
		note(bottom() + 12, below, "older", "▼");
		int height = bottom() + ((below > 0) ? 32 : 8);
		return document(height);
	}

	private String document(int height) {
		String title = "Revisions of " + this.graph.component();
		return """
				<svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img" \
				aria-labelledby="title summary">
				<title id="title">%3$s</title>
				<desc id="summary">%4$s</desc>
				<style>%5$s</style>
				<rect class="paper" width="%1$d" height="%2$d"/>
				%6$s</svg>
				""".formatted(this.width, height, escape(title), escape(summary()), SvgStyle.CSS, this.body);
	}

	private String summary() {
		List<RevisionInfo> revisions = this.graph.revisions();
		long pending = pending();
		String rows = ids(revisions.stream().filter(RevisionInfo::named).toList(), this.graph.unknownRows());
		String heads = ids(revisions.stream().filter(RevisionInfo::head).toList(), List.of());
		return "%d revisions, %d of them pending. Database at: %s. Heads: %s.".formatted(revisions.size(), pending,
				rows, heads);
	}

	private long pending() {
		return this.graph.revisions()
				.stream()
				.filter((revision) -> revision.state() == RevisionState.PENDING)
				.count();
	}

	private static String ids(List<RevisionInfo> revisions, List<String> further) {
		List<String> ids = new ArrayList<>(revisions.stream().map(RevisionInfo::revision).toList());
		ids.addAll(further);
		return ids.isEmpty() ? "none known" : String.join(", ", ids);
	}

	private void note(int y, int count, String what, String arrow) {
		if (count > 0) {
			text(MARGIN, y + 4, "quiet", "%s %s %s".formatted(arrow, count(count), what));
		}
	}

	private static String count(int revisions) {
		return (revisions == 1) ? "1 revision" : revisions + " revisions";
	}

	private void unknownRows() {
		int y = HEADER - ROW / 2;
		for (String row : this.graph.unknownRows()) {
			y += ROW;
			add("<path class=\"unrecognized\" d=\"M%1$d %2$d l7 7 l-7 7 l-7 -7 z\"/>".formatted(x(0), y - 7));
			int end = chip(textStart(), y, "database", "database unrecognized-chip");
			end = text(end, y + 4, "id", row);
			text(end, y + 4, "words", "no such script");
		}
	}

	private void edge(Edge edge) {
		boolean fromAbove = edge.from() < this.window.from();
		boolean toBelow = edge.to() >= this.window.to();
		int lane = column(edge.lane());
		int x = x(lane);
		int start = fromAbove ? this.top - 6 : y(edge.from());
		int end = toBelow ? bottom() + 6 : y(edge.to());
		int half = ROW / 2;
		StringBuilder path = new StringBuilder();
		int startX = fromAbove ? x : x(column(this.lanes.get(edge.from())));
		int endX = toBelow ? x : x(column(this.lanes.get(edge.to())));
		path.append("M").append(startX).append(' ').append(start);
		int bend = start;
		if (startX != x) {
			bend = start + ((endX != x && end - start == ROW) ? half : ROW);
			curve(path, startX, start, x, Math.min(bend, end));
		}
		int unbend = (endX != x) ? Math.max(bend, end - ROW) : end;
		path.append(" V").append(Math.max(unbend, bend));
		if (endX != x) {
			curve(path, x, unbend, endX, end);
		}
		String kind = (edge.kind() == Edge.Kind.DEPENDS_ON) ? " dependency" : "";
		if (this.own.contains(this.graph.revisions().get(edge.from()).revision())) {
			kind += " own";
		}
		add("<path class=\"line c%d%s\" d=\"%s\"/>".formatted(lane % SvgStyle.COLOURS, kind, path));
	}

	private static void curve(StringBuilder path, int fromX, int fromY, int toX, int toY) {
		int middle = (fromY + toY) / 2;
		path.append(" C%d %d %d %d %d %d".formatted(fromX, middle, toX, middle, toX, toY));
	}

	private void divider(int place) {
		if (isNewestOfRelease(place)) {
			add("<path class=\"divider\" d=\"M%d %d H9999\"/>".formatted(textStart(), y(place) - ROW / 2));
		}
	}

	/** Revisions of several releases may alternate: each release is named once, at its newest revision. */
	private boolean isNewestOfRelease(int place) {
		String release = this.graph.revisions().get(place).release();
		return release != null && Integer.valueOf(place).equals(this.newestOfRelease.get(release));
	}

	private void revision(int place) {
		RevisionInfo revision = this.graph.revisions().get(place);
		int column = column(this.lanes.get(place));
		int y = y(place);
		String state = revision.state().name().toLowerCase(Locale.ROOT);
		String colour = "c" + column % SvgStyle.COLOURS;
		if (revision.named()) {
			add("<circle class=\"ring\" cx=\"%d\" cy=\"%d\" r=\"10\"/>".formatted(x(column), y));
		}
		if (revision.isMergePoint()) {
			add("<path class=\"node %s %s\" d=\"M%d %d l6 6 l-6 6 l-6 -6 z\"/>".formatted(state, colour, x(column),
					y - 6));
		}
		else {
			add("<circle class=\"node %s %s\" cx=\"%d\" cy=\"%d\" r=\"5\"/>".formatted(state, colour, x(column), y));
		}
		int end = text(textStart(), y + 4, "id", revision.revision());
		if (revision.named()) {
			end = chip(end, y, "database", "database");
		}
		if (revision.head()) {
			end = chip(end, y, "head", "head");
		}
		if (revision.state() == RevisionState.PENDING) {
			end = chip(end, y, "pending", "pending-chip");
		}
		if (this.points.contains(revision.revision())) {
			end = chip(end, y, "lines part here", "point");
		}
		for (String label : revision.ownBranchLabels()) {
			end = chip(end, y, label, "label");
		}
		if (revision.release() != null && isNewestOfRelease(place)) {
			end = chip(end, y, revision.release(), "release");
		}
		if (revision.description() != null) {
			text(end, y + 4, "words", revision.description());
		}
	}

	/** Writes a text and returns where the next may begin: the fonts are monospaced, so that this can be reckoned. */
	private int text(int x, int y, String style, String text) {
		String shown = shorten(text);
		add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(style, x, y, escape(shown)));
		return reach(x + shown.codePointCount(0, shown.length()) * CHARACTER + 10);
	}

	private int chip(int x, int y, String text, String style) {
		String shown = shorten(text);
		int wide = shown.codePointCount(0, shown.length()) * CHARACTER + 10;
		add("<rect class=\"chip %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"18\" rx=\"4\"/>".formatted(style, x, y - 9,
				wide));
		add("<text class=\"in-chip %s\" x=\"%d\" y=\"%d\">%s</text>".formatted(style, x + 5, y + 4, escape(shown)));
		return reach(x + wide + 8);
	}

	private int reach(int x) {
		this.width = Math.max(this.width, x + MARGIN - 10);
		return x;
	}

	private void add(String line) {
		this.body.append(line).append('\n');
	}

	private int column(int lane) {
		return this.columns.getOrDefault(lane, 0);
	}

	private static int x(int column) {
		return MARGIN + 4 + column * LANE;
	}

	private int y(int place) {
		return this.top + (place - this.window.from()) * ROW + ROW / 2;
	}

	private int bottom() {
		return this.top + this.window.size() * ROW;
	}

	private int textStart() {
		return x(Math.max(this.columns.size(), 1)) + 4;
	}

	private static String shorten(String text) {
		return (text.codePointCount(0, text.length()) <= MOST_CHARACTERS)
				? text
				: text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS - 1)).strip() + "…";
	}

	private static String escape(String text) {
		StringBuilder escaped = new StringBuilder();
		text.codePoints().forEach((character) -> {
			switch (character) {
				case '&' -> escaped.append("&amp;");
				case '<' -> escaped.append("&lt;");
				case '>' -> escaped.append("&gt;");
				case '"' -> escaped.append("&quot;");
				default -> escaped.appendCodePoint(isXml(character) ? character : ' ');
			}
		});
		return escaped.toString();
	}

	private static boolean isXml(int character) {
		return PlainText.isPlain(character) && character != 0xFFFE && character != 0xFFFF;
	}

}
