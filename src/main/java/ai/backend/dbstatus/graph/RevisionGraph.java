package ai.backend.dbstatus.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the picture shows.
 *
 * @param component the component's name
 * @param revisions the revisions, newest first: each before those that it needs
 * @param unknownRows the rows of the version table that name none of these revisions
 */
public record RevisionGraph(String component, List<GraphRevision> revisions, List<String> unknownRows) {

	public RevisionGraph {
		revisions = List.copyOf(revisions);
		unknownRows = List.copyOf(unknownRows);
	}

	/**
	 * The place of each revision in the list, by id.
	 */
	Map<String, Integer> places() {
		Map<String, Integer> places = HashMap.newHashMap(this.revisions.size());
		IntStream.range(0, this.revisions.size()).forEach((place) -> places.put(this.revisions.get(place).id(), place));
		return places;
	}

	/**
	 * The places of the revisions that the rows of the version table name.
	 */
	int[] rows() {
		return IntStream.range(0, this.revisions.size())
				.filter((place) -> this.revisions.get(place).row())
				.toArray();
	}

	/**
	 * The places of the heads.
	 */
	int[] heads() {
		return IntStream.range(0, this.revisions.size())
				.filter((place) -> this.revisions.get(place).head())
				.toArray();
	}

}
