package ai.backend.dbstatus.web.problem;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Spring Boot asserts that a path below {@code /actuator/health} goes on from a component that is there. Where it does
 * not, the path leads nowhere, and that is not this service's defect.
 */
@RestControllerAdvice(basePackages = "org.springframework.boot.webmvc.actuate")
@Order(Ordered.HIGHEST_PRECEDENCE)
class HealthPathAdvice {

	private final HealthContributorRegistry contributors;

	private final HealthEndpointGroups groups;

	private final ProblemWriter problems;

	HealthPathAdvice(HealthContributorRegistry contributors, HealthEndpointGroups groups, ProblemWriter problems) {
		this.contributors = contributors;
		this.groups = groups;
		this.problems = problems;
	}

	@ExceptionHandler
	void nowhere(IllegalStateException ex, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		if (!(request.getAttribute(HandlerMapping.PATH_WITHIN_HANDLER_MAPPING_ATTRIBUTE) instanceof String path)
				|| leadsSomewhere(path)) {
			throw ex;
		}
		this.problems.write(response, HttpStatus.NOT_FOUND, "There is nothing of that name in the health");
	}

	private boolean leadsSomewhere(String path) {
		Deque<String> names = new ArrayDeque<>(List.of(StringUtils.tokenizeToStringArray(path, "/")));
		if (this.groups.getNames().contains(names.peek())) {
			names.remove();
		}
		HealthContributors place = this.contributors;
		while (!names.isEmpty()) {
			HealthContributor next = place.getContributor(names.remove());
			if (!(next instanceof CompositeHealthContributor composite)) {
				return next != null && names.isEmpty();
			}
			place = composite;
		}
		return true;
	}

}
