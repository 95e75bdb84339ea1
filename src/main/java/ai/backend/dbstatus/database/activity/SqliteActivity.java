package ai.backend.dbstatus.database.activity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The processes that write a file of SQLite. The file itself tells only that somebody writes it, and to try its locks would
 * stand in the way of those who do. Linux tells who holds them, of processes that this one can see; elsewhere nothing is
 * known. Ordinary programs write, too: only a process whose command is Alembic's counts.
 * <p>
 * SQLite: the byte after the pending byte is locked by who writes in a rollback journal's mode, byte 120 of the file
 * {@code -shm} by who writes in the mode {@code WAL}.
 */
final class SqliteActivity {

	private static final Path LOCKS = Path.of("/proc/locks");

	private static final long RESERVED_BYTE = 0x40000000L + 1;

	private static final long WAL_WRITE_LOCK = 120;

	private static final Pattern LOCK = Pattern
			.compile("\\d+: (?:POSIX|OFDLCK)\\s+\\S+\\s+WRITE\\s+(\\d+) (\\S+) (\\d+) (\\d+|EOF)\\s*");

	private static final Pattern ALEMBIC = Pattern.compile("(?:.*/)?alembic(?:\\.exe)?");

	private SqliteActivity() {
	}

	static List<SessionActivity> ask(Path database) {
		List<SessionActivity> sessions = new ArrayList<>();
		for (long pid : writers(database)) {
			ProcessHandle.of(pid)
					.map(ProcessHandle::info)
					.filter(SqliteActivity::isAlembic)
					.ifPresent(
							(info) -> sessions.add(new SessionActivity(pid, info.user().orElse(null), "alembic", null,
									"writing", null, Evidence.ALEMBIC_PROCESS, List.of(), null, null)));
		}
		return sessions;
	}

	/** {@code alembic upgrade head}, or {@code python -m alembic …}, whose interpreter says so in its arguments. */
	private static boolean isAlembic(ProcessHandle.Info info) {
		return Stream.concat(info.command().stream(), info.arguments().stream().flatMap(Stream::of))
				.anyMatch((word) -> ALEMBIC.matcher(word).matches());
	}

	private static Set<Long> writers(Path database) {
		Set<Long> pids = new LinkedHashSet<>();
		if (!Files.isReadable(LOCKS)) {
			return pids;
		}
		try {
			String file = identity(database);
			Path shared = Path.of(database + "-shm");
			String sharedFile = Files.exists(shared) ? identity(shared) : null;
			for (String line : Files.readAllLines(LOCKS)) {
				Matcher lock = LOCK.matcher(line);
				if (lock.matches()) {
					long first = Long.parseLong(lock.group(3));
					long last = lock.group(4).equals("EOF") ? Long.MAX_VALUE : Long.parseLong(lock.group(4));
					String locked = lock.group(2);
					if ((locked.equals(file) && first <= RESERVED_BYTE && RESERVED_BYTE <= last)
							|| (locked.equals(sharedFile) && first <= WAL_WRITE_LOCK && WAL_WRITE_LOCK <= last)) {
						pids.add(Long.valueOf(lock.group(1)));
					}
				}
			}
		}
		catch (IOException | UnsupportedOperationException ex) {
			// Another system, or a file that is gone: nobody is known to write it.
			return Set.of();
		}
		return pids;
	}

	/** As the kernel writes it: {@code 08:01:1234}, device in hexadecimal digits, and inode. */
	private static String identity(Path file) throws IOException {
		long device = ((Number) Files.getAttribute(file, "unix:dev")).longValue();
		long inode = ((Number) Files.getAttribute(file, "unix:ino")).longValue();
		long major = (device >>> 8 & 0xfff) | (device >>> 32 & ~0xfffL);
		long minor = (device & 0xff) | (device >>> 12 & ~0xffL);
		return "%02x:%02x:%d".formatted(major, minor, inode);
	}

}
