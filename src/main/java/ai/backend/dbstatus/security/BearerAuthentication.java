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

	BearerAuthentication(@Nullable AccessToken token) {
		this.token = token;
	}

	@Override
	public @Nullable Authentication convert(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
			return null;
		}
		return UsernamePasswordAuthenticationToken.unauthenticated(CALLER, header.substring(SCHEME.length()).strip());
	}

	@Override
	public Authentication authenticate(Authentication shown) {
		if (this.token == null || !(shown.getCredentials() instanceof String text) || !this.token.matches(text)) {
			throw new BadCredentialsException("The token is not the configured one");
		}
		return UsernamePasswordAuthenticationToken.authenticated(CALLER, null, List.of());
	}

}
