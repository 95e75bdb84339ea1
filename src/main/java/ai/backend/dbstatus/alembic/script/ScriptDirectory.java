package ai.backend.dbstatus.alembic.script;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import ai.backend.dbstatus.alembic.source.Part;
import ai.backend.dbstatus.alembic.source.TracedFiles;
import org.jspecify.annotations.Nullable;

/**
 * Where the migration scripts of an Alembic project are, and how they are found.
 *
 * @param versionLocations the directories of the scripts, in configured order
 * @param recursive whether directories below them count ({@code recursive_version_locations})
 * @param sourceless whether compiled files count ({@code sourceless}): they cannot be read, and are reported
 * @param pythonPath the roots where modules of the project are looked up
 * @param base the directory relative to which files are named in messages
 */
public record ScriptDirectory(List<Path> versionLocations, boolean recursive, boolean sourceless, List<Path> pythonPath,
		Path base) {

	private static final int MANY = 64;

	/** Of all scripts together. The largest public projects have a hundredth of it. */
	static final long MAXIMUM_BYTES = 64L * 1024 * 1024;

	/** A directory with as many files that are no scripts holds something else, such as all packages of a machine. */
	static final int MAXIMUM_PROBLEMS = 500;

	/**
	 * Copies the lists.
	 */
	public ScriptDirectory {
		versionLocations = List.copyOf(versionLocations);
		pythonPath = List.copyOf(pythonPath);
	}

	/**
	 * Reads the scripts as they are now. Never throws for what is wrong with them.
	 * @param files the files of the project
	 * @param previous what was read of this script directory before; a script that is still the same is not read again
	 * @return what came of the scripts
	 */
	public ScriptsReading read(TracedFiles files, @Nullable ScriptsReading previous) {
		Listing listing = Listing.take(files, this.versionLocations, this.recursive, this.sourceless);
		Map<Path, Part<ScriptOutcome>> known = new HashMap<>();
		if (previous != null) {
			previous.scripts().forEach((part) -> known.put(part.value().file(), part));
		}
		if (listing.isTooLarge()) {
			// What was found before that is no project either.
			return new ScriptsReading(listing.directories(), listing.warnings(), List.of());
		}
		ScriptReader reader = new ScriptReader(this.pythonPath, this.base);
		AtomicLong bytes = new AtomicLong();
		AtomicInteger problems = new AtomicInteger();
		// With all processors where there are many: the first time costs more than all others.
		List<Listing.ScriptFile> found = listing.files();
		Stream<Listing.ScriptFile> stream = (found.size() >= MANY) ? found.parallelStream() : found.stream();
		List<Part<ScriptOutcome>> scripts = stream.<Part<ScriptOutcome>>mapMulti((file, read) -> {
			if (bytes.get() <= MAXIMUM_BYTES && problems.get() <= MAXIMUM_PROBLEMS) {
				Part<ScriptOutcome> before = known.get(file.path());
				boolean same = before != null && before.value().fileName().equals(file.name());
				Part<ScriptOutcome> part = files.part(same ? before : null,
						(traced) -> ScriptOutcome.of(traced, file, reader));
				bytes.addAndGet(part.value().bytes());
				problems.addAndGet((part.value().problem() != null) ? 1 : 0);
				read.accept(part);
			}
		}).toList();
		boolean tooMany = problems.get() > MAXIMUM_PROBLEMS;
		if (bytes.get() <= MAXIMUM_BYTES && !tooMany) {
			return new ScriptsReading(listing.directories(), listing.warnings(), scripts);
		}
		// Those that were not read may change, too.
		found.forEach((file) -> files.look(file.path()));
		return new ScriptsReading(listing.givenUp(tooMany
				? VersionDirectory.State.TOO_MANY_PROBLEMS
				: VersionDirectory.State.TOO_MANY_BYTES), listing.warnings(), scripts);
	}

}
