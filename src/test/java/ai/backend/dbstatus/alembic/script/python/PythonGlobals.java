package ai.backend.dbstatus.alembic.script.python;

import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A Python that says what the globals of a module are, by running it.
 */
final class PythonGlobals implements AutoCloseable {

	private final Process process;

	private final DataOutputStream out;

	private final BufferedReader in;

	PythonGlobals(Path driver) throws IOException {
		this.process = new ProcessBuilder("python3", "-I", driver.toString())
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
		this.out = new DataOutputStream(new java.io.BufferedOutputStream(this.process.getOutputStream()));
		this.in = new BufferedReader(new InputStreamReader(this.process.getInputStream(), StandardCharsets.US_ASCII));
	}

	static boolean isAvailable() {
		try {
			return new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 9))")
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

	void ask(byte[] source) throws IOException {
		this.out.writeInt(source.length);
		this.out.write(source);
	}

	void flush() throws IOException {
		this.out.flush();
	}

	String answer() throws IOException {
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
