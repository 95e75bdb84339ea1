package ai.backend.dbstatus.documentation;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * A command that a page tells its reader to run.
 *
 * @param place the page and the line
 * @param text as for a shell, lines that are continued in one
 * @param output what the page shows as its answer, where {@code …} stands for anything; {@code null} if it shows none
 */
record Command(String place, String text, @Nullable String output) {

	private static final Pattern INLINE = Pattern
			.compile("(?:[A-Z_]+=\\S+ )*(?:\\./mvnw|curl|docker|java|kubectl|promtool|src/soak/run) .*");

	/**
	 * The commands of a page: those of its blocks {@code sh} and {@code console}, those that its recipes in YAML have,
	 * and those in the midst of a sentence.
	 */
	static List<Command> of(Page page) {
		List<Command> commands = new ArrayList<>();
		for (Page.Block block : page.blocks()) {
			String place = page.file() + ":" + block.line();
			switch (block.language()) {
				case "sh" -> lines(block.text()).forEach((line) -> commands.add(new Command(place, line, null)));
				case "console" -> commands.addAll(console(place, block.lines()));
				case "yaml" -> yaml(place, block.text()).forEach(commands::add);
				default -> {
				}
			}
		}
		page.codes()
				.stream()
				.filter((code) -> INLINE.matcher(code).matches())
				.map((code) -> new Command(page.file().toString(), code, null))
				.forEach(commands::add);
		return commands;
	}

	private static Stream<String> lines(String text) {
		return text.replaceAll("\\\\\\n\\s*", "")
				.lines()
				.map(String::strip)
				.filter((line) -> !line.isEmpty() && !line.startsWith("#"));
	}

	private static List<Command> console(String place, List<String> lines) {
		List<Command> commands = new ArrayList<>();
		for (String line : lines) {
			if (line.startsWith("$ ")) {
				commands.add(new Command(place, line.substring(2), ""));
			}
			else {
				Command command = commands.removeLast();
				commands.add(new Command(place, command.text(), command.output() + line + "\n"));
			}
		}
		return commands;
	}

	private static Stream<Command> yaml(String place, String text) {
		return scripts(new Yaml().load(new StringReader(text))).flatMap(Command::lines)
				.filter((line) -> line.matches("(curl|git archive) .*"))
				.map((line) -> new Command(place, line, null));
	}

	/** The values of {@code run} and {@code script}, and the arguments of containers whose command is curl. */
	private static Stream<String> scripts(@Nullable Object node) {
		if (node instanceof List<?> items) {
			return items.stream().flatMap(Command::scripts);
		}
		if (!(node instanceof Map<?, ?> map)) {
			return Stream.empty();
		}
		return map.entrySet().stream().flatMap((entry) -> switch (String.valueOf(entry.getKey())) {
			case "run" -> Stream.of(String.valueOf(entry.getValue()));
			case "script" -> ((List<?>) entry.getValue()).stream().map(String::valueOf);
			case "args" -> Stream.of("curl " + arguments((List<?>) entry.getValue()));
			case "command" -> Stream.of(arguments((List<?>) entry.getValue()).replaceFirst("^'curl' ", "curl "));
			default -> scripts(entry.getValue());
		});
	}

	/** Arguments for a shell, which leaves them as they are; Kubernetes writes variables with parentheses. */
	private static String arguments(List<?> arguments) {
		return arguments.stream()
				.map((argument) -> "'" + argument + "'")
				.map((argument) -> argument.replaceAll("\\$\\((\\w+)\\)", "'\"\\$$1\"'"))
				.collect(Collectors.joining(" "));
	}

	/** Whether its exit code tells whether a gate is open. */
	boolean isGate() {
		return this.text.matches(".*[?&](expect|needs)=.*|.*/actuator/health/(dbStatus|deploy).*");
	}

	/** Whether it is a gate on what an upgrade would do, which depends on the scripts that the reader has. */
	boolean isPlanGate() {
		return this.text.contains("forbid=");
	}

	/** The text outside of quotes. */
	String unquoted() {
		return this.text.replaceAll("'[^']*'|\"[^\"]*\"", "");
	}

	@Override
	public String toString() {
		return this.place + " " + this.text;
	}

}
