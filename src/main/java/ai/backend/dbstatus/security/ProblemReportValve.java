package ai.backend.dbstatus.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Reports as problem details what Tomcat refuses before any filter sees it: a path that is no path, a header that is too
 * long. Tomcat's own report is a page in HTML.
 */
final class ProblemReportValve extends ErrorReportValve {

	private static final int FIRST_ERROR = 400;

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		int status = response.getStatus();
		if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		HttpStatus known = HttpStatus.resolve(status);
		String title = (known != null) ? known.getReasonPhrase() : "Error";
		byte[] body = "{\"detail\":null,\"instance\":null,\"status\":%d,\"title\":\"%s\",\"type\":\"about:blank\"}"
				.formatted(status, title)
				.getBytes(StandardCharsets.UTF_8);
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader(ContentPolicy.HEADER, ContentPolicy.DATA);
		response.setContentLength(body.length);
		try {
			response.getOutputStream().write(body);
		}
		catch (IOException ex) {
			// The caller has gone.
		}
	}

}
