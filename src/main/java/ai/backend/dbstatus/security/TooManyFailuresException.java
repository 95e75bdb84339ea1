package ai.backend.dbstatus.security;

import org.springframework.security.core.AuthenticationException;

/**
 * An address has shown so many wrong tokens that this one was not looked at.
 */
final class TooManyFailuresException extends AuthenticationException {

	TooManyFailuresException() {
		super("Too many wrong tokens");
	}

}
