package ai.backend.dbstatus;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code java -jar} begins with. It is compiled for Java 17, unlike all else, so that an older Java than the service
 * needs can say so, and where there is one that is new enough.
 */
public final class Start {

	/** The release of Java that the service is compiled for. */
	static final int NEEDED = 25;

	private static final String SERVICE = "ai.backend.dbstatus.DbStatusApplication";

	/** Where JDKs are, on Linux, macOS and in people's homes; each entry may be one. */
	private static final List<String> PLACES = List.of("/usr/lib/jvm", "/opt/java", "/opt",
			"/Library/Java/JavaVirtualMachines", "~/.sdkman/candidates/java", "~/.jdks",
			"~/Library/Java/JavaVirtualMachines");

	private Start() {
	}

	public static void main(String[] args) throws ReflectiveOperationException {
		int running = Runtime.version().feature();
		if (running < NEEDED) {
			System.err.println(refusal(running, System.getProperty("java.home"), found()));
			System.exit(1);
		}
		Method main = Class.forName(SERVICE).getDeclaredMethod("main", String[].class);
		main.setAccessible(true);
		main.invoke(null, (Object) args);
	}

	/**
	 * What to tell whoever runs an older Java.
	 * @param found the directories of those that are new enough
	 */
	static String refusal(int running, String home, List<Path> found) {
		String needs = "db-status needs Java %d or newer; this is Java %d (%s).".formatted(NEEDED, running, home);
		if (found.isEmpty()) {
			return needs + System.lineSeparator()
					+ "Install a JDK %d, for example from https://adoptium.net/, or run the image.".formatted(NEEDED);
		}
		return needs + System.lineSeparator() + "Found one: start it with the same arguments by "
				+ found.get(0).resolve("bin").resolve("java");
	}

	private static List<Path> found() {
		List<Path> homes = new ArrayList<>();
		for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
			if (variable.getKey().startsWith("JAVA") && variable.getKey().contains("HOME")) {
				homes.add(Path.of(variable.getValue()));
			}
		}
		for (String place : PLACES) {
			homes.addAll(below(Path.of(place.replaceFirst("^~", System.getProperty("user.home")))));
		}
		return homes.stream().filter((home) -> release(home) >= NEEDED).toList();
	}

	private static List<Path> below(Path directory) {
		List<Path> homes = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
			for (Path entry : entries) {
				homes.add(entry);
				homes.add(entry.resolve("Contents").resolve("Home"));
			}
		}
		catch (IOException ex) {
			// There is none, then.
		}
		homes.sort(null);
		return homes;
	}

	/**
	 * The release of the Java in a directory, as its file {@code release} tells; 0 if there is none.
	 */
	static int release(Path home) {
		try {
			for (String line : Files.readAllLines(home.resolve("release"))) {
				if (line.matches("JAVA_VERSION=\"\\d{1,4}\\b.*")
						&& Files.isExecutable(home.resolve("bin").resolve("java"))) {
					return Integer.parseInt(line.replaceFirst("^[^\"]*\"(\\d+).*", "$1"));
				}
			}
		}
		catch (IOException ex) {
			// It is none, then.
		}
		return 0;
	}

}
