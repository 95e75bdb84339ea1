package ai.backend.dbstatus.alembic.script;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The migration scripts of an Alembic project, read again when they change on disk.
 * <p>
 * Each call looks at the directories, and at most once a second at each file; files that have
 * not changed are not read again. What is returned was true of all files at one time: if
 * anything has changed while they were read, they are looked at again, several times if need
 * be; only if they keep changing does the snapshot say so.
 */
public final class ScriptDirectory {

	private static final long FILES_CHECKED_NANOS = 900_000_000;

	private static final int ATTEMPTS = 6;

	private static final int MANY = 64;

	private final List<Path> versionLocations;

	private final boolean recursive;

	private final boolean sourceless;

	private final ScriptReader reader;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable State state;

	/**
	 * Creates a script directory. Nothing is read yet.
	 * @param versionLocations the directories of the scripts, in configured order
	 * @param recursive whether directories below them count ({@code recursive_version_locations})
	 * @param sourceless whether compiled files count ({@code sourceless}): they cannot be read, and are reported
	 * @param pythonPath the roots where modules of the project are looked up
	 * @param base the directory relative to which files are named in messages
	 */
	public ScriptDirectory(List<Path> versionLocations, boolean recursive, boolean sourceless, List<Path> pythonPath,
			Path base) {
		this.versionLocations = List.copyOf(versionLocations);
		this.recursive = recursive;
		this.sourceless = sourceless;
		this.reader = new ScriptReader(pythonPath, base);
	}

	/**
	 * Returns the scripts as they are now: the same object as before if nothing has changed.
	 * A file added, removed or replaced counts at once, one overwritten in place at the
	 * latest a second later. Safe for concurrent use; never throws for what is on disk.
	 * @return the scripts
	 */
	public ScriptsSnapshot read() {
		State current = this.state;
		if (current != null && current.isCurrent()) {
			return current.snapshot;
		}
		this.lock.lock();
		try {
			State latest = this.state;
			if (latest != null && latest != current && latest.isCurrent()) {
				return latest.snapshot;
			}
			State renewed = renew(latest);
			this.state = renewed;
			return renewed.snapshot;
		}
		finally {
			this.lock.unlock();
		}
	}

	private State renew(@Nullable State old) {
		Map<Path, Outcome> known = new HashMap<>();
		if (old != null) {
			old.outcomes.stream()
					.filter((outcome) -> !outcome.isDoubtful())
					.forEach((outcome) -> known.put(outcome.entry.file(), outcome));
		}
		long checkedAt = System.nanoTime();
		Listing listing = take();
		for (int attempt = 1;; attempt++) {
			List<Outcome> outcomes = outcomes(listing, known);
			if (old != null && !old.snapshot.changedDuringRead() && listing.agreesWith(old.listing)
					&& outcomes.equals(old.outcomes)) {
				return new State(listing, outcomes, old.snapshot, checkedAt);
			}
			long again = System.nanoTime();
			Listing after = take();
			boolean settled = listing.agreesWith(after);
			if (settled || attempt == ATTEMPTS) {
				return new State(listing, outcomes, snapshot(listing, outcomes, !settled), settled ? checkedAt : null);
			}
			outcomes.forEach((outcome) -> known.put(outcome.entry.file(), outcome));
			checkedAt = again;
			listing = after;
		}
	}

	private Listing take() {
		return Listing.take(this.versionLocations, this.recursive, this.sourceless);
	}

	/** What came of each file, with all processors where there are many: the first time costs more than all others. */
	private List<Outcome> outcomes(Listing listing, Map<Path, Outcome> known) {
		List<Listing.Entry> entries = listing.entries();
		Stream<Listing.Entry> stream = (entries.size() >= MANY) ? entries.parallelStream() : entries.stream();
		return stream.map((entry) -> outcome(entry, known)).toList();
	}

	private Outcome outcome(Listing.Entry entry, Map<Path, Outcome> known) {
		Outcome outcome = known.get(entry.file());
		return (outcome != null && outcome.entry.agreesWith(entry)) ? outcome : outcome(entry);
	}

