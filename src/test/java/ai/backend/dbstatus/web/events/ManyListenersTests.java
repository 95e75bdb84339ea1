package ai.backend.dbstatus.web.events;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.monitor.ChangeFeed;
import ai.backend.dbstatus.testsupport.EventStream;
import ai.backend.dbstatus.testsupport.Http;
import ai.backend.dbstatus.testsupport.SqliteProject;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * As many listeners as are allowed, and what they leave to others.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"db-status.builtin-components=false", "db-status.events.heartbeat=100ms",
		"db-status.events.check-interval=50ms" })
class ManyListenersTests {

	private static final int LISTENERS = 100;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@TempDir
	private static Path directory;

	@SuppressWarnings("NullAway.Init")
	private static SqliteProject project;

	private final List<EventStream> streams = new ArrayList<>();

	@Autowired
	private ChangeFeed feed;

	@LocalServerPort
	private int port;

	private Http http;

	@DynamicPropertySource
	static void component(DynamicPropertyRegistry registry) {
		project = new SqliteProject(directory).script("a1aa", "One").script("b2bb", "Two", "a1aa");
		registry.add("db-status.workdir", directory::toString);
		registry.add("db-status.components.shop.alembic-config", () -> "alembic.ini");
	}

	@BeforeEach
	void listen() throws Exception {
		project.stamp("a1aa");
		this.http = new Http(this.port);
		for (int i = 0; i < LISTENERS; i++) {
			this.streams.add(new EventStream(this.port, "/events"));
		}
		assertThat(this.feed.subscribers()).isEqualTo(LISTENERS);
	}

	@AfterEach
	void leave() throws Exception {
		for (EventStream stream : this.streams) {
			stream.close();
		}
		Awaitility.await().atMost(PATIENCE).until(() -> this.feed.subscribers() == 0);
	}

	@Test
	void theyTakeNoRequestThread() {
		// While all the threads that requests are meant to have are taken, a virtual one answers.
		Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(this.http.get("/db-status").headers().firstValue("Thread"))
						.contains("platform"));
		assertThat(this.http.json("/db-status").path("status").asString()).isEqualTo("BEHIND");
	}

	@Test
	void eachHearsOfAChange() throws Exception {
		for (EventStream stream : this.streams) {
			assertThat(stream.next().status()).isEqualTo("BEHIND");
		}
		project.stamp("b2bb");
		for (EventStream stream : this.streams) {
			assertThat(stream.next().status()).isEqualTo("UP_TO_DATE");
		}
	}

	@Test
	void thoseWhoLeaveMakeRoomForOthers() throws Exception {
		assertThat(this.http.get("/events", "Accept", "text/event-stream").statusCode()).isEqualTo(503);
		leave();
		this.streams.clear();
		listen();
	}

	/**
	 * Tells which kind of thread answers.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class ThreadHeader {

		@Bean
		FilterRegistrationBean<Filter> threadHeader() {
			return new FilterRegistrationBean<>((request, response, chain) -> {
				((HttpServletResponse) response).setHeader("Thread",
						Thread.currentThread().isVirtual() ? "virtual" : "platform");
				chain.doFilter(request, response);
			});
		}

	}

}
