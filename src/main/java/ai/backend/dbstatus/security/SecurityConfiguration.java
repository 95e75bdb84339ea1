package ai.backend.dbstatus.security;

import ai.backend.dbstatus.web.http.ContentPolicy;
import ai.backend.dbstatus.web.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
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
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Keeps strangers out. With an {@link AccessToken} configured, everything but liveness, readiness and the pages, which ask
 * for it, wants it; without one, everybody who can reach the service may ask. There are no sessions, no cookies, no forms.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	@Bean
	BearerAuthentication bearerAuthentication(ObjectProvider<AccessToken> token) {
		return new BearerAuthentication(token.getIfAvailable(), new FailedTokens(System::nanoTime));
	}

	@Bean
	Refusals refusals(ProblemWriter problems) {
		return new Refusals(problems);
	}

	@Bean
	SecurityFilterChain securityFilterChain(HttpSecurity http, ObjectProvider<AccessToken> token,
			BearerAuthentication bearer, Refusals refusals, WebEndpointProperties endpoints) {
		http.csrf(AbstractHttpConfigurer::disable)
				.formLogin(AbstractHttpConfigurer::disable)
				.httpBasic(AbstractHttpConfigurer::disable)
				.logout(AbstractHttpConfigurer::disable)
				.requestCache(AbstractHttpConfigurer::disable)
				.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
				.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(refusals))
				.headers((headers) -> headers.frameOptions(FrameOptionsConfig::deny)
						.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.NO_REFERRER))
						// For what does not say itself what browsers may do with it.
						.contentSecurityPolicy(
								(policy) -> policy.policyDirectives(ContentPolicy.DATA.directives())));
		if (token.getIfAvailable() == null) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
		}
		String health = endpoints.getBasePath() + "/health/";
		return http
				.addFilterBefore(authenticationFilter(bearer, refusals), AuthorizationFilter.class)
				.authorizeHttpRequests((requests) -> requests
						// These go on with a request that was let in already.
						.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
						.permitAll()
						.requestMatchers(health + "liveness", health + "readiness")
						.permitAll()
						// Files of the page, which hold nothing of what the service knows.
						.requestMatchers(HttpMethod.GET, PagesForStrangers.FILES)
						.permitAll()
						.anyRequest()
						.authenticated())
				.build();
	}

	private static AuthenticationFilter authenticationFilter(BearerAuthentication bearer, Refusals refusals) {
		AuthenticationManager manager = bearer;
		AuthenticationFilter filter = new AuthenticationFilter(manager, bearer);
		filter.setSuccessHandler((request, response, authentication) -> {
			// The request goes on; nobody is sent elsewhere.
		});
		filter.setFailureHandler(new AuthenticationEntryPointFailureHandler(refusals));
		return filter;
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

}
