package ai.backend.dbstatus.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ai.backend.dbstatus.alembic.discovery.Discovery;
import ai.backend.dbstatus.alembic.discovery.FoundProject;
import ai.backend.dbstatus.alembic.discovery.ProjectSearch;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import ai.backend.dbstatus.paths.NoPath;
import ai.backend.dbstatus.status.report.PlainText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.StringUtils;

/**
 * Looks for projects when the service starts, and says in the log what was found and what cannot be used.
 */
final class DirectorySearch {

	private static final Logger LOG = LoggerFactory.getLogger(DirectorySearch.class);

	private static final Duration AT_MOST = Duration.ofSeconds(10);

	private static final int MOST_LINES = 50;

	private DirectorySearch() {
	}

	static Discovery search(DbStatusProperties properties) {
		List<Path> roots = properties.discover()
				.stream()
				.filter(StringUtils::hasText)
				.map(DirectorySearch::path)
				.toList();
		if (roots.isEmpty()) {
			return Discovery.NONE;
		}
		Discovery found = ProjectSearch.search(new LiveFiles(), roots, AT_MOST);
		say(found, roots.stream().map(Path::toString).collect(Collectors.joining(", ")));
		return found;
	}

	private static Path path(String directory) {
		try {
			return Path.of(directory).toAbsolutePath().normalize();
		}
		catch (InvalidPathException ex) {
			throw new InvalidSettingException(
					"'db-status.discover' has what is no path, '%s': %s.".formatted(directory, NoPath.because(ex)),
					"Set 'db-status.discover' to a directory or several.");
		}
	}

	private static void say(Discovery found, String roots) {
		Map<String, FoundProject> named = DiscoveredNames.of(found);
		if (named.isEmpty()) {
			LOG.warn("Found no Alembic project below {}.", roots);
		}
		else {
			LOG.info("Found {} below {}.",
					(named.size() == 1) ? "1 Alembic project" : named.size() + " Alembic projects",
					roots);
		}
		named.entrySet()
				.stream()
				.limit(MOST_LINES)
				.forEach((each) -> LOG.info("Component '{}' is {}", each.getKey(),
						PlainText.of(each.getValue().file().toString())));
		found.unused()
				.stream()
				.limit(MOST_LINES)
				.forEach((each) -> LOG.warn("Not used: {}. {}", PlainText.of(each.file().toString()),
						PlainText.of(each.why())));
	}

}
