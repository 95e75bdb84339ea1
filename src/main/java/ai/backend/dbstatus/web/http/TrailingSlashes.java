package ai.backend.dbstatus.web.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Leads from an address with a slash at its end to the resource without it, where there is one; the query is kept. Comes last,
 * after the pages whose address ends with a slash. The way is relative, so that it works behind a proxy that serves this below
 * a path.
 */
final class TrailingSlashes extends AbstractHandlerMapping {

	private final RequestMappingHandlerMapping resources;

	TrailingSlashes(RequestMappingHandlerMapping resources) {
		this.resources = resources;
		setOrder(Ordered.LOWEST_PRECEDENCE);
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
		String path = path(request);
		return (path.length() > 1 && path.endsWith("/") && isResource(path.substring(0, path.length() - 1), request))
				? (HttpRequestHandler) TrailingSlashes::redirect
				: null;
	}

	private static String path(HttpServletRequest request) {
		return request.getRequestURI().substring(request.getContextPath().length());
	}

	private boolean isResource(String path, HttpServletRequest request) {
		PathContainer parsed = PathContainer.parsePath(path);
		HttpMethod method = HttpMethod.valueOf(request.getMethod());
		return this.resources.getHandlerMethods()
				.keySet()
				.stream()
				.anyMatch((resource) -> takes(resource, method) && resource.getPathPatternsCondition() != null
						&& resource.getPathPatternsCondition()
								.getPatterns()
								.stream()
								.anyMatch((pattern) -> pattern.matches(parsed)));
	}

	/** What takes any method is for errors, and no resource. */
	private static boolean takes(RequestMappingInfo resource, HttpMethod method) {
		RequestMethod asked = RequestMethod.resolve(HttpMethod.HEAD.equals(method) ? HttpMethod.GET : method);
		return asked != null && resource.getMethodsCondition().getMethods().contains(asked);
	}

	private static void redirect(HttpServletRequest request, HttpServletResponse response) {
		String path = path(request);
		String last = path.substring(path.lastIndexOf('/', path.length() - 2) + 1, path.length() - 1);
		String query = request.getQueryString();
		response.setStatus(HttpStatus.PERMANENT_REDIRECT.value());
		response.setHeader(HttpHeaders.LOCATION,
				"../" + last + ((query != null) ? "?" + query : ""));
	}

}
