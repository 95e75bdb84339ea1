package ai.backend.dbstatus.web;

import java.util.List;

import ai.backend.dbstatus.status.wait.StatusWaits;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Wires the resources.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	private final ObjectProvider<StatusWaits> waits;

	WebConfiguration(ObjectProvider<StatusWaits> waits) {
		this.waits = waits;
	}

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new ReportQueryResolver(() -> this.waits.getObject().limits().maxDuration()));
	}

	@Override
	public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
		handlers.add(new TaggedResponseHandler());
	}

	@Bean
	TaggedResponses taggedResponses(JsonMapper mapper) {
		return new TaggedResponses(mapper);
	}

	@Bean
	ReportResponses reportResponses(TaggedResponses responses, StatusWaits waits, JsonMapper mapper) {
		return new ReportResponses(responses, new ReportRenderer(mapper), waits.limits().interval());
	}

	@Bean
	HistoryResponses historyResponses(TaggedResponses responses) {
		return new HistoryResponses(responses);
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> clientPresence() {
		return (factory) -> factory.addEngineValves(new ClientPresenceValve());
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> requestThreads() {
		return (factory) -> factory
				.addProtocolHandlerCustomizers((handler) -> handler.setExecutor(new RequestThreads()));
	}

	@Bean
	OpenApiExamples openApiExamples(JsonMapper mapper) {
		return new OpenApiExamples(mapper);
	}

	@Bean
	EventRenderer eventRenderer(JsonMapper mapper) {
		return new EventRenderer(mapper);
	}

}
