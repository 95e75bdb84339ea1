package ai.backend.dbstatus.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

import javax.sql.DataSource;

import ai.backend.dbstatus.status.change.ChangeJournal;
import ai.backend.dbstatus.status.change.ChangeMemory;
import ai.backend.dbstatus.status.change.StatusChange;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A journal in a database of PostgreSQL or SQLite. One thread writes, some time after a check has told of a change; while the
 * database is away, changes wait.
 */
public final class JdbcChangeJournal implements ChangeJournal, AutoCloseable {

	private static final Log log = LogFactory.getLog(JdbcChangeJournal.class);

	private static final int MOST_WAITING = 10_000;

	private static final int MOST_AT_ONCE = 500;

	private static final Duration RETRY = Duration.ofSeconds(5);

	private static final Duration PRUNE = Duration.ofHours(1);

	/** No longer than a reader would wait who gets what is in memory otherwise. */
	private static final Map<String, String> POSTGRESQL = Map.of("connectTimeout", "2", "loginTimeout", "2",
			"socketTimeout", "5", "ApplicationName", "db-status journal");

	private static final Map<String, String> SQLITE = Map.of("busy_timeout", "2000");

	private final JournalSettings settings;

	private final Flyway flyway;

	private final JournalTables tables = new JournalTables();

	private final BlockingQueue<StatusChange> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

	private final AtomicBoolean away = new AtomicBoolean();

	/** When it may be asked again, of {@link System#nanoTime()}. */
	private final AtomicLong silentUntil = new AtomicLong(System.nanoTime());

	private final CountDownLatch begun = new CountDownLatch(1);

	private final Thread writer;

	private @Nullable BiConsumer<String, List<StatusChange>> restore;

	private final CountDownLatch closed = new CountDownLatch(1);

	private long pruned;

	/**
	 * A journal that is not open yet.
	 */
	public JdbcChangeJournal(JournalSettings settings) {
		this.settings = settings;
		boolean postgres = settings.url().startsWith("jdbc:postgresql:");
		this.flyway = Flyway.configure(JdbcChangeJournal.class.getClassLoader())
				.jdbcProperties(postgres ? POSTGRESQL : SQLITE)
				.dataSource(settings.url(), settings.username(), settings.password())
				.locations("classpath:journal")
				.table("db_status_journal_version")
				.baselineOnMigrate(true)
				.baselineVersion("0")
				.connectRetries(0)
				.load();
		this.pruned = System.nanoTime() - PRUNE.toNanos();
		this.writer = Thread.ofPlatform().daemon().name("journal").unstarted(this::run);
	}

	/**
	 * Opens it, and goes on in the background where that takes longer than a start may be kept waiting.
	 * @param restore told what each component's last changes were, the newest first, once
	 * @param patience how long to wait at most
	 */
	public void open(BiConsumer<String, List<StatusChange>> restore, Duration patience) throws InterruptedException {
		this.restore = restore;
		this.writer.start();
		if (!this.begun.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
			log.info("The journal has not answered yet; the service starts without what it knows");
		}
	}

	@Override
	public void record(StatusChange change) {
		while (!this.waiting.offer(change)) {
			this.waiting.poll();
		}
	}

	@Override
	public @Nullable List<StatusChange> last(String component) {
		if (this.begun.getCount() > 0 || !this.waiting.isEmpty()
				|| System.nanoTime() - this.silentUntil.get() < 0) {
			return null;
		}
		try (Connection connection = connect()) {
			return this.tables.last(connection, component, ChangeMemory.MOST_CHANGES);
		}
		catch (SQLException | FlywayException | JacksonException ex) {
			fail(ex);
			return null;
		}
	}

	/**
	 * How many changes wait to be written.
	 */
	public int waiting() {
		return this.waiting.size();
	}

	private Connection connect() throws SQLException {
		DataSource dataSource = this.flyway.getConfiguration().getDataSource();
		return dataSource.getConnection();
	}

	private void run() {
		List<StatusChange> batch = new ArrayList<>();
		while (this.closed.getCount() > 0) {
			try {
				begin();
				if (batch.isEmpty()) {
					StatusChange next = this.waiting.poll(1, TimeUnit.SECONDS);
					if (next == null) {
						continue;
					}
					batch.add(next);
					this.waiting.drainTo(batch, MOST_AT_ONCE);
				}
				write(batch);
				batch.clear();
				succeed();
			}
			catch (InterruptedException ex) {
				return;
			}
			catch (SQLException | RuntimeException ex) {
				fail(ex);
				if (pause()) {
					return;
				}
			}
		}
	}

	private boolean pause() {
		try {
			return this.closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			return true;
		}
	}

	/** Makes the tables and reads what they know, until that has worked once. */
	private void begin() throws SQLException {
		if (this.begun.getCount() == 0) {
			return;
		}
		this.flyway.migrate();
		BiConsumer<String, List<StatusChange>> told = this.restore;
		if (told != null) {
			try (Connection connection = connect()) {
				this.tables.last(connection).forEach(told);
			}
		}
		this.begun.countDown();
		succeed();
	}

	private void write(List<StatusChange> batch) throws SQLException {
		try (Connection connection = connect()) {
			connection.setAutoCommit(false);
			for (StatusChange change : batch) {
				this.tables.write(connection, change);
			}
			if (System.nanoTime() - this.pruned > PRUNE.toNanos()) {
				this.tables.prune(connection, Instant.now().minus(this.settings.retention()));
				this.pruned = System.nanoTime();
			}
			connection.commit();
		}
	}

	private void succeed() {
		if (this.away.compareAndSet(true, false)) {
			log.info("The journal answers again");
		}
	}

	/** The message of a driver may name the server, and names no password. */
	private void fail(Exception ex) {
		this.silentUntil.set(System.nanoTime() + RETRY.toNanos());
		if (this.away.compareAndSet(false, true)) {
			Throwable cause = (ex instanceof FlywayException && ex.getCause() != null) ? ex.getCause() : ex;
			log.warn("The journal is away, and changes wait in memory: "
					+ String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}+", " "));
		}
	}

	@Override
	public void close() {
		this.closed.countDown();
		try {
			this.writer.join(RETRY.toMillis() / 5);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.writer.interrupt();
	}

}
