package ai.backend.dbstatus.status.poll;

/**
 * Somebody's wish that a component be checked again and again; ends when it is closed.
 */
public final class Watch implements AutoCloseable {

	private final PolledComponent component;

	private final Pace pace;

	private final PollListener listener;

	/** Of {@link System#nanoTime()}; changed with the component's lock held. */
	private long due;

	Watch(PolledComponent component, Pace pace, PollListener listener, long due) {
		this.component = component;
		this.pace = pace;
		this.listener = listener;
		this.due = due;
	}

	PollListener listener() {
		return this.listener;
	}

	long due() {
		return this.due;
	}

	/**
	 * A check begins, which this one will hear of.
	 */
	void began(long now) {
		this.due = now + this.pace.nextNanos();
	}

	@Override
	public void close() {
		this.component.remove(this);
	}

}
