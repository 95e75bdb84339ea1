package ai.backend.dbstatus.settings;

import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/**
 * Says where to look when the service has started.
 */
final class ServiceAddress {

	private static final Logger LOG = LoggerFactory.getLogger(ServiceAddress.class);

	/** Those at which a browser of this machine finds it under its usual name. */
	private static final Set<String> THIS_MACHINE = Set.of("", "127.0.0.1", "0.0.0.0", "::", "::1", "localhost");

	@EventListener
	void ready(ApplicationReadyEvent event) {
		Environment environment = event.getApplicationContext().getEnvironment();
		if (environment.containsProperty("local.server.port")) {
			LOG.info("Open {}", of(environment));
		}
	}

	static String of(Environment environment) {
		String host = environment.getProperty("server.address", "");
		boolean tls = environment.containsProperty("server.ssl.bundle")
				|| environment.containsProperty("server.ssl.key-store")
				|| environment.containsProperty("server.ssl.certificate");
		return "%s://%s:%s%s/".formatted(tls ? "https" : "http", THIS_MACHINE.contains(host)
				? "localhost"
				: host.contains(":") ? "[" + host + "]" : host, environment.getProperty("local.server.port"),
				environment.getProperty("server.servlet.context-path", ""));
	}

}
