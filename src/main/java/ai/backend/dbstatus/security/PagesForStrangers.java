package ai.backend.dbstatus.security;

import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * What a browser without the token is given: the pages as files, which hold nothing of what the service knows, ask for the
 * token, and send it with what they ask. The page of a component is the same whether there is such a component or not.
 */
final class PagesForStrangers {

	/** Where the files of the pages are, and those of Swagger UI, which are the same everywhere. */
	static final String[] FILES = { "/page/*", "/swagger-ui.html", "/swagger-ui/*" };

	private static final String OVERVIEW = "/page/overview.html";

	private static final String GRAPH = "/page/graph.html";

	private static final Pattern COMPONENT = Pattern.compile("/components/[^/]+/");

	private PagesForStrangers() {
	}

	/**
	 * The file that a browser's request is for; {@code null} if it is for none, or not a browser's: a browser says that it
	 * takes HTML, and sends no token of its own.
	 */
	static @Nullable String page(HttpServletRequest request) {
		if (!HttpMethod.GET.matches(request.getMethod()) || request.getHeader(HttpHeaders.AUTHORIZATION) != null
				|| request.getParameter("format") != null || !takesHtml(request)) {
			return null;
		}
		String path = request.getRequestURI().substring(request.getContextPath().length());
		if (path.equals("/")) {
			return OVERVIEW;
		}
		return COMPONENT.matcher(path).matches() ? GRAPH : null;
	}

	private static boolean takesHtml(HttpServletRequest request) {
		try {
			return MediaType.parseMediaTypes(request.getHeader(HttpHeaders.ACCEPT))
					.stream()
					.anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}
