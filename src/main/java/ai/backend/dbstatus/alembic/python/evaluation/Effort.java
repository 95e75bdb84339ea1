package ai.backend.dbstatus.alembic.python.evaluation;

/**
 * What following a module, or all modules that it imports, may take. A text can be written such that following it takes far
 * longer than its size suggests: functions that mention each other again and again, values that grow with each statement. No
 * script that anybody wrote comes near these bounds.
 */
public final class Effort {

	private static final long LEAST_STEPS = 4_000_000;

	/** Real projects have been seen to take a million: an application is not as plain as a migration script. */
	private static final long LEAST_STEPS_OF_IMPORTS = 16_000_000;

	private static final int STEPS_PER_CHARACTER = 8;

	/** Identifiers are short, and a docstring is a literal: what needs more is not worth knowing. */
	private static final long MOST_CHARACTERS = 16_000_000;

	private long limit;

	private long steps;

	private long characters;

	private Effort(long limit) {
		this.limit = limit;
	}

	/**
	 * Returns what a single module may take.
	 * @return the effort, nothing of which is spent
	 */
	public static Effort forModule() {
		return new Effort(LEAST_STEPS);
	}

	/**
	 * Returns what all modules that a module imports may take.
	 * @return the effort, nothing of which is spent
	 */
	public static Effort forImports() {
		return new Effort(LEAST_STEPS_OF_IMPORTS);
	}

	/**
	 * Allows for another module.
	 * @param length how many characters it has
	 */
	public void allow(int length) {
		this.limit += (long) STEPS_PER_CHARACTER * length;
	}

	/**
	 * Takes steps: looks at that many tokens, names or elements.
	 * @param count how many
	 * @throws TooIntricateException if there were too many in all
	 */
	public void spend(long count) {
		this.steps += count;
		if (this.steps > this.limit) {
			throw new TooIntricateException("following it takes more than " + this.limit + " steps");
		}
	}

	/**
	 * Returns whether a text may be put together, or compared, besides those before.
	 * @param count how many characters it has
	 * @return whether it may
	 */
	public boolean admits(int count) {
		if (this.characters + count > MOST_CHARACTERS) {
			return false;
		}
		this.characters += count;
		return true;
	}

	/**
	 * Returns how much of the steps was taken.
	 * @return a number from 0 to 1, or just above where it was given up
	 */
	public double spent() {
		return (double) this.steps / this.limit;
	}

}
