package ai.backend.dbstatus.alembic.revision;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the recorded results of real Alembic, and puts them in this package's terms.
 */
final class Vectors {

	private static final JsonMapper JSON = new JsonMapper();

	private Vectors() {
	}

	/**
	 * The objects of a file under {@code vectors/}.
	 */
	static List<JsonNode> read(String file) {
		try (InputStream compressed = Vectors.class.getResourceAsStream("/vectors/" + file + ".jsonl.gz");
				BufferedReader lines = new BufferedReader(new InputStreamReader(
						new GZIPInputStream(Objects.requireNonNull(compressed)), StandardCharsets.UTF_8))) {
			return lines.lines().map((line) -> JSON.readTree(line)).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<Revision> revisions(JsonNode scripts) {
		List<Revision> revisions = new ArrayList<>();
		scripts.forEach((script) -> revisions.add(revision(script)));
		return revisions;
	}

	static Revision revision(JsonNode script) {
		return new Revision(script.get("revision").asString(), strings(script.get("down_revision")),
				strings(script.has("depends_on") ? script.get("depends_on") : script.get("dependencies")),
				strings(script.get("branch_labels")));
	}

	/**
	 * A {@code null} as none, a text as one.
	 */
	static List<String> strings(JsonNode node) {
		if (node.isString()) {
			return List.of(node.asString());
		}
		List<String> strings = new ArrayList<>();
		node.forEach((element) -> strings.add(element.isObject() ? element.get("rev").asString() : element.asString()));
		return strings;
	}

	static List<String> ids(List<Revision> revisions) {
		return revisions.stream().map(Revision::id).toList();
	}

	/**
	 * Alembic's name for the failure that an exception stands for.
	 */
	static String alembicName(RevisionException failure) {
		return switch (failure) {
			case DuplicateRevisionException _ -> "(Alembic only warns)";
			case MissingRevisionException _ -> "KeyError";
			case RevisionCycleException cycle -> switch (cycle.kind()) {
				case SELF_LOOP -> "LoopDetected";
				case DEPENDENCY_SELF_LOOP -> "DependencyLoopDetected";
				case CYCLE -> "CycleDetected";
				case DEPENDENCY_CYCLE -> "DependencyCycleDetected";
			};
			case DuplicateLabelException _ -> "RevisionError";
			case IllegalRevisionIdException _ -> "RevisionError";
			case OverlappingRevisionsException _ -> "RevisionError";
			case RelativeRevisionException _ -> "RevisionError";
			case NoSuchRevisionException _ -> "ResolutionError";
			case AmbiguousRevisionException _ -> "ResolutionError";
			case NotInBranchException _ -> "ResolutionError";
			case MultipleHeadsException _ -> "MultipleHeads";
			case NotARevisionException _ -> "AssertionError";
		};
	}

	/**
	 * The name of a recorded failure: of its cause, where Alembic wraps it to show it.
	 */
	static @Nullable String failure(JsonNode node) {
		JsonNode error = node.get("error");
		return error == null ? null : name(error);
	}

	static String name(JsonNode error) {
		JsonNode cause = error.get("cause");
		return error.get("class").asString().equals("CommandError") && !cause.isNull()
				? cause.asString()
				: error.get("class").asString();
	}

}
