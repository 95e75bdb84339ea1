package ai.backend.dbstatus.graph;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import ai.backend.dbstatus.alembic.script.MigrationScript;
import ai.backend.dbstatus.status.history.RevisionInfo;
import ai.backend.dbstatus.status.history.RevisionState;
import ai.backend.dbstatus.status.report.Divergence.Branch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Draws graphs as SVG and as Mermaid.
 */
class PictureTests {

	private static final RevisionGraph DIVERGED = diverged();

	private static RevisionGraph diverged() {
		RevisionGraph graph = Graphs.graph("c! < b", "b* < a", "x! < a ~z", "a", "z");
		List<RevisionInfo> revisions = graph.revisions();
		return new RevisionGraph("manager", revisions, List.of(),
				List.of(new Branch("c", null, List.of(revisions.get(1), revisions.get(0))),
						new Branch("x", null, List.of(revisions.get(2))),
						new Branch("z", null, List.of(revisions.get(4)))));
	}

	@Test
	void theMermaidPictureIsAFlowchartWithTheNewestOnTop() {
		RevisionGraph graph = Graphs.graph("b! < a", "a*");
		assertThat(MermaidPicture.of(graph, GraphWindow.around(graph, 10))).startsWith("""
				flowchart BT
				    n0["<b>b</b><br>About b<br><i>head · pending</i>"]:::pending
				    n1["<b>a</b><br>About a<br><i>database</i>"]:::row
				    n1 --> n0
				    classDef applied""");
	}

	@Test
	void theMermaidPictureSaysWhatItLeavesOut() {
		RevisionGraph graph = Graphs.line(100, 50);
		assertThat(MermaidPicture.of(graph, GraphWindow.around(graph, 10))).contains(
				"newer([\"44 newer revisions\"])", "n44 -.- newer", "older([\"46 older revisions\"])",
				"older -.- n53");
	}

	@Test
	void theMermaidPictureTellsDependencies() {
		assertThat(MermaidPicture.of(DIVERGED, GraphWindow.around(DIVERGED, 10))).contains("n4 -. depends on .-> n2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "end\"]; click n0 call alert()", "<img src=x onerror=alert(1)>", "a & b # c ; `d`",
			"]]> <!-- --> </text></svg><script>", "line\nbreak\u0000\u0007 \uD800", "한국어 ✓ 𝒳" })
	void noDescriptionLeavesItsPlace(String description) throws Exception {
		MigrationScript script = new MigrationScript(Path.of("f.py"), 1, "f.py", "a\"<b", List.of(), List.of("l\"<"),
				List.of(), null, description, null, "26.<");
		RevisionInfo revision = new RevisionInfo(script, List.of(), List.of(), true, false, false,
				RevisionState.PENDING, true, true, null);
		RevisionGraph graph = new RevisionGraph("manager", List.of(revision), List.of("<row\">"), List.of());
		String mermaid = MermaidPicture.of(graph, GraphWindow.around(graph, 10));
		assertThat(mermaid.lines()).hasSize(8);
		assertThat(mermaid.lines().toList().get(1)).matches("    n0\\[\"[^\"`]*\"]:::row");
		Document svg = parse(SvgPicture.of(graph, GraphWindow.around(graph, 10)));
		assertThat(svg.getElementsByTagName("script").getLength()).isZero();
		assertThat(texts(svg)).contains("a\"<b", "<row\">", "l\"<", "26.<");
	}

	@Test
	void theSvgPictureMarksWhatIsPendingByItsShapeAndInWords() throws Exception {
		Document svg = parse(SvgPicture.of(DIVERGED, GraphWindow.around(DIVERGED, 10)));
		assertThat(count(svg, "circle", "node applied")).isEqualTo(3);
		assertThat(count(svg, "circle", "node pending")).isEqualTo(2);
		assertThat(count(svg, "circle", "ring")).isEqualTo(1);
		assertThat(texts(svg)).contains("pending", "database", "head", "lines part here");
		assertThat(count(svg, "path", "dependency")).isEqualTo(1);
		assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
				.isEqualTo("5 revisions, 2 of them pending. Database at: b. Heads: c, x, z.");
	}

	@Test
	void whereSeveralHeadsAreAllowedNothingParts() throws Exception {
		RevisionGraph graph = Graphs.graph("c! < b", "b* < a", "x! < a ~z", "a", "z");
		Document svg = parse(SvgPicture.of(graph, GraphWindow.around(graph, 10)));
		assertThat(texts(svg)).doesNotContain("lines part here").contains("head");
	}

	@Test
	void theSvgPictureOfAPartSaysWhatItLeavesOut() throws Exception {
		RevisionGraph graph = Graphs.line(100, 50);
		Document svg = parse(SvgPicture.of(graph, GraphWindow.around(graph, 10)));
		assertThat(texts(svg)).contains("▲ 44 revisions newer", "▼ 46 revisions older");
		assertThat(count(svg, "circle", "node")).isEqualTo(10);
	}

	@Test
	void aRealProjectIsDrawnWhole() throws Exception {
		RevisionGraph graph = LaneLayoutTests.manager();
		Document svg = parse(SvgPicture.of(graph, GraphWindow.around(graph, 1000)));
		assertThat(count(svg, "path", "node")).isEqualTo(29);
		assertThat(count(svg, "circle", "node")).isEqualTo(484 - 29);
		assertThat(count(svg, "path", "line")).isEqualTo(LaneLayout.of(graph).edges().size());
	}

	private static Document parse(String xml) throws Exception {
		return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
	}

	private static List<String> texts(Document svg) {
		NodeList texts = svg.getElementsByTagName("text");
		return java.util.stream.IntStream.range(0, texts.getLength())
				.mapToObj((i) -> texts.item(i).getTextContent())
				.toList();
	}

	private static long count(Document svg, String element, String style) {
		NodeList found = svg.getElementsByTagName(element);
		return java.util.stream.IntStream.range(0, found.getLength())
				.mapToObj((i) -> (org.w3c.dom.Element) found.item(i))
				.filter((each) -> (" " + each.getAttribute("class") + " ").contains(style + " ")
						|| (" " + each.getAttribute("class") + " ").contains(" " + style + " "))
				.count();
	}

}
