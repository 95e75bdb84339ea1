package ai.backend.dbstatus.database.url;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.paths.NoPath;
import org.jspecify.annotations.Nullable;

/**
 * Where a database of SQLite lies: {@code sqlite:///relative.db}, {@code sqlite:////absolute.db}, or
 * {@code sqlite:///file:name.db?uri=true}.
 */
final class SqliteFile {

	private SqliteFile() {
	}

	static ConnectionTarget target(SqlAlchemyUrl url, Path baseDirectory, UrlSource source) {
		if (url.host() != null) {
			throw SqlAlchemyUrl.invalid("that of SQLite has no host: sqlite:///relative.db or sqlite:////absolute.db");
		}
		return target(url.database(), baseDirectory, source);
	}

	static ConnectionTarget target(@Nullable String file, Path baseDirectory, UrlSource source) {
		String name = (file != null) ? file : "";
		if (name.startsWith("file:")) {
			String path = name.substring("file:".length()).replaceFirst("[?].*", "").replaceFirst("^//(?=/)", "");
			String decoded = SqlAlchemyUrl.decode(path, "file name");
			name = (decoded != null) ? decoded : "";
		}
		if (name.isEmpty() || name.startsWith(":memory:")) {
			throw SqlAlchemyUrl
					.invalid("it names a database in memory, which nobody else can have migrated: name a file,"
							+ " as in sqlite:///relative.db");
		}
		if (name.indexOf('?') >= 0) {
			// The driver would take what follows for settings.
			throw SqlAlchemyUrl.invalid("the file name has a question mark");
		}
		try {
			Path path = baseDirectory.resolve(name).toAbsolutePath().normalize();
			return new ConnectionTarget(Dialect.SQLITE, List.of(), path.toString(), null, null, Map.of(), source);
		}
		catch (InvalidPathException ex) {
			throw SqlAlchemyUrl.invalid("the file name is none: " + NoPath.because(ex));
		}
	}

}
