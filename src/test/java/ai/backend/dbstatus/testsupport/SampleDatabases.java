package ai.backend.dbstatus.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The databases of the sample components: an embedded PostgreSQL in which {@code manager} is BEHIND, {@code accountmgr}
 * UNKNOWN, {@code appproxy} UP_TO_DATE, {@code billing} DIVERGED and {@code reports} UNRECOGNIZED. {@code archive} is
 * at a port where nobody listens.
 */
public final class SampleDatabases {

	/** The directory of the sample projects. */
	public static final String WORKDIR = "src/test/resources/samples";

	private final Map<String, String> properties = new LinkedHashMap<>();

	private SampleDatabases(TestPostgres postgres) {
		this.properties.put("db-status.workdir", WORKDIR);
		url("manager", postgres.createStampedDatabase("manager", "abc123def456"));
		url("accountmgr", postgres.createDatabase("accountmgr"));
		url("appproxy", postgres.createStampedDatabase("appproxy", "c47d0b8e2f15"));
		further("billing", "Billing", postgres.createStampedDatabase("billing", "6c2f8d5b3e70"));
		further("reports", "Reports", postgres.createStampedDatabase("reports", "0a9f3e7c5d21"));
		further("archive", "Archive", "postgresql://postgres@localhost:" + closedPort() + "/archive");
	}

	/**
	 * Starts them on the server that all tests of this JVM share.
	 */
	public static SampleDatabases start() {
		return new SampleDatabases(TestPostgres.shared());
	}

	/**
	 * The settings that point the service at the samples.
	 */
	public Map<String, String> properties() {
		return Collections.unmodifiableMap(this.properties);
	}

	private void further(String component, String title, String url) {
		this.properties.put("db-status.components." + component + ".title", title);
		this.properties.put("db-status.components." + component + ".alembic-config", "alembic-" + component + ".ini");
		url(component, url);
	}

	private void url(String component, String url) {
		this.properties.put("db-status.components." + component + ".url", url);
	}

	private static int closedPort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
