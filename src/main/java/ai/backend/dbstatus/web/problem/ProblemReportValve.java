package ai.backend.dbstatus.web.problem;

import java.io.IOException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatusCode;

/**
 * Reports as problem details what Tomcat refuses before any filter sees it: a path that is no path, a header that is too
 * long. Tomcat's own report is a page in HTML.
 */
final class ProblemReportValve extends ErrorReportValve {

	private final ProblemWriter problems;

	ProblemReportValve(ProblemWriter problems) {
		this.problems = problems;
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		HttpStatusCode status = HttpStatusCode.valueOf(response.getStatus());
		if (!status.isError() || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		try {
			this.problems.write(response, status, null);
		}
		catch (IOException ex) {
			// The caller has gone.
		}
	}

}
