package ai.backend.dbstatus.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An Alembic project with a SQLite database in a directory, for tests that need a component and no server.
 */
public final class SqliteProject {

	private final Path directory;

	/**
	 * Makes a project without scripts and with an empty version table.
	 */
	public SqliteProject(Path directory) {
		this.directory = directory;
		write("alembic.ini", """
				[alembic]
				script_location = migrations
				sqlalchemy.url = sqlite:///shop.db
				""");
		write("migrations/env.py", "");
		execute(List.of("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"));
	}

	/**
	 * Adds a script.
	 * @param downRevisions none for a base
	 */
	public SqliteProject script(String revision, String description, String... downRevisions) {
		String down = List.of(downRevisions)
				.stream()
				.map((id) -> "'" + id + "', ")
				.collect(Collectors.joining("", "(", ")"));
		write("migrations/versions/" + revision + ".py", """
				\"\"\"%s\"\"\"
				revision = '%s'
				down_revision = %s
				""".formatted(description, revision, down));
		return this;
	}

	/**
	 * Makes these the rows of the version table, in one transaction, as an upgrade does.
	 */
	public SqliteProject stamp(String... revisions) {
		List<String> statements = new ArrayList<>(List.of("DELETE FROM alembic_version"));
		for (String revision : revisions) {
			statements.add("INSERT INTO alembic_version VALUES ('" + revision + "')");
		}
		execute(statements);
		return this;
	}

	/**
	 * Makes a revision the only row of a version table, which is made if it is not there.
	 */
	public SqliteProject stampIn(String table, String revision) {
		execute(List.of("CREATE TABLE IF NOT EXISTS " + table + " (version_num VARCHAR(32) NOT NULL)",
				"DELETE FROM " + table, "INSERT INTO " + table + " VALUES ('" + revision + "')"));
		return this;
	}

	/**
	 * Where the project is.
	 */
	public Path directory() {
		return this.directory;
	}

	private void execute(List<String> statements) {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + this.directory.resolve("shop.db"));
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			for (String sql : statements) {
				statement.execute(sql);
			}
			connection.commit();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Writes a file of the project.
	 */
	public void write(String file, String text) {
		try {
			Path path = this.directory.resolve(file);
			Files.createDirectories(path.getParent());
			Files.writeString(path, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
