package ai.backend.dbstatus.web.server;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the web server.
 */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> clientPresence() {
		return (factory) -> factory.addEngineValves(new ClientPresenceValve());
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> deadlineOfRequests() {
		return (factory) -> factory.setProtocol(DeadlineProtocol.class.getName());
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> requestThreads() {
		return (factory) -> factory
				.addProtocolHandlerCustomizers((handler) -> handler.setExecutor(new RequestThreads()));
	}

}
