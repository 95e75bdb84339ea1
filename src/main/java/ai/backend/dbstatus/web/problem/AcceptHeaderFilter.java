package ai.backend.dbstatus.web.problem;

import java.io.IOException;
import java.util.Collections;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses an {@code Accept} header that names more media types than Spring sorts: it would fail wherever it is read, and where
 * the failure is answered, too.
 */
final class AcceptHeaderFilter extends OncePerRequestFilter {

	private static final int MOST_TYPES = 50;

	private final ProblemWriter problems;

	AcceptHeaderFilter(ProblemWriter problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (types(request) > MOST_TYPES) {
			this.problems.write(response, HttpStatus.NOT_ACCEPTABLE,
					"The Accept header names more than " + MOST_TYPES + " media types");
			return;
		}
		chain.doFilter(request, response);
	}

	private static long types(HttpServletRequest request) {
		return Collections.list(request.getHeaders(HttpHeaders.ACCEPT))
				.stream()
				.mapToLong((header) -> 1 + header.chars().filter((c) -> c == ',').count())
				.sum();
	}

}
