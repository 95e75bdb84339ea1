package ai.backend.dbstatus.testsupport;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Everything that the drivers log at the usual levels: through {@code java.util.logging}
 * as pgjdbc does, and through SLF4J as MariaDB Connector/J does.
 */
public final class CapturedLogs implements AutoCloseable {

	private final Queue<String> lines = new ConcurrentLinkedQueue<>();

	private final Logger drivers = Logger.getLogger("org.postgresql");

	private final ch.qos.logback.classic.Logger root = (ch.qos.logback.classic.Logger) LoggerFactory
			.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final Handler handler = new Handler() {

		@Override
		public void publish(LogRecord record) {
			CapturedLogs.this.lines.add(new SimpleFormatter().format(record));
		}

		@Override
		public void flush() {
			// nothing is held back
		}

		@Override
		public void close() {
			// nothing is open
		}

	};

	private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			CapturedLogs.this.lines.add(event.getFormattedMessage());
			if (event.getThrowableProxy() != null) {
				CapturedLogs.this.lines.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
			}
		}

	};

	public CapturedLogs() {
		this.drivers.setLevel(Level.INFO);
		this.handler.setLevel(Level.INFO);
		this.drivers.addHandler(this.handler);
		this.appender.start();
		this.root.addAppender(this.appender);
	}

	public String text() {
		return String.join("\n", this.lines);
	}

	@Override
	public void close() {
		this.drivers.removeHandler(this.handler);
		this.drivers.setLevel(null);
		this.root.detachAppender(this.appender);
	}

}
