package ai.backend.dbstatus.status.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.component.Components;
import ai.backend.dbstatus.database.session.DatabaseSessions;
import ai.backend.dbstatus.database.session.DatabaseTimeouts;
import ai.backend.dbstatus.status.StatusService;
import ai.backend.dbstatus.status.report.Reason;
import ai.backend.dbstatus.status.report.StatusReport;
import ai.backend.dbstatus.testsupport.AlembicProjectFiles;
import ai.backend.dbstatus.testsupport.SqliteProject;
import ai.backend.dbstatus.testsupport.TestComponents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ManyFilesTests {

	private static final int COMPONENTS = 1000;

	/** A file waits for its place as a server does, and the scripts that are read for the first time keep no place. */
	@Test
	void aThousandAreAllAskedAtTheStart(@TempDir Path directory) throws IOException {
		Path first = new SqliteProject(Files.createDirectory(directory.resolve("first"))).stamp("r39").directory();
		List<Component> all = new ArrayList<>();
		for (int i = 0; i < COMPONENTS; i++) {
			Path project = Files.createDirectory(directory.resolve("p" + i));
			AlembicProjectFiles files = new AlembicProjectFiles(project).write("alembic.ini", """
					[alembic]
					script_location = migrations
					sqlalchemy.url = sqlite:///shop.db
					""");
			Files.copy(first.resolve("shop.db"), project.resolve("shop.db"));
			files.script("r39", "The only one");
			all.add(TestComponents.component("c" + i, project));
		}
		Duration time = Duration.ofMinutes(2);
		try (DatabaseSessions sessions = new DatabaseSessions(new DatabaseTimeouts(time, time, time, time, time), 32,
				Duration.ofSeconds(30)); ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			ComponentChecks checks = new ComponentChecks(sessions,
					new CheckSettings(Clock.systemUTC(), Duration.ZERO, time));
			Components components = new Components("c0");
			components.addListener(checks);
			components.addAll(all);
			long start = System.nanoTime();
			List<StatusReport> reports = new StatusService(components, checks, executor).checkAll();
			System.out.printf("%d files: %d ms%n", COMPONENTS, (System.nanoTime() - start) / 1_000_000);
			assertThat(reports).hasSize(COMPONENTS).extracting(StatusReport::reason).containsOnly(Reason.AT_HEAD);
		}
	}

}
