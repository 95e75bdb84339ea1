package ai.backend.dbstatus.alembic.script;

import java.nio.file.Path;
import java.util.Objects;

import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import org.jspecify.annotations.Nullable;

/**
 * What came of a file that counts as a migration script. Two are equal if the same came of it, whenever it was read.
 *
 * @param file the file as found
 * @param fileName its name behind symbolic links
 * @param reading what it says; {@code null} if it cannot be read
 * @param problem why it cannot be read, else {@code null}
 * @param bytes how many bytes it took to know that
 */
record ScriptOutcome(Path file, String fileName, ScriptReader.@Nullable Reading reading,
		@Nullable UnreadableScriptException problem, int bytes) {

	static ScriptOutcome of(ProjectFiles files, Listing.ScriptFile script, ScriptReader reader) {
		Path file = script.path();
		int length = 0;
		try {
			if (script.isCompiled()) {
				throw new UnreadableScriptException(file, 0, null, "The migration script " + file
						+ " is compiled, and its source is not there; only sources can be read");
			}
			Entry entry = (script.entry().kind() == Entry.Kind.LINK) ? files.look(file) : script.entry();
			byte[] bytes = reader.bytes(files, entry);
			length = bytes.length;
			return new ScriptOutcome(file, script.name(), reader.read(files, entry, script.name(), bytes), null,
					length);
		}
		catch (UnreadableScriptException ex) {
			return new ScriptOutcome(file, script.name(), null, ex, length);
		}
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof ScriptOutcome that && this.file.equals(that.file)
				&& this.fileName.equals(that.fileName) && Objects.equals(this.reading, that.reading)
				&& Objects.equals(message(), that.message()));
	}

	@Override
	public int hashCode() {
		return this.file.hashCode();
	}

	private @Nullable String message() {
		return (this.problem != null) ? this.problem.getMessage() : null;
	}

}
