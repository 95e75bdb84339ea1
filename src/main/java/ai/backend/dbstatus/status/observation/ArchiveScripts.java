package ai.backend.dbstatus.status.observation;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.config.ConfigLocation;
import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import ai.backend.dbstatus.alembic.source.archive.ArchiveData;
import ai.backend.dbstatus.alembic.source.archive.ArchiveException;
import ai.backend.dbstatus.alembic.source.archive.ArchiveFormat;
import ai.backend.dbstatus.alembic.source.archive.ArchiveLimits;
import ai.backend.dbstatus.alembic.source.archive.ArchiveSpace;
import ai.backend.dbstatus.alembic.source.archive.ArchivedFiles;
import ai.backend.dbstatus.alembic.source.archive.Archives;
import ai.backend.dbstatus.alembic.source.live.LiveFiles;
import ai.backend.dbstatus.status.report.Scripts;
import org.jspecify.annotations.Nullable;

/**
 * The scripts in an archive on this machine. It is read again when it has been replaced. Safe for concurrent use.
 */
final class ArchiveScripts implements ScriptSource {

	private static final int ATTEMPTS = 3;

	private final LiveFiles disk = new LiveFiles();

	private final ConfigLocation location;

	private final Path archive;

	private final ArchiveLimits limits;

	private final ArchiveSpace space;

	private @Nullable Opened opened;

	/**
	 * @param location where the configuration is: the archive's topmost directory stands for the working directory, unless it
	 * is an image of a container, which says itself where it works
	 * @param space what it takes of, with all others
	 */
	ArchiveScripts(ConfigLocation location, Path archive, ArchiveLimits limits, ArchiveSpace space) {
		this.space = space;
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
				known = read(entry);
				this.opened = known;
			}
			catch (ArchiveException ex) {
				return Seen.missing(Scripts.ARCHIVE, "%s: %s".formatted(this.archive, ex.getMessage()));
			}
			catch (UnreadableFileException ex) {
				return Seen.missing(Scripts.ARCHIVE,
						"The archive %s cannot be read (%s)".formatted(this.archive, ex.getMessage()));
			}
		}
		return Seen.of(Scripts.ARCHIVE, known.project());
	}

	@Override
	public Scripts scripts() {
		return Scripts.ARCHIVE;
	}

	/** Of one that is written while it is read, half of what is read may be of another. */
	private Opened read(Entry first) throws UnreadableFileException {
		Entry entry = first;
		for (int attempt = 1;; attempt++) {
			try {
				AlembicProject project = project(entry);
				Entry after = this.disk.look(this.archive);
				if (after.fingerprint().equals(entry.fingerprint())) {
					return new Opened(entry, project);
				}
				entry = after;
			}
			catch (ArchiveException ex) {
				Entry after = this.disk.look(this.archive);
				if (after.fingerprint().equals(entry.fingerprint())) {
					throw ex;
				}
				entry = after;
			}
			if (attempt == ATTEMPTS) {
				throw new UnreadableFileException("it changes while it is read");
			}
		}
	}

	private AlembicProject project(Entry entry) throws UnreadableFileException {
		try (SeekableByteChannel channel = this.disk.open(entry)) {
			ArchiveData data = ArchiveData.of(channel);
			ArchivedFiles files = Archives.read(data, ArchiveFormat.of(data.start(ArchiveFormat.START)),
					this.location.workdir(), this.location.configName(), this.limits);
			this.space.take(this, files);
			return ArchivedProject.of(files, this.location);
		}
		catch (IOException ex) {
			throw new UnreadableFileException("input/output error");
		}
	}

	private record Opened(Entry entry, AlembicProject project) {}

}
