package ai.backend.dbstatus.alembic.source;

import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What was made of a project's files, and is made again when they change.
 * <p>
 * Of files that never change it is made once. Of others, it holds as long as everything that was looked at to make it would look
 * the same again. That is decided at each call for what was read and listed itself, and at most once a second for all else: for
 * the {@linkplain TracedFiles#part parts}, for things of which only the kind mattered, and for where links lead. Only what the
 * fingerprints leave in doubt is read again for that.
 * <p>
 * What is returned was true of all files at one time: two looks at them agreed, and git was not at work between. If anything has
 * changed while they were read, they are read again, several times if need be, as far as they have changed. What was read before
 * somebody began to change the files stays true as long as they look the same. Safe for concurrent use: whoever asks at once
 * shares what the first one reads.
 *
 * @param <R> what is read; if it equals what was read before, nothing new is made of it
 * @param <T> what is made of it
 */
public final class Memoized<R, T> {

	private static final long ALL_CHECKED_NANOS = 900_000_000;

	private static final int ATTEMPTS = 6;

	private final ProjectFiles files;

	private final WorkTrees workTrees;

	private final Reader<R> reader;

	private final Function<R, T> maker;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable State<R, T> state;

	/** Of other files, to be looked at once. */
	private @Nullable State<R, T> elsewhere;

	/**
	 * Nothing is read yet.
	 * @param directories where the files are, for the most part
	 * @param maker makes something of what was read; must not fail
	 */
	public Memoized(ProjectFiles files, Collection<Path> directories, Reader<R> reader, Function<R, T> maker) {
		this(files, directories, reader, maker, null);
	}

	/**
	 * Nothing is read yet of these files, of others perhaps.
	 * @param directories where the files are, for the most part
	 * @param maker makes something of what was read; must not fail
	 * @param other what was made of other files, in the same way: taken over, wholly or in parts, as far as these look the
	 * same; {@code null} if there is none
	 */
	public Memoized(ProjectFiles files, Collection<Path> directories, Reader<R> reader, Function<R, T> maker,
			@Nullable Memoized<R, T> other) {
		this.elsewhere = (other != null) ? other.state : null;
		this.files = files;
		this.workTrees = new WorkTrees(files, directories);
		this.reader = reader;
		this.maker = maker;
	}

	/**
	 * What is made of the files as they are now: the same object as before if they read the same.
	 * @throws ChangingFilesException if they have changed, and are still being changed
	 * @throws RuntimeException what the reader throws; it is not kept
	 */
	@SuppressWarnings("ReferenceEquality") // Whether somebody else has renewed it meanwhile.
	public T get() {
		State<R, T> seen = this.state;
		if (seen != null && isCurrent(seen)) {
			return seen.made();
		}
		this.lock.lock();
		try {
			State<R, T> latest = this.state;
			if (latest == null || latest == seen || !isCurrent(latest)) {
				latest = renew(latest);
				this.state = latest;
			}
			return latest.made();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * What {@link #get} returned last, current or not; {@code null} if it never did. Looks at no file.
	 */
	public @Nullable T last() {
		State<R, T> last = this.state;
		return (last != null) ? last.made() : null;
	}

	private boolean isCurrent(State<R, T> state) {
		return this.files.isImmutable()
				|| (System.nanoTime() - state.checkedAt() < ALL_CHECKED_NANOS
						&& state.trace().isSurelyUnchanged(this.files));
	}

	private State<R, T> renew(@Nullable State<R, T> old) {
		State<R, T> first = this.elsewhere;
		this.elsewhere = null;
		return (old != null || first == null) ? renewed(old) : renewed(first);
	}

	private State<R, T> renewed(@Nullable State<R, T> old) {
		long checkedAt = System.nanoTime();
		return (old != null && old.trace().isUnchanged(this.files))
				? new State<>(old.read(), old.made(), old.trace(), checkedAt)
				: this.files.isImmutable() ? readOnce(old) : read(old);
	}

	/** What never changes need not be looked at twice. */
	private State<R, T> readOnce(@Nullable State<R, T> old) {
		TracedFiles traced = new TracedFiles(this.files);
		R read = this.reader.read(traced, (old != null) ? old.read() : null);
		return new State<>(read, made(read, old), traced.trace(), System.nanoTime());
	}

	private State<R, T> read(@Nullable State<R, T> old) {
		R previous = (old != null) ? old.read() : null;
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Object before = this.workTrees.look();
			TracedFiles traced = new TracedFiles(this.files);
			try {
				R read = this.reader.read(traced, previous);
				long checkedAt = System.nanoTime();
				Trace trace = traced.trace();
				if (isSettled(before, trace)) {
					return new State<>(read, made(read, old), trace, checkedAt);
				}
				previous = read;
			}
			catch (RuntimeException ex) {
				// It may have come from a change that was under way.
				if (isSettled(before, traced.trace())) {
					throw ex;
				}
			}
		}
		throw new ChangingFilesException(
				"The files of the project changed again and again while they were read; ask again when they are at rest");
	}

	/** In this order: what git does after the second look at its index shows in the second look at the files. */
	private boolean isSettled(Object before, Trace trace) {
		return this.workTrees.look().equals(before) && trace.isUnchanged(this.files);
	}

	private T made(R read, @Nullable State<R, T> old) {
		return (old != null && read.equals(old.read())) ? old.made() : this.maker.apply(read);
	}

	/**
	 * Reads files.
	 *
	 * @param <R> what is read
	 */
	@FunctionalInterface
	public interface Reader<R> {

		/**
		 * Reads files as they are now.
		 * @param files what is read, and all of what is read
		 * @param previous what was read before, the parts of which may be taken over
		 */
		R read(TracedFiles files, @Nullable R previous);

	}

	/**
	 * What was made, of what, and what tells whether it still holds.
	 *
	 * @param checkedAt when all looks were repeated at the earliest, by {@link System#nanoTime}
	 */
	private record State<R, T>(R read, T made, Trace trace, long checkedAt) {}

}
