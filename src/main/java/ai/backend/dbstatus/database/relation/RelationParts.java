package ai.backend.dbstatus.database.relation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.database.relation.Relation.Kind;
import ai.backend.dbstatus.database.relation.Relation.ReadingView;
import ai.backend.dbstatus.database.relation.Relation.RelationColumn;
import ai.backend.dbstatus.database.relation.Relation.RelationConstraint;
import ai.backend.dbstatus.database.relation.Relation.RelationIndex;
import ai.backend.dbstatus.database.relation.Relation.RelationName;
import org.jspecify.annotations.Nullable;

/**
 * Relations while they are read, one kind of fact after the other.
 */
final class RelationParts {

	private final Map<RelationName, Part> parts = new LinkedHashMap<>();

	Part relation(RelationName name, boolean visible, Kind kind) {
		return this.parts.computeIfAbsent(name, (_) -> new Part(name, visible, kind));
	}

	/** Nobody has asked for others. */
	@Nullable
	Part get(RelationName name) {
		return this.parts.get(name);
	}

	/** The relations, partitioned tables with the size of their partitions. */
	List<Relation> all() {
		return all(new Home(null));
	}

	/** The same where a name without a schema leads elsewhere. */
	List<Relation> all(Home home) {
		Map<RelationName, List<Part>> partitions = new HashMap<>();
		this.parts.values().forEach((part) -> {
			if (part.parent != null) {
				partitions.computeIfAbsent(part.parent, (_) -> new ArrayList<>()).add(part);
			}
		});
		return this.parts.values()
				.stream()
				.map((part) -> part.relation(
						home.leadsTo(part.name, part.visible, this.parts.keySet()), size(part, partitions, 0)))
				.toList();
	}

	private static TableSize size(Part part, Map<RelationName, List<Part>> partitions, int depth) {
		TableSize size = part.size;
		if (part.kind == Kind.PARTITIONED_TABLE && depth < 20) {
			size = TableSize.EMPTY;
			boolean first = true;
			for (Part partition : partitions.getOrDefault(part.name, List.of())) {
				TableSize own = size(partition, partitions, depth + 1);
				size = first ? own : size.plus(own);
				first = false;
			}
		}
		return size;
	}

	/**
	 * A relation while it is read.
	 */
	static final class Part {

		final RelationName name;

		final boolean visible;

		final Kind kind;

		final List<RelationColumn> columns = new ArrayList<>();

		final List<RelationIndex> indexes = new ArrayList<>();

		final List<RelationConstraint> constraints = new ArrayList<>();

		final List<ReadingView> views = new ArrayList<>();

		TableSize size = TableSize.UNKNOWN;

		@Nullable
		RelationName parent;

		@Nullable
		RelationName owner;

		@Nullable
		String engine;

		Part(RelationName name, boolean visible, Kind kind) {
			this.name = name;
			this.visible = visible;
			this.kind = kind;
		}

		Relation relation(boolean reached, TableSize whole) {
			return new Relation(this.name, reached, this.kind, this.columns, this.indexes, this.constraints,
					whole, this.parent, this.views, this.owner, this.engine);
		}

	}

}
