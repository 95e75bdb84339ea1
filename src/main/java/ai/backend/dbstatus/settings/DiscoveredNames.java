package ai.backend.dbstatus.settings;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.discovery.Discovery;
import ai.backend.dbstatus.alembic.discovery.FoundProject;
import ai.backend.dbstatus.alembic.source.Entry;

/**
 * The names of components that are found, and not configured: the directories that lead from the root to where Alembic is started,
 * joined by hyphens ({@code shop-backend}), or the root's own name; then what the name of an ini file says beside "alembic"
 * ({@code shop-billing} for {@code alembic-billing.ini}), and the engine of several. Names stay the same as long as the files do.
 */
final class DiscoveredNames {

	private static final int MOST_CHARACTERS = 63;

	private static final int HASH_AND_HYPHEN = 9;

	private DiscoveredNames() {
	}

	/**
	 * A name for each project, in their order.
	 */
	static Map<String, FoundProject> of(Discovery discovery) {
		Map<String, FoundProject> named = new LinkedHashMap<>();
		for (FoundProject project : discovery.projects()) {
			String name = name(project);
			String unique = name;
			for (int number = 2; named.containsKey(unique); number++) {
				unique = shortened(name + "-" + number);
			}
			named.put(unique, project);
		}
		return named;
	}

	private static String name(FoundProject project) {
		Path way = project.root().relativize(project.workdir());
		String place = way.toString().isEmpty()
				? Entry.nameOf(project.root())
				: Stream.iterate(0, (i) -> i < way.getNameCount(), (i) -> i + 1)
						.map((i) -> way.getName(i).toString())
						.collect(Collectors.joining("-"));
		String file = Entry.nameOf(project.file()).replaceFirst("\\.(ini|toml)$", "");
		String kind = file.equals("pyproject") ? "" : file.replaceFirst("^alembic[-_]?|[-_]alembic$", "");
		String engine = project.section().equals(ConfigLocation.DEFAULT_SECTION) ? "" : project.section();
		String name = Stream.of(place, kind, engine)
				.map((part) -> part.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+|-+$", ""))
				.filter((part) -> !part.isEmpty())
				.collect(Collectors.joining("-"));
		return shortened(
				name.isEmpty() ? "project" : name.equals(ComponentDefinitions.RESERVED) ? name + "-project" : name);
	}

	private static String shortened(String name) {
		if (name.length() <= MOST_CHARACTERS) {
			return name;
		}
		CRC32 sum = new CRC32();
		sum.update(name.getBytes(StandardCharsets.UTF_8));
		return name.substring(0, MOST_CHARACTERS - HASH_AND_HYPHEN) + "-"
				+ HexFormat.of().toHexDigits((int) sum.getValue());
	}

}
