package ai.backend.dbstatus.database.url;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * The query of a URL. Percent-decoded, {@code +} is a space, arguments without a value do not count (Python:
 * {@code parse_qsl}).
 *
 * @param values by name in the order of the URL; a name may come more than once
 */
record UrlArguments(Map<String, List<String>> values) {

	static UrlArguments parse(@Nullable String query) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		if (query != null) {
			for (String pair : query.split("&", -1)) {
				int equals = pair.indexOf('=');
				if (equals > 0 && equals < pair.length() - 1) {
					values.computeIfAbsent(decode(pair.substring(0, equals)), (name) -> new ArrayList<>())
							.add(decode(pair.substring(equals + 1)));
				}
			}
		}
		return new UrlArguments(values);
	}

	/**
	 * All values of a name, each split at commas.
	 */
	List<String> list(String name) {
		return this.values.getOrDefault(name, List.of())
				.stream()
				.flatMap((value) -> List.of(value.split(",", -1)).stream())
				.toList();
	}

	/**
	 * The last value of a name, as a Python driver would take it.
	 */
	@Nullable
	String last(String name) {
		List<String> all = this.values.get(name);
		return (all != null) ? all.getLast() : null;
	}

	void forEach(BiConsumer<String, String> action) {
		this.values.forEach((name, all) -> action.accept(name, all.getLast()));
	}

	private static String decode(String text) {
		return URLDecoder.decode(text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8);
	}

	/** Names only: a value may be a password. */
	@Override
	public String toString() {
		return this.values.keySet().toString();
	}

}
