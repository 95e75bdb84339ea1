package ai.backend.dbstatus.alembic.python.syntax.token;

import java.util.Set;

/**
 * A few names that are looked for among all those of a module. Nearly every name is told from them by its length and its
 * first letter.
 */
public final class Words {

	private final Set<String> words;

	private final boolean[] firstLetters = new boolean[128];

	private int shortest = Integer.MAX_VALUE;

	private int longest;

	private Words(Set<String> words) {
		this.words = words;
		for (String word : words) {
			this.firstLetters[word.charAt(0)] = true;
			this.shortest = Math.min(this.shortest, word.length());
			this.longest = Math.max(this.longest, word.length());
		}
	}

	/**
	 * Collects words.
	 * @param words names in ASCII
	 * @return the words
	 */
	public static Words of(String... words) {
		return new Words(Set.of(words));
	}

	/**
	 * Returns whether a name is one of the words.
	 * @param name the name
	 * @return whether it is
	 */
	public boolean contains(String name) {
		return this.words.contains(name);
	}

	boolean contains(char[] chars, int start, int end) {
		int length = end - start;
		char first = chars[start];
		return length >= this.shortest && length <= this.longest && first < 128 && this.firstLetters[first]
				&& this.words.contains(new String(chars, start, length));
	}

	boolean occurIn(String text) {
		return this.words.stream().anyMatch(text::contains);
	}

}
