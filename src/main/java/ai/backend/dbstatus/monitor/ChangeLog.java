package ai.backend.dbstatus.monitor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ai.backend.dbstatus.status.ReportListener;
import ai.backend.dbstatus.status.Status;
import ai.backend.dbstatus.status.StatusReport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line to the log at each change of a component's status, the first one known included, and none otherwise.
 */
public final class ChangeLog implements ReportListener {

	private static final Log log = LogFactory.getLog(ChangeLog.class);

	private final Map<String, Status> statuses = new ConcurrentHashMap<>();

	@Override
	public void checked(StatusReport report) {
		Status before = this.statuses.put(report.component(), report.status());
		if (before != report.status()) {
			write(report.status(), line(report, before));
		}
	}

	private static void write(Status status, String line) {
		switch (status) {
			case ERROR, UNRECOGNIZED, DIVERGED -> log.warn(line);
			case UNKNOWN, BEHIND, UP_TO_DATE -> log.info(line);
		}
	}

	/**
	 * {@code Component 'manager' is BEHIND (PENDING_MIGRATIONS), was UP_TO_DATE: 2 migrations pending.}
	 */
	static String line(StatusReport report, @Nullable Status before) {
		String was = (before != null) ? ", was " + before : "";
		String details = report.findings().details();
		String line = "Component '%s' is %s (%s)%s: %s%s".formatted(report.component(), report.status(),
				report.reason(), was, report.findings().summary(), (details != null) ? " " + details : "");
		// One line, whatever a database or a script has put into a name.
		return line.replaceAll("\\p{Cntrl}+", " ");
	}

}
