package ai.backend.dbstatus.web;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.util.Assert;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives the methods of controllers their {@link ReportQuery}.
 */
final class ReportQueryResolver implements HandlerMethodArgumentResolver {

	private final Supplier<Duration> maxWait;

	/**
	 * A resolver.
	 * @param maxWait how long a request may wait
	 */
	ReportQueryResolver(Supplier<Duration> maxWait) {
		this.maxWait = maxWait;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == ReportQuery.class;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory)
			throws HttpMediaTypeNotAcceptableException {
		HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
		Assert.state(request != null, "A request over HTTP is a servlet request");
		return ReportQuery.of(request, this.maxWait.get());
	}

}
