package ai.backend.dbstatus.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ai.backend.dbstatus.status.report.StatusReport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the reports of components as JSON. Those who share a check share its bytes, too; and as long as checks find the
 * same, only the two fields that differ all the same are written again. So many callers cost little more than one.
 */
final class ReportRenderer {

	/** How a report ends whose timing is left out; the fields are the last two of {@link ReportResource}. */
	private static final byte[] NO_TIMING = bytes("\"checkedAt\":null,\"durationMillis\":null}");

	private final JsonMapper mapper;

	private final Map<String, Rendered> last = new ConcurrentHashMap<>();

	ReportRenderer(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * A report as JSON.
	 * @param pendingLimit how many pending revisions to list
	 */
	Rendered render(StatusReport report, int pendingLimit) {
		Rendered previous = this.last.get(report.component());
		if (previous != null && previous.report == report && previous.pendingLimit == pendingLimit) {
			return previous;
		}
		Rendered rendered = new Rendered(report, pendingLimit, frame(previous, report, pendingLimit), this.mapper);
		this.last.put(report.component(), rendered);
		return rendered;
	}

	/** The same findings are the same object: see {@code ComponentCheck}. */
	private Frame frame(@Nullable Rendered previous, StatusReport report, int pendingLimit) {
		if (previous != null && previous.report.findings() == report.findings()
				&& previous.pendingLimit == pendingLimit) {
			return previous.frame;
		}
		return Frame.of(this.mapper.writeValueAsBytes(ReportResource.of(report, pendingLimit).withoutTiming()));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * What stays the same from check to check.
	 *
	 * @param beginning all before the timing; {@code null} where the mapper has been told to write JSON in another way
	 * @param tag the entity tag
	 */
	@SuppressWarnings("ArrayRecordComponent") // never compared
	private record Frame(byte @Nullable [] beginning, String tag) {

		static Frame of(byte[] json) {
			int length = json.length - NO_TIMING.length;
			boolean ends = length > 0 && Arrays.equals(json, length, json.length, NO_TIMING, 0, NO_TIMING.length);
			return new Frame(ends ? Arrays.copyOf(json, length) : null, EntityTag.of(json));
		}

	}

	/**
	 * A report that was written. Nobody changes the bytes.
	 */
	static final class Rendered {

		private final StatusReport report;

		private final int pendingLimit;

		private final Frame frame;

		private final byte[] body;

		private Rendered(StatusReport report, int pendingLimit, Frame frame, JsonMapper mapper) {
			this.report = report;
			this.pendingLimit = pendingLimit;
			this.frame = frame;
			this.body = (frame.beginning() != null)
					? body(frame.beginning(), report)
					: mapper.writeValueAsBytes(ReportResource.of(report, pendingLimit));
		}

		private static byte[] body(byte[] beginning, StatusReport report) {
			byte[] timing = bytes("\"checkedAt\":\"" + ReportResource.format(report.checkedAt())
					+ "\",\"durationMillis\":" + report.duration().toMillis() + "}");
			ByteArrayOutputStream body = new ByteArrayOutputStream(beginning.length + timing.length);
			body.writeBytes(beginning);
			body.writeBytes(timing);
			return body.toByteArray();
		}

		byte[] body() {
			return this.body;
		}

		/**
		 * The entity tag: the same for reports that differ in nothing but their timing.
		 */
		String tag() {
			return this.frame.tag();
		}

	}

}
