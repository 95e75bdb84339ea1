package ai.backend.dbstatus.security;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * Answers with problem details (RFC 9457) where a request does not get as far as the resources. What was wrong with it in
 * detail is not said: those who meant no harm see it.
 */
final class ProblemWriter implements AuthenticationEntryPoint, RequestRejectedHandler {

	private final JsonMapper mapper;

	ProblemWriter(JsonMapper mapper) {
		this.mapper = mapper;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		boolean shown = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
				shown ? "Bearer realm=\"db-status\", error=\"invalid_token\"" : "Bearer realm=\"db-status\"");
		write(response, HttpStatus.UNAUTHORIZED, shown
				? "The token in the Authorization header is not the one of this service"
				: "This service wants a token: send the header 'Authorization: Bearer TOKEN'");
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException ex)
			throws IOException {
		write(response, HttpStatus.BAD_REQUEST, "The request has a part that no request to this service needs");
	}

	/**
	 * Writes the whole answer, security headers included: where a request was refused early, nobody else writes them.
	 */
	void write(HttpServletResponse response, HttpStatus status, @Nullable String detail) throws IOException {
		if (response.isCommitted()) {
			return;
		}
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		response.setStatus(status.value());
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader(ContentPolicy.HEADER, ContentPolicy.DATA);
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.getOutputStream().write(this.mapper.writeValueAsBytes(problem));
	}

}
