package ai.backend.dbstatus.alembic.source.git;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit to the repository: it would otherwise run {@code git} to find the configuration of the machine, read that of the
 * user, obey {@code GIT_…} variables, and write files into the repository to measure the clock of its file system.
 */
final class Isolation extends SystemReader.Delegate {

	/** What JGit assumes where it cannot measure. */
	private static final long CLOCK_MILLIS = 2000;

	/** An object as large as this is never taken as a whole into memory. */
	private static final int LARGE_OBJECT = 16 * 1024 * 1024;

	private static final Object LOCK = new Object();

	private static boolean established;

	private Isolation(SystemReader machine) {
		super(machine);
	}

	/**
	 * Sees to it, for all of this process; to be called before anything else of JGit is.
	 */
	static void establish() {
		synchronized (LOCK) {
			if (!established) {
				SystemReader.setInstance(new Isolation(SystemReader.getInstance()));
				WindowCacheConfig cache = new WindowCacheConfig();
				cache.setStreamFileThreshold(LARGE_OBJECT);
				cache.setExposeStatsViaJmx(false);
				cache.install();
				established = true;
			}
		}
	}

	@Override
	public @Nullable String getenv(String variable) {
		return variable.startsWith("GIT_") ? null : super.getenv(variable);
	}

	@Override
	public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
		return new NoConfig(parent, fs);
	}

	@Override
	public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
		return new NoConfig(parent, fs);
	}

	@Override
	public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
		return new NoConfig(parent, fs);
	}

	/**
	 * An empty configuration, save that the clock of every file system is known.
	 */
	private static final class NoConfig extends FileBasedConfig {

		NoConfig(@Nullable Config parent, FS fs) {
			super(parent, null, fs);
		}

		@Override
		public void load() {
		}

		@Override
		public void save() throws IOException {
			throw new IOException("There is no configuration to be written");
		}

		@Override
		public boolean isOutdated() {
			return false;
		}

		@Override
		public long getTimeUnit(String section, @Nullable String subsection, String name, long otherwise,
				TimeUnit unit) {
			return section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)
					? unit.convert(CLOCK_MILLIS, TimeUnit.MILLISECONDS)
					: super.getTimeUnit(section, subsection, name, otherwise, unit);
		}

	}

}
