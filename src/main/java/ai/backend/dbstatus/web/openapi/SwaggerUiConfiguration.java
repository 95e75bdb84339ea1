package ai.backend.dbstatus.web.openapi;

import ai.backend.dbstatus.web.http.ContentPolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.webjars.WebJarVersionLocator;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves Swagger UI, which shows the description of the API. The file that tells it where that is is ours, and stands
 * before its own.
 */
@Configuration(proxyBeanMethods = false)
class SwaggerUiConfiguration implements WebMvcConfigurer {

	private static final String FILES = "/swagger-ui/**";

	private static final String WEBJAR = "swagger-ui";

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler(FILES)
				.addResourceLocations("classpath:/openapi/swagger-ui/", "classpath:/META-INF/resources/webjars/%s/%s/"
						.formatted(WEBJAR, new WebJarVersionLocator().version(WEBJAR)))
				.setCacheControl(CacheControl.noCache());
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new HandlerInterceptor() {

			@Override
			public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
				response.setHeader(ContentPolicy.HEADER, ContentPolicy.API_DOCUMENTATION.directives());
				return true;
			}

		}).addPathPatterns(FILES);
	}

}
