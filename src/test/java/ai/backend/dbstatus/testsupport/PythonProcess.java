package ai.backend.dbstatus.testsupport;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A Python that answers questions about sources, a line for each. {@code -Ddbstatus.python=} names another than the
 * {@code python3} on the path.
 */
public final class PythonProcess implements AutoCloseable {

	private static final String PYTHON = System.getProperty("dbstatus.python", "python3");

	private final Process process;

	private final DataOutputStream out;

	private final BufferedReader in;

	/**
	 * Starts a Python.
	 * @param test whose resource the driver is
	 * @param driver the name of the program that reads the length of a source, the source, and so on, and prints the answers
	 * @throws IOException if there is no Python
	 */
	public PythonProcess(Class<?> test, String driver) throws IOException {
		this.process = new ProcessBuilder(PYTHON, "-I", path(test, driver).toString())
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
		this.out = new DataOutputStream(new BufferedOutputStream(this.process.getOutputStream()));
		this.in = new BufferedReader(new InputStreamReader(this.process.getInputStream(), StandardCharsets.US_ASCII));
	}

	private static Path path(Class<?> test, String driver) {
		try {
			return Path.of(Objects.requireNonNull(test.getResource(driver)).toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns whether there is a Python.
	 * @param minor its least version, 9 for 3.9
	 * @return whether there is one of that version or a later one
	 */
	public static boolean isAvailable(int minor) {
		try {
			return new ProcessBuilder(PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, " + minor + "))")
					.redirectErrorStream(true)
					.start()
					.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Asks about a source.
	 * @param source the source
	 * @throws IOException if Python has ended
	 */
	public void ask(byte[] source) throws IOException {
		this.out.writeInt(source.length);
		this.out.write(source);
	}

	/**
	 * Sends what was asked.
	 * @throws IOException if Python has ended
	 */
	public void flush() throws IOException {
		this.out.flush();
	}

	/**
	 * Returns the next answer.
	 * @return a line
	 * @throws IOException if Python has ended
	 */
	public String answer() throws IOException {
		String line = this.in.readLine();
		if (line == null) {
			throw new IOException("Python has ended");
		}
		return line;
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
