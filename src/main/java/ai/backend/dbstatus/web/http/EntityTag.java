package ai.backend.dbstatus.web.http;

import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

import tools.jackson.databind.ObjectWriter;

/**
 * Makes entity tags: equal contents have equal tags.
 */
final class EntityTag {

	private static final int BYTES = 12;

	private EntityTag() {
	}

	static String of(byte[] content) {
		MessageDigest digest = Sha256.digest();
		digest.update(content);
		return of(digest);
	}

	/**
	 * The tag of what a writer would write.
	 */
	static String of(Object resource, ObjectWriter writer) {
		MessageDigest digest = Sha256.digest();
		writer.writeValue(new DigestOutputStream(OutputStream.nullOutputStream(), digest), resource);
		return of(digest);
	}

	private static String of(MessageDigest digest) {
		return '"' + HexFormat.of().formatHex(digest.digest(), 0, BYTES) + '"';
	}

}