	private Outcome outcome(Listing.Entry entry) {
		long readAt = System.currentTimeMillis();
		try {
			if (entry.compiled()) {
				throw new UnreadableScriptException(entry.file(), 0, null, "The migration script " + entry.file()
						+ " is compiled, and its source is not there; only sources can be read");
			}
			ScriptReader.Reading reading = this.reader.read(entry);
			return new Outcome(entry, reading, null, readAt);
		}
		catch (UnreadableScriptException ex) {
			return new Outcome(entry, null, ex, readAt);
		}
	}

	private static ScriptsSnapshot snapshot(Listing listing, List<Outcome> outcomes, boolean changed) {
		List<MigrationScript> scripts = new ArrayList<>(outcomes.size());
		List<UnreadableScriptException> problems = new ArrayList<>();
		List<String> warnings = new ArrayList<>(listing.warnings());
		for (Outcome outcome : outcomes) {
			if (outcome.reading != null) {
				scripts.add(outcome.reading.script());
				warnings.addAll(outcome.reading.warnings());
			}
			else if (outcome.problem != null) {
				problems.add(outcome.problem);
			}
		}
		if (changed) {
			warnings.add("The migration scripts kept changing while they were read; ask again when the change is over");
		}
		return new ScriptsSnapshot(scripts, problems, listing.states(), warnings, changed);
	}

	/**
	 * What came of a file. Two are equal if the same came of it, whenever it was read.
	 */
	private static final class Outcome {

		private final Listing.Entry entry;

		private final ScriptReader.@Nullable Reading reading;

		private final @Nullable UnreadableScriptException problem;

		private final Map<Path, FileStamp> others;

		private final long readAt;

		Outcome(Listing.Entry entry, ScriptReader.@Nullable Reading reading,
				@Nullable UnreadableScriptException problem, long readAt) {
			this.entry = entry;
			this.reading = reading;
			this.problem = problem;
			this.readAt = readAt;
			this.others = new HashMap<>(0);
			if (reading != null) {
				reading.others().forEach((other) -> this.others.put(other, FileStamp.ofEntry(other)));
			}
		}

		/** Whether the file has to be read again although it looks the same. */
		boolean isDoubtful() {
			return this.entry.stamp().isRacy(this.readAt) || haveOthersChanged()
					|| this.problem != null && (this.problem.attribute() != null || this.problem.line() == 0);
		}

		/** The stamps are newer than what was read: what came in between shows as a change since the reading began. */
		private boolean haveOthersChanged() {
			for (Map.Entry<Path, FileStamp> other : this.others.entrySet()) {
				FileStamp stamp = other.getValue();
				if (stamp.isRacy(this.readAt) || !FileStamp.ofEntry(other.getKey()).equals(stamp)) {
					return true;
				}
			}
			return false;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return this == other || other instanceof Outcome that && Objects.equals(this.reading, that.reading)
					&& Objects.equals(message(), that.message());
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.reading, message());
		}

		private @Nullable String message() {
			return (this.problem != null) ? this.problem.getMessage() : null;
		}

	}

	/**
	 * A snapshot, and what tells whether it is still true.
	 */
	private static final class State {

		private final Listing listing;

		private final List<Outcome> outcomes;

		private final ScriptsSnapshot snapshot;

		private final @Nullable Long checkedAt;

		private final boolean racy;

		State(Listing listing, List<Outcome> outcomes, ScriptsSnapshot snapshot, @Nullable Long checkedAt) {
			this.listing = listing;
			this.outcomes = outcomes;
			this.snapshot = snapshot;
			this.checkedAt = checkedAt;
			this.racy = listing.isRacy();
		}

		boolean isCurrent() {
			return this.checkedAt != null && !this.racy && System.nanoTime() - this.checkedAt < FILES_CHECKED_NANOS
					&& this.listing.isCurrent();
		}

	}

}
