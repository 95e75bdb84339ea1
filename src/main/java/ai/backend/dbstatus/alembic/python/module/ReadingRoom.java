package ai.backend.dbstatus.alembic.python.module;

import java.util.concurrent.Semaphore;

/**
 * The memory that the sources of modules take while they are read, in all projects together. A module can be written such that
 * its syntax tree takes a hundred times its size: the heap has room for one of the largest, or for many as people write them.
 */
public final class ReadingRoom {

	private static final int GROWTH = 128;

	/** In bytes of sources; at least one of the largest. */
	private static final int BYTES = Math.clamp(Runtime.getRuntime().maxMemory() / GROWTH, 1024 * 1024,
			Integer.MAX_VALUE);

	private static final Semaphore ROOM = new Semaphore(BYTES);

	/** What a module imports is read in the room that it has. */
	private static final ScopedValue<Boolean> INSIDE = ScopedValue.newInstance();

	private ReadingRoom() {
	}

	/**
	 * Reads a module when there is room for it. Those that are there end by themselves, because what a module may take is bounded.
	 * @param bytes how large its source is
	 * @param reading what to do; on this thread
	 */
	public static <T, X extends Throwable> T read(int bytes, ScopedValue.CallableOp<T, X> reading) throws X {
		if (INSIDE.isBound()) {
			return reading.call();
		}
		int taken = Math.min(bytes, BYTES);
		ROOM.acquireUninterruptibly(taken);
		try {
			return ScopedValue.where(INSIDE, true).call(reading);
		}
		finally {
			ROOM.release(taken);
		}
	}

}
