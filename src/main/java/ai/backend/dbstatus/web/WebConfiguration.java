package ai.backend.dbstatus.web;

import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Wires the resources.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new ReportQueryResolver());
	}

	@Bean
	ReportResponses reportResponses(JsonMapper mapper) {
		return new ReportResponses(mapper);
	}

	@Bean
	OpenApiExamples openApiExamples(JsonMapper mapper) {
		return new OpenApiExamples(mapper);
	}

}
