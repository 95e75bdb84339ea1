package ai.backend.dbstatus.web.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The digest that entity tags and content policies are made with.
 */
final class Sha256 {

	private Sha256() {
	}

	static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
