package ai.backend.dbstatus.benchmark;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.DatabaseSettings;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.testsupport.TestComponents;
import ai.backend.dbstatus.testsupport.TestPostgres;
import ai.backend.dbstatus.testsupport.TestSessions;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;

/**
 * A component that is up to date, and beside it the query of its check on an open connection of the same driver: prepared
 * on the server, without pool, without time limits, without a look at any script.
 */
final class BenchmarkComponent {

	private static final String NAME = "benchmark";

	private static final String SELECT = "SELECT version_num FROM alembic_version";

	private final BenchmarkProject project = BenchmarkProject.open();

	private final DatabaseSessions sessions = TestSessions.open();

	private final StatusService service;

	private final Connection connection;

	private final PreparedStatement select;

	private final GenericObjectPool<Connection> pool;

	private final GenericObjectPool<Connection> boundedPool;

	private final GenericObjectPool<Connection> sharedPool;

	private BenchmarkComponent() throws SQLException {
		TestPostgres postgres = TestPostgres.shared();
		String url = postgres.createStampedDatabase(NAME, this.project.head());
		Component component = new Component(NAME, NAME, this.project.location(),
				new DatabaseSettings(url, null, null, null, null), TestComponents.POLICY);
		this.service = TestComponents.service(this.sessions, component);
		String server = "jdbc:postgresql://localhost:" + postgres.port() + "/" + NAME + "?user=postgres";
		String jdbc = server + "&prepareThreshold=1";
		String bounds = "&socketTimeout=10&readOnly=true&options=" + URLEncoder.encode(
				"-c default_transaction_read_only=on -c statement_timeout=5000 -c lock_timeout=2000",
				StandardCharsets.UTF_8);
		this.connection = DriverManager.getConnection(jdbc);
		this.select = this.connection.prepareStatement(SELECT);
		this.pool = pool(jdbc);
		this.boundedPool = pool(jdbc + bounds);
		this.sharedPool = pool(server + bounds + "&prepareThreshold=0&preferQueryMode=extendedForPrepared");
		if (check().status() != Status.UP_TO_DATE) {
			throw new IllegalStateException("The component is not up to date: " + check());
		}
	}

	private static GenericObjectPool<Connection> pool(String jdbc) {
		return new GenericObjectPool<>(new BasePooledObjectFactory<>() {

			@Override
			public Connection create() throws SQLException {
				return DriverManager.getConnection(jdbc);
			}

			@Override
			public PooledObject<Connection> wrap(Connection made) {
				return new DefaultPooledObject<>(made);
			}

		});
	}

	static BenchmarkComponent open() {
		try {
			return new BenchmarkComponent();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	StatusReport check() {
		return this.service.check(NAME);
	}

	/**
	 * The query as whoever has a pool and the sessions of the server to itself makes it: borrow a connection, prepare the
	 * statement, which the driver has prepared already, and give all back.
	 */
	String pooledSelect() throws Exception {
		return select(this.pool);
	}

	/**
	 * The same with limits to the time and no right to write, as a service has to have them.
	 */
	String boundedSelect() throws Exception {
		return select(this.boundedPool);
	}

	/**
	 * The same where the server's sessions may be shared with others, as behind a transaction pooler: nothing is prepared.
	 */
	String sharedSelect() throws Exception {
		Connection borrowed = this.sharedPool.borrowObject();
		try (Statement statement = borrowed.createStatement(); ResultSet result = statement.executeQuery(SELECT)) {
			result.next();
			return result.getString(1);
		}
		finally {
			this.sharedPool.returnObject(borrowed);
		}
	}

	private static String select(GenericObjectPool<Connection> pool) throws Exception {
		Connection borrowed = pool.borrowObject();
		try (PreparedStatement statement = borrowed.prepareStatement(SELECT);
				ResultSet result = statement.executeQuery()) {
			result.next();
			return result.getString(1);
		}
		finally {
			pool.returnObject(borrowed);
		}
	}

	String select() throws SQLException {
		try (ResultSet result = this.select.executeQuery()) {
			result.next();
			return result.getString(1);
		}
	}

	void close() throws SQLException {
		this.select.close();
		this.connection.close();
		this.pool.close();
		this.boundedPool.close();
		this.sharedPool.close();
		this.sessions.close();
		this.project.close();
	}

}
