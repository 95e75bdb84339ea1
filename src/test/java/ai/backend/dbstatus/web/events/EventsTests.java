package ai.backend.dbstatus.web.events;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.monitor.ChangeFeed;
import ai.backend.dbstatus.testsupport.EventStream;
import ai.backend.dbstatus.testsupport.EventStream.Received;
import ai.backend.dbstatus.testsupport.WatchedService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The streams over HTTP, while a database changes.
 */
@Timeout(60)
class EventsTests extends WatchedService {

	@Autowired
	private ChangeFeed feed;

	/** The service learns that a client has left when it writes to it: at the latest with the next heartbeats. */
	@AfterEach
	void clientsThatLeftAreForgotten() {
		Awaitility.await().until(() -> this.feed.subscribers() == 0);
	}

	@Test
	void aStreamBeginsWithTheReportOfEachComponent() throws IOException {
		try (EventStream stream = new EventStream(port(), "/events")) {
			Received first = stream.next();
			Received second = stream.next();
			assertThat(stream.head()).contains("HTTP/1.1 200 ", "Content-Type: text/event-stream;charset=UTF-8",
					"Cache-Control: no-store");
			assertThat(List.of(first.component() + " " + first.status(), second.component() + " " + second.status()))
					.containsExactlyInAnyOrder("manager BEHIND", "archive ERROR");
			assertThat(first.name()).isEqualTo("report");
			// Who leaves before it has heard of all does not go on from there.
			assertThat(first.id()).isNull();
			assertThat(second.id()).isNotNull();
		}
	}

	@Test
	void anEventIsTheReportOfTheResource() throws IOException {
		try (EventStream stream = new EventStream(port(), "/events?component=manager")) {
			assertThat(stream.next().data().propertyNames())
					.isEqualTo(this.http.json("/components/manager/db-status").propertyNames());
		}
	}

	@Test
	void theFirstReportIsNotOlderThanTheStream() throws IOException {
		for (String revision : List.of(HEAD, BEHIND, HEAD)) {
			migrate(revision);
			try (EventStream stream = new EventStream(port(), "/events?component=manager")) {
				assertThat(stream.next().data().path("currentRevisions").path(0).path("revision").asString())
						.isEqualTo(revision);
			}
		}
	}

	@Test
	void aChangeOfTheDatabaseComesAsAnEvent() throws IOException {
		try (EventStream stream = new EventStream(port(), "/events?component=manager")) {
			assertThat(stream.next().status()).isEqualTo("BEHIND");
			migrate(HEAD);
			assertThat(stream.next().status()).isEqualTo("UP_TO_DATE");
			migrate(BASE);
			Received last = stream.next();
			assertThat(last.status()).isEqualTo("BEHIND");
			assertThat(last.data().path("pendingCount").asInt()).isEqualTo(3);
		}
	}

	@Test
	void aClientThatComesBackHearsWhatItMissed() throws IOException {
		String left;
		try (EventStream stream = new EventStream(port(), "/events?component=manager")) {
			left = String.valueOf(stream.next().id());
		}
		migrate(HEAD);
		this.http.get("/components/manager/db-status");
		migrate(BASE);
		this.http.get("/components/manager/db-status");
		try (EventStream stream = new EventStream(port(), "/events?component=manager", "Last-Event-ID", left)) {
			assertThat(stream.next().status()).isEqualTo("UP_TO_DATE");
			assertThat(stream.next().data().path("pendingCount").asInt()).isEqualTo(3);
		}
	}

	@Test
	void aClientWithAnIdOfAnotherProcessStartsAnew() throws IOException {
		try (EventStream stream = new EventStream(port(), "/events?component=archive", "Last-Event-ID",
				"0123456789ab-1")) {
			assertThat(stream.next().status()).isEqualTo("ERROR");
		}
	}

	@Test
	void aSilentStreamHasHeartbeats() throws IOException {
		try (EventStream stream = new EventStream(port(), "/events?component=archive")) {
			stream.next();
			String line = stream.line();
			while (!line.startsWith(":")) {
				line = stream.line();
			}
			assertThat(line).isEqualTo(": heartbeat");
		}
	}

	@Test
	void oneClientTooManyIsToldWhenToComeBack() throws Exception {
		List<EventStream> streams = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			streams.add(new EventStream(port(), "/events?component=archive"));
		}
		HttpResponse<String> refused = this.http.get("/events", "Accept", "text/event-stream");
		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(refused.headers().firstValue("Retry-After")).contains("10");
		for (EventStream stream : streams) {
			stream.close();
		}
		clientsThatLeftAreForgotten();
		try (EventStream stream = new EventStream(port(), "/events?component=archive")) {
			assertThat(stream.head()).contains("HTTP/1.1 200 ");
		}
	}

	@Test
	void aClientThatDoesNotReadDelaysNobody() throws IOException {
		try (EventStream idle = new EventStream(port(), "/events");
				EventStream stream = new EventStream(port(), "/events?component=manager")) {
			stream.next();
			for (int i = 0; i < 20; i++) {
				String revision = (i % 2 == 0) ? HEAD : BEHIND;
				migrate(revision);
				assertThat(stream.next().data().path("currentRevisions").path(0).path("revision").asString())
						.isEqualTo(revision);
			}
			assertThat(idle.head()).isNotEmpty();
		}
	}

	@Test
	void headIsAnsweredAtOnce() {
		HttpResponse<String> response = this.http.send("HEAD", "/events");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream;charset=UTF-8");
	}

	@Test
	void aStreamOfAnUnknownComponentIsAProblem() {
		assertThat(this.http.get("/events?component=nobody").statusCode()).isEqualTo(404);
		assertThat(this.http.get("/events", "Accept", "application/json").statusCode()).isEqualTo(406);
	}

}
