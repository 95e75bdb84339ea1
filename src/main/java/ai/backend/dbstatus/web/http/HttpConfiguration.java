package ai.backend.dbstatus.web.http;

import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Wires what all resources have in common.
 */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration implements WebMvcConfigurer {

	@Override
	public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
		handlers.add(new TaggedResponseHandler());
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new LargeAnswers())
				.addPathPatterns("/components/*/graph", "/components/*/graph.svg", "/components/*/revisions",
						"/components/*/plan",
						"/components/*/");
	}

	@Bean
	TrailingSlashes trailingSlashes(
			@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping resources) {
		return new TrailingSlashes(resources);
	}

	@Bean
	ServerHttpMessageConvertersCustomizer jsonLines(JsonMapper mapper) {
		return (converters) -> converters.withJsonConverter(new JsonLines(mapper));
	}

	@Bean
	TaggedResponses taggedResponses(JsonMapper mapper) {
		return new TaggedResponses(mapper);
	}

}
