package ai.backend.dbstatus.web.http;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.Assert;

/**
 * What a request asks of a resource: the values of its {@link Parameters}, and the representations that it accepts.
 */
public final class Query {

	private final Parameters taken;

	private final HttpServletRequest request;

	Query(Parameters taken, HttpServletRequest request) {
		this.taken = taken;
		this.request = request;
	}

	/**
	 * The value of a parameter, {@code null} if it is not there.
	 * @throws BadParameterException if it has no such value
	 */
	public <T> @Nullable T get(Parameter<T> parameter) {
		Assert.state(this.taken.take(parameter.name()), "Only what a resource takes can be asked for");
		String[] values = this.request.getParameterValues(parameter.name());
		return (values != null) ? parameter.read(List.of(values)) : null;
	}

	/**
	 * The value of a parameter, or another if it is not there.
	 * @throws BadParameterException if it has no such value
	 */
	public <T> T get(Parameter<T> parameter, T otherwise) {
		T value = get(parameter);
		return (value != null) ? value : otherwise;
	}

	/**
	 * Whether the resource takes a parameter.
	 */
	public boolean takes(Parameter<?> parameter) {
		return this.taken.take(parameter.name());
	}

	@Nullable
	String accept() {
		return this.request.getHeader(HttpHeaders.ACCEPT);
	}

}
