package ai.backend.dbstatus.web.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a browser may do with an answer. Nothing is loaded from elsewhere, nothing runs that is no file of this service,
 * and nobody shows it in a frame.
 *
 * @param directives the value of the header
 */
public record ContentPolicy(String directives) {

	/** The name of the header. */
	public static final String HEADER = "Content-Security-Policy";

	private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

	private static final String PAGES = NOTHING
			+ "; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

	/** For data, which no browser should take for a page. */
	public static final ContentPolicy DATA = new ContentPolicy(NOTHING + "; sandbox");

	/** For the status page and its files. */
	public static final ContentPolicy PAGE = new ContentPolicy(
			PAGES + "; style-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'");

	/** For the API documentation: its icons are inline images, and it sets styles from scripts. */
	public static final ContentPolicy API_DOCUMENTATION = new ContentPolicy(
			PAGES + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'");

	/**
	 * For a picture that is opened by itself.
	 * @param styleSheet the only one that it may have, exactly as it stands in the picture
	 */
	public static ContentPolicy picture(String styleSheet) {
		return new ContentPolicy(NOTHING + "; sandbox; style-src '%s'".formatted(hash(styleSheet)));
	}

	private static String hash(String styleSheet) {
		byte[] digest = Sha256.digest().digest(styleSheet.getBytes(StandardCharsets.UTF_8));
		return "sha256-" + Base64.getEncoder().encodeToString(digest);
	}

}
