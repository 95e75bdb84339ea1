package ai.backend.dbstatus.database.url;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The argument {@code options} of libpq: {@code -c name=value}, {@code -cname=value} and {@code --name=value}, separated by
 * spaces; a backslash takes away the meaning of the character after it (PostgreSQL: {@code pg_split_opts}). Of a project's
 * file only the {@code search_path} reaches the server; what changes nothing in what is read is left out.
 */
final class PostgresOptions {

	private static final Pattern SETTING = Pattern.compile("(?<name>[A-Za-z_][A-Za-z0-9_.-]*)=(?<value>.*)",
			Pattern.DOTALL);

	/** Who asks, and which of the server's own functions are called, is not among them. */
	private static final Set<String> WITHOUT_EFFECT = Set.of("application_name", "bytea_output", "client_encoding",
			"client_min_messages", "datestyle", "default_transaction_isolation", "default_transaction_read_only",
			"enable_seqscan", "extra_float_digits", "geqo", "idle_in_transaction_session_timeout",
			"idle_session_timeout", "intervalstyle", "jit", "lock_timeout", "maintenance_work_mem",
			"max_parallel_workers_per_gather", "plan_cache_mode", "random_page_cost", "statement_timeout",
			"standard_conforming_strings", "synchronous_commit", "tcp_keepalives_count", "tcp_keepalives_idle",
			"tcp_keepalives_interval", "tcp_user_timeout", "temp_buffers", "timezone", "transaction_timeout",
			"work_mem");

	private PostgresOptions() {
	}

	/**
	 * What is left of the options of a project's file: the search path that they set, or {@code null} if they set none.
	 */
	static @Nullable String searchPath(String options) {
		String searchPath = null;
		List<String> words = words(options);
		for (int i = 0; i < words.size(); i++) {
			String word = words.get(i);
			String setting;
			if (word.equals("-c") && i + 1 < words.size()) {
				i++;
				setting = words.get(i);
			}
			else if (word.startsWith("-c") || word.startsWith("--")) {
				setting = word.substring(2);
			}
			else {
				throw SqlAlchemyUrl.invalid("of the argument \"options\" a project's file may have settings only, as in"
						+ " -csearch_path=name");
			}
			Matcher matcher = SETTING.matcher(setting);
			String name = matcher.matches() ? matcher.group("name").replace('-', '_').toLowerCase(Locale.ROOT) : "";
			if (name.equals("search_path")) {
				searchPath = matcher.group("value");
			}
			else if (!WITHOUT_EFFECT.contains(name)) {
				throw SqlAlchemyUrl
						.invalid("the argument \"options\" of a project's file has a setting that is accepted"
								+ " only in db-status.components.NAME.url; accepted are search_path and what changes nothing in"
								+ " what is read, such as timezone");
			}
		}
		return (searchPath != null) ? "-csearch_path=" + searchPath.replaceAll("([\\s\\\\])", "\\\\$1") : null;
	}

	private static List<String> words(String options) {
		List<String> words = new ArrayList<>();
		StringBuilder word = new StringBuilder();
		boolean escaped = false;
		for (int i = 0; i < options.length(); i++) {
			char c = options.charAt(i);
			if (!escaped && Character.isWhitespace(c)) {
				end(word, words);
			}
			else if (!escaped && c == '\\') {
				escaped = true;
			}
			else {
				word.append(c);
				escaped = false;
			}
		}
		end(word, words);
		return words;
	}

	private static void end(StringBuilder word, List<String> words) {
		if (!word.isEmpty()) {
			words.add(word.toString());
			word.setLength(0);
		}
	}

}
