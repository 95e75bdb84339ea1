package ai.backend.dbstatus.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * The token that callers show. Only its digest is kept, so that no dump of the memory and no message can show it, and all
 * comparisons take the same time.
 * <p>
 * A token has the characters that RFC 6750 allows: letters, digits and {@code - . _ ~ + /}, then any number of {@code =}.
 */
public final class AccessToken {

	private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

	/** Shorter ones can be guessed. */
	private static final int LEAST_CHARACTERS = 16;

	private final byte[] digest;

	private AccessToken(byte[] digest) {
		this.digest = digest;
	}

	/**
	 * The token with this text.
	 * @throws IllegalArgumentException if the text can be no token; the message does not show it
	 */
	public static AccessToken of(String text) {
		if (!FORM.matcher(text).matches()) {
			throw new IllegalArgumentException(
					"A token has letters, digits and - . _ ~ + / only, then any number of =.");
		}
		if (text.length() < LEAST_CHARACTERS) {
			throw new IllegalArgumentException(
					"A token has at least %d characters, such as 'openssl rand -hex 32' makes them."
							.formatted(LEAST_CHARACTERS));
		}
		return new AccessToken(digest(text));
	}

	/**
	 * Whether a text is this token; in the same time for every text of a length.
	 */
	boolean matches(String text) {
		return MessageDigest.isEqual(this.digest, digest(text));
	}

	private static byte[] digest(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
