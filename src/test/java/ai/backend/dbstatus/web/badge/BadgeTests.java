package ai.backend.dbstatus.web.badge;

import java.io.StringReader;
import java.net.http.HttpResponse;

import javax.xml.parsers.DocumentBuilderFactory;

import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.testsupport.WatchedService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

class BadgeTests extends WatchedService {

	private static final String BADGE = "/components/manager/badge";

	@Test
	void aBadgeHasTheFormThatShieldsAsksFor() {
		assertThat(this.http.get(BADGE).body()).isEqualTo("""
				{"schemaVersion":1,"label":"manager db","message":"2 pending","color":"yellow","isError":false,\
				"cacheSeconds":300}
				""");
	}

	@Test
	void aBadgeFollowsTheDatabase() {
		migrate(HEAD);
		assertThat(this.http.json(BADGE).path("message").asString()).isEqualTo("up to date");
		assertThat(this.http.json(BADGE).path("color").asString()).isEqualTo("brightgreen");
	}

	@Test
	void aBadgeWithoutAVerdictSaysSoAndIsStillShown() {
		HttpResponse<String> response = this.http.get("/components/archive/badge");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("""
				{"schemaVersion":1,"label":"archive db","message":"cannot connect to database","color":"red",\
				"isError":true,"cacheSeconds":300}
				""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "?format=svg | */* | svg", "?format=json | image/svg+xml | json",
			"'' | image/svg+xml | svg", "'' | image/avif,image/webp,image/svg+xml,image/*,*/*;q=0.8 | svg",
			"'' | image/* | svg", "'' | */* | json", "'' | application/json | json" })
	void theFormatIsWhatWasAskedFor(String query, String accept, String format) {
		HttpResponse<String> response = this.http.get(BADGE + query, "Accept", accept);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type").orElseThrow()).contains(format);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { BADGE + "?format=text | */* | 400", BADGE + " | text/html | 406",
			"/components/nobody/badge | */* | 404" })
	void whatCannotBeDrawnIsAProblem(String path, String accept, int code) {
		HttpResponse<String> response = this.http.get(path, "Accept", accept);
		assertThat(response.statusCode()).isEqualTo(code);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
	}

	@Test
	void anUnchangedBadgeIsNotSentAgain() {
		HttpResponse<String> response = this.http.get(BADGE + "?format=svg");
		String tag = response.headers().firstValue("ETag").orElseThrow();
		assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache");
		assertThat(this.http.get(BADGE + "?format=svg", "If-None-Match", tag).statusCode()).isEqualTo(304);
		migrate(HEAD);
		assertThat(this.http.get(BADGE + "?format=svg", "If-None-Match", tag).statusCode()).isEqualTo(200);
	}

	@Test
	void anImageIsReadToWhoCannotSeeIt() throws Exception {
		Element image = parse(this.http.get(BADGE + "?format=svg").body());
		assertThat(image.getAttribute("role")).isEqualTo("img");
		assertThat(image.getAttribute("aria-label")).isEqualTo("manager db: 2 pending");
		assertThat(image.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("manager db: 2 pending");
	}

	@Test
	void whatATextHoldsIsNoMarkup() throws Exception {
		Badge badge = new Badge(1, "<a> & \"b\"", "</text><script>'é'</script>", "red", true, 300);
		Element image = parse(BadgeImage.draw(badge, Status.ERROR));
		assertThat(image.getElementsByTagName("script").getLength()).isZero();
		assertThat(image.getElementsByTagName("text").item(0).getTextContent()).isEqualTo(badge.label());
		assertThat(image.getElementsByTagName("text").item(1).getTextContent()).isEqualTo(badge.message());
	}

	/** WCAG 2 asks for a ratio of 4.5 for small text. */
	@ParameterizedTest
	@EnumSource(Status.class)
	void whiteLettersStandOutFromTheColour(Status status) {
		int rgb = Integer.parseInt(BadgeColor.of(status).rgb().substring(1), 16);
		double luminance = 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
		assertThat(1.05 / (luminance + 0.05)).isGreaterThan(4.5);
	}

	private static double linear(int channel) {
		double value = (channel & 0xff) / 255.0;
		return (value <= 0.04045) ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
	}

	private static Element parse(String svg) throws Exception {
		return DocumentBuilderFactory.newInstance()
				.newDocumentBuilder()
				.parse(new InputSource(new StringReader(svg)))
				.getDocumentElement();
	}

}
