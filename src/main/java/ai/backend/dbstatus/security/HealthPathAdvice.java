package ai.backend.dbstatus.security;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Spring Boot asserts that a path below {@code /actuator/health} goes on from a component that is there. Where it does
 * not, the path leads nowhere, and that is not this service's defect.
 */
@RestControllerAdvice(basePackages = "org.springframework.boot.webmvc.actuate")
@Order(Ordered.HIGHEST_PRECEDENCE)
class HealthPathAdvice {

	private static final String PACKAGE = HealthEndpoint.class.getPackageName();

	private static final String LOOKUP = "getContributor";

	private final ProblemWriter problems;

	HealthPathAdvice(ProblemWriter problems) {
		this.problems = problems;
	}

	@ExceptionHandler
	void nowhere(IllegalStateException ex, HttpServletResponse response) throws IOException {
		StackTraceElement[] frames = ex.getStackTrace();
		boolean lookup = frames.length > 1 && frames[1].getClassName().startsWith(PACKAGE)
				&& frames[1].getMethodName().equals(LOOKUP);
		if (!lookup) {
			throw ex;
		}
		this.problems.write(response, HttpStatus.NOT_FOUND, "There is nothing of that name in the health");
	}

}
