package ai.backend.dbstatus.web.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import ai.backend.dbstatus.web.http.ContentPolicy;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/**
 * Writes problem details where a request does not get as far as the resources. What was wrong with it in detail is not
 * said: those who meant no harm see it.
 */
public final class ProblemWriter {

	private final JsonMapper mapper;

	ProblemWriter(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Writes the whole answer, security headers included: where a request was refused early, nobody else writes them. Does
	 * nothing where an answer has begun.
	 * @param detail what to do, in a sentence; {@code null} where the status says it all
	 */
	public void write(HttpServletResponse response, HttpStatusCode status, @Nullable String detail)
			throws IOException {
		if (response.isCommitted()) {
			return;
		}
		byte[] body = (this.mapper.writeValueAsString(ProblemDetail.forStatusAndDetail(status, detail)) + "\n")
				.getBytes(StandardCharsets.UTF_8);
		response.setStatus(status.value());
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader(ContentPolicy.HEADER, ContentPolicy.DATA.directives());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
