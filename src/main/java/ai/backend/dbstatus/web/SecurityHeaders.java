package ai.backend.dbstatus.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import ai.backend.dbstatus.graph.SvgStyle;

import org.springframework.http.HttpHeaders;

/**
 * What browsers are told about the page and the pictures: they load nothing from elsewhere, run nothing that is not a
 * file of this service, and show it in nobody else's frame.
 */
final class SecurityHeaders {

	/** For the page and its files. */
	static final HttpHeaders PAGE = headers("default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
			+ "require-trusted-types-for 'script'; trusted-types 'none'");

	/** For a picture that is opened by itself: nothing but its own style sheet. */
	static final HttpHeaders PICTURE = headers(
			"default-src 'none'; style-src '%s'; frame-ancestors 'none'; sandbox".formatted(hash(SvgStyle.CSS)));

	/** For data, which no browser should take for a page. */
	static final HttpHeaders DATA = headers("default-src 'none'; frame-ancestors 'none'; sandbox");

	private SecurityHeaders() {
	}

	private static HttpHeaders headers(String contentSecurityPolicy) {
		HttpHeaders headers = new HttpHeaders();
		headers.set("Content-Security-Policy", contentSecurityPolicy);
		headers.set("X-Content-Type-Options", "nosniff");
		headers.set("Referrer-Policy", "no-referrer");
		return HttpHeaders.readOnlyHttpHeaders(headers);
	}

	private static String hash(String style) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
			return "sha256-" + Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
