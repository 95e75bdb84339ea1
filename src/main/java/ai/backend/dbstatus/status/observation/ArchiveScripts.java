package ai.backend.dbstatus.status.observation;

import java.nio.file.Path;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.FileTooLargeException;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import ai.backend.dbstatus.alembic.source.archive.ArchiveException;
import ai.backend.dbstatus.alembic.source.archive.ArchiveFormat;
import ai.backend.dbstatus.alembic.source.archive.ArchiveLimits;
import ai.backend.dbstatus.alembic.source.archive.Archives;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import ai.backend.dbstatus.status.report.Scripts;
import org.jspecify.annotations.Nullable;

/**
 * The scripts in an archive on this machine. It is read again when it has been replaced. Safe for concurrent use.
 */
final class ArchiveScripts implements ScriptSource {

	private final ProjectFiles disk = new LiveFiles();

	private final ConfigLocation location;

	private final Path archive;

	private final ArchiveLimits limits;

	private @Nullable Opened opened;

	/**
	 * @param location where the configuration is: the archive's topmost directory stands for the working directory
	 */
	ArchiveScripts(ConfigLocation location, Path archive, ArchiveLimits limits) {
		this.location = location;
		this.archive = archive;
		this.limits = limits;
	}

	@Override
	public synchronized Seen look() {
		Entry entry = this.disk.look(this.archive);
		Opened known = this.opened;
		if (known == null || entry.doubtful() || !known.entry().fingerprint().equals(entry.fingerprint())) {
			try {
				known = new Opened(entry, new AlembicProject(read(entry), this.location));
				this.opened = known;
			}
			catch (ArchiveException ex) {
				return Seen.missing(Scripts.ARCHIVE, "%s: %s".formatted(this.archive, ex.getMessage()));
			}
			catch (FileTooLargeException ex) {
				return Seen.missing(Scripts.ARCHIVE, "The archive %s is larger than %d bytes".formatted(this.archive,
						this.limits.bytes()));
			}
			catch (UnreadableFileException ex) {
				return Seen.missing(Scripts.ARCHIVE,
						"The archive %s cannot be read (%s)".formatted(this.archive, ex.getMessage()));
			}
		}
		return Seen.of(Scripts.ARCHIVE, known.project()::history);
	}

	@Override
	public Scripts scripts() {
		return Scripts.ARCHIVE;
	}

	private ProjectFiles read(Entry entry) throws UnreadableFileException {
		byte[] bytes = this.disk.read(entry, (int) Math.min(Integer.MAX_VALUE - 8, this.limits.bytes()));
		return Archives.read(bytes, ArchiveFormat.of(bytes), this.location.workdir(), this.limits);
	}

	private record Opened(Entry entry, AlembicProject project) {}

}
