package ai.backend.dbstatus.monitor;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.ComponentListener;
import ai.backend.dbstatus.status.check.ReportListener;
import ai.backend.dbstatus.status.report.Migration;
import ai.backend.dbstatus.status.report.Status;
import ai.backend.dbstatus.status.report.StatusReport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line to the log at each change of a component's status, the first one known included, and when a migration of its
 * database begins and ends, and none otherwise.
 */
public final class ChangeLog implements ReportListener, ComponentListener {

	private static final Log log = LogFactory.getLog(ChangeLog.class);

	/** By component; without a value before its first check. */
	private final Map<String, Optional<Status>> statuses = new ConcurrentHashMap<>();

	/** By component; of those whose database is being migrated. */
	private final Map<String, Migration> migrations = new ConcurrentHashMap<>();

	@Override
	public void added(Component component) {
		this.statuses.put(component.name(), Optional.empty());
	}

	@Override
	public void removed(Component component) {
		this.statuses.remove(component.name());
		this.migrations.remove(component.name());
	}

	/** It is the same component to those who read the log. */
	@Override
	public void replaced(Component before, Component after) {
	}

	/** A check may end after its component has gone. */
	@Override
	public void checked(StatusReport report) {
		Optional<Status> before = this.statuses.replace(report.component(), Optional.of(report.status()));
		if (before != null) {
			if (before.orElse(null) != report.status()) {
				write(report.status(), line(report, before.orElse(null)));
			}
			writeMigration(report);
		}
	}

	/** While the database does not answer, nothing is known of a migration's end. */
	private void writeMigration(StatusReport report) {
		Migration migration = report.migration();
		Migration before = this.migrations.get(report.component());
		if (migration != null) {
			this.migrations.put(report.component(), migration);
			if (before == null || before.pid() != migration.pid()) {
				log.info("Component '%s': %s".formatted(report.component(),
						migration.describe(report.checkedAt(), ZoneId.systemDefault())));
			}
		}
		else if (before != null && report.status().isVerdict()) {
			this.migrations.remove(report.component());
			log.info("Component '%s': the migration of pid %d has ended.".formatted(report.component(),
					before.pid()));
		}
	}

	private static void write(Status status, String line) {
		switch (status) {
			case ERROR, UNRECOGNIZED, DIVERGED, DRIFTED -> log.warn(line);
			case UNKNOWN, BEHIND, UP_TO_DATE -> log.info(line);
		}
	}

	/**
	 * {@code Component 'manager' is BEHIND (PENDING_MIGRATIONS), was UP_TO_DATE: 2 migrations pending.}
	 */
	static String line(StatusReport report, @Nullable Status before) {
		String was = (before != null) ? ", was " + before : "";
		String details = report.verdict().details();
		String line = "Component '%s' is %s (%s)%s: %s%s".formatted(report.component(), report.status(),
				report.reason(), was, report.verdict().summary(), (details != null) ? " " + details : "");
		// One line, whatever a database or a script has put into a name.
		return line.replaceAll("\\p{Cntrl}+", " ");
	}

}
