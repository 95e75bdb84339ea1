package ai.backend.dbstatus.security;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Finds the token in the {@code Authorization} header (RFC 6750) and holds it against the configured one. Whoever shows it
 * is the one user there is.
 */
final class BearerAuthentication implements AuthenticationConverter, AuthenticationManager {

	private static final String SCHEME = "Bearer ";

	private static final String CALLER = "caller";

	private final @Nullable AccessToken token;

	private final FailedTokens failures;

	BearerAuthentication(@Nullable AccessToken token, FailedTokens failures) {
		this.token = token;
		this.failures = failures;
	}

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return null;
		}
		UsernamePasswordAuthenticationToken shown = UsernamePasswordAuthenticationToken.unauthenticated(CALLER,
				header.substring(SCHEME.length()).strip());
		shown.setDetails(request.getRemoteAddr());
		return shown;
	}

	@Override
	public Authentication authenticate(Authentication shown) {
		String address = String.valueOf(shown.getDetails());
		if (this.failures.isRefused(address)) {
			throw new TooManyFailuresException();
		}
		if (this.token == null || !(shown.getCredentials() instanceof String text) || !this.token.matches(text)) {
			this.failures.failed(address);
			throw new BadCredentialsException("The token is not the configured one");
		}
		return UsernamePasswordAuthenticationToken.authenticated(CALLER, null, List.of());
	}

}
