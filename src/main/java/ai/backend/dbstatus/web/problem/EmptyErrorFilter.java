package ai.backend.dbstatus.web.problem;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives a body to errors that have none: of a health component that does not exist, of an {@code Accept} header that
 * leaves no format to say so in.
 */
final class EmptyErrorFilter extends OncePerRequestFilter {

	private final ProblemWriter problems;

	EmptyErrorFilter(ProblemWriter problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(request, response);
		HttpStatus status = HttpStatus.resolve(response.getStatus());
		if (status != null && status.isError() && !response.isCommitted() && response.getContentType() == null
				&& !request.isAsyncStarted()) {
			this.problems.write(response, status, null);
		}
	}

}
