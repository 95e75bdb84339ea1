package ai.backend.dbstatus.web.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.status.report.CurrentRevision;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;

/**
 * All components as text for a terminal: a line each, the worst first, and where to go from there.
 */
final class TextOverview {

	private static final int LONGEST = 120;

	private final String address;

	private final Instant now;

	/**
	 * An overview.
	 * @param address the address of the service, with a slash at its end
	 * @param now what time it is
	 */
	TextOverview(String address, Instant now) {
		this.address = address;
		this.now = now;
	}

	/**
	 * The text, with a final newline.
	 * @param components the components by name
	 * @param reports their reports, in configured order
	 */
	String of(Map<String, Component> components, List<StatusReport> reports) {
		if (reports.isEmpty()) {
			return "No component is as asked.\n\n" + addresses(Map.of(this.address, "all components"));
		}
		List<StatusReport> sorted = reports.stream().sorted(Comparator.comparing(StatusReport::status)).toList();
		List<List<String>> cells = sorted.stream()
				.map((report) -> cells(report, Objects.requireNonNull(components.get(report.component()))))
				.toList();
		int[] widths = new int[cells.getFirst().size() - 1];
		for (List<String> row : cells) {
			for (int i = 0; i < widths.length; i++) {
				widths[i] = Math.max(widths[i], row.get(i).length());
			}
		}
		StringBuilder text = new StringBuilder(heading(sorted)).append("\n\n");
		for (int i = 0; i < cells.size(); i++) {
			text.append(line(sorted.get(i).status(), cells.get(i), widths)).append('\n');
		}
		return text.append('\n').append(addresses(next(sorted))).toString();
	}

	private static String heading(List<StatusReport> sorted) {
		Map<Status, Integer> counts = new EnumMap<>(Status.class);
		sorted.forEach((report) -> counts.merge(report.status(), 1, Integer::sum));
		Status worst = sorted.getFirst().status();
		int attention = sorted.size() - counts.getOrDefault(Status.UP_TO_DATE, 0);
		String said = (attention == 0) ? "All up-to-date" : attention + " of " + sorted.size() + " need attention";
		return worst.icon() + " " + said + ": " + counts.entrySet()
				.stream()
				.map((entry) -> entry.getValue() + " " + entry.getKey().displayName())
				.collect(Collectors.joining(", "));
	}

	/** All columns but the last one are as wide as their widest cell. */
	private static String line(Status status, List<String> cells, int[] widths) {
		StringBuilder line = new StringBuilder(status.icon());
		for (int i = 0; i < cells.size(); i++) {
			if (i == widths.length || widths[i] > 0) {
				line.append((i == 0) ? " " : "  ").append(cells.get(i));
				line.append(" ".repeat((i < widths.length) ? widths[i] - cells.get(i).length() : 0));
			}
		}
		return line.toString().stripTrailing();
	}

	private List<String> cells(StatusReport report, Component component) {
		String environment = component.placement().environment();
		String release = report.position().release();
		boolean good = report.status() == Status.UP_TO_DATE;
		String revisions = report.position()
				.currentRevisions()
				.stream()
				.map(CurrentRevision::revision)
				.collect(Collectors.joining(", "));
		return List.of(component.name(), (environment != null) ? oneLine(environment) : "",
				report.status().displayName(), "for " + age(report.since()), (release != null) ? oneLine(release) : "",
				oneLine(good ? revisions : report.verdict().explanation()));
	}

	/** Whatever a database or a script has put into it. */
	private static String oneLine(String text) {
		String line = text.replaceAll("\\p{Cntrl}+", " ");
		return (line.length() <= LONGEST) ? line : line.substring(0, LONGEST - 1) + "…";
	}

	private String age(Instant since) {
		Duration age = Duration.between(since, this.now);
		long seconds = Math.max(0, age.toSeconds());
		if (seconds < 90) {
			return seconds + " s";
		}
		if (age.toMinutes() < 90) {
			return age.toMinutes() + " min";
		}
		return (age.toHours() < 48) ? age.toHours() + " h" : age.toDays() + " d";
	}

	private Map<String, String> next(List<StatusReport> sorted) {
		Map<String, String> next = new LinkedHashMap<>();
		List<String> bad = new ArrayList<>(sorted.stream()
				.map(StatusReport::status)
				.filter((status) -> status != Status.UP_TO_DATE)
				.map(Status::name)
				.distinct()
				.toList());
		String first = sorted.getFirst().component();
		next.put(this.address + "components/" + first + "/db-status?format=text",
				bad.isEmpty() ? "one report" : "what to do about " + first);
		if (!bad.isEmpty() && sorted.getLast().status() == Status.UP_TO_DATE) {
			next.put(this.address + "?status=" + String.join(",", bad), "only these");
		}
		next.put(this.address + "?q=TEXT", "those with a text");
		next.put(this.address + "components/db-status", "all reports as JSON");
		return next;
	}

	private static String addresses(Map<String, String> addresses) {
		int width = addresses.keySet().stream().mapToInt(String::length).max().orElse(0);
		return addresses.entrySet()
				.stream()
				.map((entry) -> "curl '" + entry.getKey() + "'" + " ".repeat(width - entry.getKey().length()) + "  # "
						+ entry.getValue() + "\n")
				.collect(Collectors.joining());
	}

}
