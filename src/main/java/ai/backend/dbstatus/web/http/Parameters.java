package ai.backend.dbstatus.web.http;

import java.util.Arrays;
import java.util.Enumeration;
import java.util.NavigableSet;
import java.util.TreeSet;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The query parameters that a resource takes. There are no others: whoever misspells one would be answered as if it were
 * not there, and a gate would stand open.
 */
public final class Parameters {

	private final NavigableSet<String> names = new TreeSet<>();

	private Parameters(Parameter<?>... taken) {
		Arrays.stream(taken).map(Parameter::name).forEach(this.names::add);
	}

	/**
	 * A resource takes these.
	 */
	public static Parameters of(Parameter<?>... taken) {
		return new Parameters(taken);
	}

	/**
	 * What a request asks for.
	 * @throws UnknownParameterException if it has a parameter that the resource does not take
	 */
	public Query read(HttpServletRequest request) {
		Enumeration<String> given = request.getParameterNames();
		while (given.hasMoreElements()) {
			String name = given.nextElement();
			if (!take(name)) {
				throw new UnknownParameterException(name, this.names);
			}
		}
		return new Query(this, request);
	}

	/**
	 * What a request says of some parameters, whatever others it has: where it is not decided yet what answers it.
	 */
	public static Query anything(HttpServletRequest request, Parameter<?>... asked) {
		return new Query(of(asked), request);
	}

	boolean take(String name) {
		return this.names.contains(name);
	}

}
