package ai.backend.dbstatus.alembic.source;

import org.jspecify.annotations.Nullable;

/**
 * What was made of some of a project's files, and what tells whether it can be taken over when the project is read again. Two
 * are equal if their values are.
 *
 * @param <P> what was made; immutable
 */
public final class Part<P> {

	private final P value;

	private final Trace trace;

	Part(P value, Trace trace) {
		this.value = value;
		this.trace = trace;
	}

	/**
	 * What was made.
	 */
	public P value() {
		return this.value;
	}

	boolean isUnchanged(ProjectFiles files) {
		return this.trace.isUnchanged(files);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other || (other instanceof Part<?> that && this.value.equals(that.value));
	}

	@Override
	public int hashCode() {
		return this.value.hashCode();
	}

}
