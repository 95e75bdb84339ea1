package ai.backend.dbstatus.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import ai.backend.dbstatus.paths.NoPath;
import ai.backend.dbstatus.security.AccessToken;
import ai.backend.dbstatus.settings.DbStatusProperties.SecurityProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Takes the access token from the settings. A token that is configured and not there stops the start: a service that was
 * to be closed must not be open because a secret was not mounted.
 */
@Configuration(proxyBeanMethods = false)
class AccessTokenConfiguration {

	private static final int MAX_BYTES = 4096;

	@Bean
	@Nullable
	AccessToken accessToken(DbStatusProperties properties) {
		SecurityProperties security = properties.security();
		String token = security.token();
		String file = security.tokenFile();
		if (token != null && file != null) {
			throw new InvalidSettingException("Both a token and a file with a token are configured.",
					"Set one of 'db-status.security.token' and 'db-status.security.token-file'.");
		}
		if (token != null) {
			return token(token, "Set 'db-status.security.token' to a token, or take the setting away.");
		}
		return (file != null) ? token(read(file), "Put a token into '%s', and nothing else.".formatted(file)) : null;
	}

	private static AccessToken token(String text, String action) {
		try {
			return AccessToken.of(text.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSettingException(text.isBlank()
					? "An access token is configured and is empty."
					: "The configured access token is not valid. " + ex.getMessage(), action);
		}
	}

	private static String read(String file) {
		try (InputStream in = Files.newInputStream(Path.of(file))) {
			return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
		}
		catch (InvalidPathException ex) {
			throw new InvalidSettingException(
					"The file with the access token, '%s', is none: %s.".formatted(file, NoPath.because(ex)),
					"Set 'db-status.security.token-file' to a file that the service may read.");
		}
		catch (IOException ex) {
			throw new InvalidSettingException("The file with the access token, '%s', cannot be read.".formatted(file),
					"Set 'db-status.security.token-file' to a file that the service may read.");
		}
	}

}
