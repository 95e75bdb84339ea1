package ai.backend.dbstatus.security;

import jakarta.servlet.DispatcherType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Keeps strangers out. With an {@link AccessToken} configured, everything but liveness and readiness wants it; without
 * one, everybody who can reach the service may ask. There are no sessions, no cookies, no forms.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	@Bean
	BearerAuthentication bearerAuthentication(ObjectProvider<AccessToken> token) {
		return new BearerAuthentication(token.getIfAvailable());
	}

	@Bean
	ProblemWriter problemWriter(JsonMapper mapper) {
		return new ProblemWriter(mapper);
	}

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, ObjectProvider<AccessToken> token,
			BearerAuthentication bearer, ProblemWriter problems, WebEndpointProperties endpoints) {
		http.csrf(AbstractHttpConfigurer::disable)
				.formLogin(AbstractHttpConfigurer::disable)
				.httpBasic(AbstractHttpConfigurer::disable)
				.logout(AbstractHttpConfigurer::disable)
				.requestCache(AbstractHttpConfigurer::disable)
				.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
				.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(problems))
				.headers((headers) -> headers.frameOptions(FrameOptionsConfig::deny)
						.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.NO_REFERRER))
						.addHeaderWriter(new ContentPolicy(documentation())));
		if (token.getIfAvailable() == null) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}
		String health = endpoints.getBasePath() + "/health/";
		return http
				.addFilterBefore(authenticationFilter(bearer, problems), AuthorizationFilter.class)
				.authorizeHttpRequests((requests) -> requests
						// These go on with a request that was let in already.
						.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
						.permitAll()
						.requestMatchers(health + "liveness", health + "readiness")
						.permitAll()
						.anyRequest()
						.authenticated())
				.build();
	}

	private static AuthenticationFilter authenticationFilter(BearerAuthentication bearer, ProblemWriter problems) {
		AuthenticationManager manager = bearer;
		AuthenticationFilter filter = new AuthenticationFilter(manager, bearer);
		filter.setSuccessHandler((request, response, authentication) -> {
			// The request goes on; nobody is sent elsewhere.
		});
		filter.setFailureHandler(new AuthenticationEntryPointFailureHandler(problems));
		return filter;
	}

	private static RequestMatcher documentation() {
		PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
		return new OrRequestMatcher(paths.matcher("/swagger-ui.html"), paths.matcher("/swagger-ui/**"));
	}

	@Bean
	FilterRegistrationBean<EmptyErrorFilter> emptyErrorFilter(ProblemWriter problems) {
		FilterRegistrationBean<EmptyErrorFilter> registration = new FilterRegistrationBean<>(
				new EmptyErrorFilter(problems));
		registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	/**
	 * Every filter observed by itself would cost a request more than its answer does, and tell nobody anything.
	 */
	@Bean
	SecurityObservationSettings securityObservationSettings() {
		return SecurityObservationSettings.noObservations();
	}

	/**
	 * Unknown methods are let through to where all methods are refused alike, with 405; and so are header values, which are
	 * read while an error is being answered, too. No resource uses one for more than to choose among what it knows.
	 */
	@Bean
	HttpFirewall httpFirewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		firewall.setAllowedHeaderValues((value) -> true);
		return firewall;
	}

	@Bean
	RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
		return problems;
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports() {
		return (factory) -> factory.addContextCustomizers(
				(context) -> context.getParent().getPipeline().addValve(new ProblemReportValve()));
	}

}
