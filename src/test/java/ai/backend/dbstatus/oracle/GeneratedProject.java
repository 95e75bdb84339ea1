package ai.backend.dbstatus.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A generated Alembic project, and the states of the database in which to look at it.
 */
record GeneratedProject(Layout layout, List<Script> scripts, List<State> states) {

	/**
	 * Writes the project.
	 */
	void write(Path directory) throws IOException {
		this.layout.write(directory);
		for (Script script : this.scripts) {
			Files.writeString(file(directory, script), script.text());
		}
		Path first = directory.resolve(this.layout.directories().getFirst());
		Files.writeString(first.resolve("__init__.py"), "raise RuntimeError('nobody runs this')\n");
		Files.writeString(first.resolve("README"), "No script.\n");
		Files.writeString(first.resolve(".#lock.py"), "no Python\n");
		Files.createDirectories(first.resolve("__pycache__"));
		Files.writeString(first.resolve("__pycache__").resolve("old.py"), "no Python\n");
	}

	private Path file(Path directory, Script script) {
		return directory.resolve(this.layout.directories().get(script.place())).resolve(script.file());
	}

	/**
	 * Projects that are a little smaller than this.
	 */
	Stream<GeneratedProject> smaller() {
		List<GeneratedProject> smaller = new ArrayList<>();
		if (this.states.size() > 1) {
			this.states
					.forEach((state) -> smaller.add(new GeneratedProject(this.layout, this.scripts, List.of(state))));
		}
		for (Script script : this.scripts) {
			smaller.add(new GeneratedProject(this.layout,
					this.scripts.stream()
							.filter((other) -> other != script)
							.map((other) -> other.without(script))
							.toList(),
					this.states));
		}
		if (this.layout != Layout.PLAIN) {
			smaller.add(
					new GeneratedProject(Layout.PLAIN, this.scripts.stream().map(Script::plain).toList(), this.states));
		}
		for (Script script : this.scripts) {
			if (script.style() != 0 && this.layout == Layout.PLAIN) {
				smaller.add(with(script, script.plain()));
			}
			if (!script.labels().isEmpty()) {
				smaller.add(with(script, script.with(script.downRevisions(), script.dependsOn(), List.of())));
			}
			for (String id : script.dependsOn()) {
				List<String> rest = script.dependsOn().stream().filter((other) -> !other.equals(id)).toList();
				smaller.add(with(script, script.with(script.downRevisions(), rest, script.labels())));
			}
			for (String id : script.downRevisions()) {
				List<String> rest = script.downRevisions().stream().filter((other) -> !other.equals(id)).toList();
				smaller.add(with(script, script.with(rest, script.dependsOn(), script.labels())));
			}
		}
		return smaller.stream();
	}

	/**
	 * Whether a script needs itself: whatever needs nothing more is taken away, and something is left.
	 */
	boolean hasCycle() {
		List<Script> left = new ArrayList<>(this.scripts);
		while (left.removeIf((script) -> left.stream().noneMatch(script::needs))) {
			// Once more.
		}
		return !left.isEmpty();
	}

	private GeneratedProject with(Script old, Script changed) {
		return new GeneratedProject(this.layout,
				this.scripts.stream().map((script) -> (script == old) ? changed : script).toList(), this.states);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("layout %s, states %s%n".formatted(this.layout, this.states));
		for (Script script : this.scripts) {
			text.append("---- %s/%s%n%s".formatted(this.layout.directories().get(script.place()), script.file(),
					script.text()));
		}
		return text.toString();
	}

	/**
	 * The rows of the version table; {@code null} where there is no such table.
	 */
	record State(@Nullable List<@Nullable String> rows) {

		@Override
		public String toString() {
			return (this.rows != null) ? this.rows.toString() : "no table";
		}

	}

}
