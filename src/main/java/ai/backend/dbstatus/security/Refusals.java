package ai.backend.dbstatus.security;

import java.io.IOException;

import ai.backend.dbstatus.web.problem.ProblemWriter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Answers requests that Spring Security refuses: a browser that opens a page gets it without what it would show, and is asked
 * for the token by it.
 */
final class Refusals implements AuthenticationEntryPoint, RequestRejectedHandler {

	private final ProblemWriter problems;

	Refusals(ProblemWriter problems) {
		this.problems = problems;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException, ServletException {
		String page = PagesForStrangers.page(request);
		if (page != null) {
			request.getRequestDispatcher(page).forward(request, response);
			return;
		}
		if (ex instanceof TooManyFailuresException) {
			response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(FailedTokens.WINDOW.toSeconds()));
			this.problems.write(response, HttpStatus.TOO_MANY_REQUESTS,
					"Too many wrong tokens came from this address, so that this one was not looked at");
			return;
		}
		boolean shown = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
				shown ? "Bearer realm=\"db-status\", error=\"invalid_token\"" : "Bearer realm=\"db-status\"");
		this.problems.write(response, HttpStatus.UNAUTHORIZED, shown
				? "The token in the Authorization header is not the one of this service"
				: "This service wants a token: send the header 'Authorization: Bearer TOKEN'");
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException ex)
			throws IOException {
		this.problems.write(response, HttpStatus.BAD_REQUEST,
				"The request has a part that no request to this service needs");
	}

}
