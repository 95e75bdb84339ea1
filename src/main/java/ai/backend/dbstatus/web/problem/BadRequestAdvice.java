package ai.backend.dbstatus.web.problem;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Headers and parameters are looked at when they are read, which is when a resource is already at work: neither what the
 * firewall refuses then nor what Tomcat cannot decode is a defect of the resource. Nor is a caller who has gone.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class BadRequestAdvice {

	private final ProblemWriter problems;

	BadRequestAdvice(ProblemWriter problems) {
		this.problems = problems;
	}

	@ExceptionHandler
	void rejected(RequestRejectedException ex, HttpServletResponse response) throws IOException {
		this.problems.write(response, HttpStatus.BAD_REQUEST,
				"The request has a header or a parameter that no request to this service needs");
	}

	@ExceptionHandler
	void undecodable(InvalidParameterException ex, HttpServletResponse response) throws IOException {
		this.problems.write(response, HttpStatus.BAD_REQUEST, "The parameters are too many, or not percent-encoded");
	}

	@ExceptionHandler
	void gone(ClientAbortException ex) {
		// There is nobody to answer.
	}

}
