package ai.backend.dbstatus.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Tells browsers what a response may do. Data may do nothing; the pages of the API documentation run their own scripts; a
 * resource that has said what it needs is believed.
 */
final class ContentPolicy implements HeaderWriter {

	static final String HEADER = "Content-Security-Policy";

	static final String DATA = "default-src 'none'; frame-ancestors 'none'; sandbox";

	/** Its icons are inline images, and it sets styles from scripts. */
	private static final String DOCUMENTATION = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
			+ "img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
			+ "frame-ancestors 'none'";

	private final RequestMatcher documentation;

	ContentPolicy(RequestMatcher documentation) {
		this.documentation = documentation;
	}

	@Override
	public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
		if (!response.containsHeader(HEADER)) {
			response.setHeader(HEADER, this.documentation.matches(request) ? DOCUMENTATION : DATA);
		}
	}

}
