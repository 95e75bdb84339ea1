package ai.backend.dbstatus.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The service's memory, threads, files and connections over time.
 */
final class Vitals {

	private final List<Sample> samples = new ArrayList<>();

	/**
	 * The vitals at one time.
	 *
	 * @param rss resident memory in MB
	 * @param heap used heap in MB
	 * @param threads platform threads
	 * @param files open files and sockets
	 * @param sessions connections that the databases count
	 */
	record Sample(double rss, double heap, double threads, double files, double sessions) {}

	void take(long pid, String prometheus, double sessions) throws IOException {
		Path process = Path.of("/proc", String.valueOf(pid));
		double rss = Files.exists(process)
				? number(Files.readString(process.resolve("status")), "VmRSS:\\s+(\\d+)") / 1024
				: 0;
		double heap = sum(prometheus, "(?m)^jvm_memory_used_bytes\\{area=\"heap\".*\\} (\\S+)$") / 1024 / 1024;
		this.samples.add(new Sample(rss, heap, number(prometheus, "(?m)^jvm_threads_live_threads (\\S+)$"),
				number(prometheus, "(?m)^process_files_open_files (\\S+)$"), sessions));
	}

	private static double number(String text, String pattern) {
		Matcher matcher = Pattern.compile(pattern).matcher(text);
		return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
	}

	private static double sum(String text, String pattern) {
		return Pattern.compile(pattern)
				.matcher(text)
				.results()
				.mapToDouble((match) -> Double.parseDouble(match.group(1)))
				.sum();
	}

	int size() {
		return this.samples.size();
	}

	/**
	 * What grew: nothing, or a line for each.
	 */
	List<String> growth() {
		List<String> grown = new ArrayList<>();
		grown(grown, "RSS in MB", Sample::rss, 25);
		grown(grown, "live heap in MB", Sample::heap, 10);
		grown(grown, "threads", Sample::threads, 8);
		grown(grown, "open files", Sample::files, 20);
		grown(grown, "database sessions", Sample::sessions, 2);
		return grown;
	}

	private void grown(List<String> grown, String what, ToDoubleFunction<Sample> value, double allowed) {
		double before = low(value, 1);
		double after = low(value, 3);
		if (after > before + allowed) {
			grown.add("%s: %.0f in the second quarter, %.0f in the last".formatted(what, before, after));
		}
	}

	/** The lowest value in a quarter (the first is for warming up): for the heap, about what lives. */
	private double low(ToDoubleFunction<Sample> value, int quarter) {
		int size = this.samples.size();
		return this.samples.subList(size * quarter / 4, size * (quarter + 1) / 4)
				.stream()
				.mapToDouble(value)
				.min()
				.orElse(0);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("| lowest in | RSS MB | heap MB | threads | files | sessions |\n"
				+ "|---|---:|---:|---:|---:|---:|\n");
		for (int quarter = 0; quarter < 4; quarter++) {
			text.append("| quarter %d | %.0f | %.0f | %.0f | %.0f | %.0f |%n".formatted(quarter + 1,
					low(Sample::rss, quarter), low(Sample::heap, quarter), low(Sample::threads, quarter),
					low(Sample::files, quarter), low(Sample::sessions, quarter)));
		}
		text.append("| highest | %.0f | %.0f | %.0f | %.0f | %.0f |%n".formatted(high(Sample::rss), high(Sample::heap),
				high(Sample::threads), high(Sample::files), high(Sample::sessions)));
		return text.toString();
	}

	private double high(ToDoubleFunction<Sample> value) {
		return this.samples.stream().mapToDouble(value).max().orElse(0);
	}

}
