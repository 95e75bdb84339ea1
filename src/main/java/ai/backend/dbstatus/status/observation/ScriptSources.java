package ai.backend.dbstatus.status.observation;

import java.nio.file.Path;

import ai.backend.dbstatus.alembic.AlembicProject;
import ai.backend.dbstatus.alembic.refs.ConfigurationBeside;
import ai.backend.dbstatus.alembic.source.archive.ArchiveLimits;
import ai.backend.dbstatus.alembic.source.archive.ArchiveSpace;
import ai.backend.dbstatus.alembic.source.archive.ArchivedFiles;
import ai.backend.dbstatus.alembic.source.git.NoRepositoryException;
import ai.backend.dbstatus.alembic.source.git.UnknownRefException;
import ai.backend.dbstatus.component.Component;
import ai.backend.dbstatus.status.report.Scripts;
import org.jspecify.annotations.Nullable;

/**
 * The places of scripts other than a working directory.
 */
public final class ScriptSources {

	private ScriptSources() {
	}

	/**
	 * Where a component's scripts are by its settings; that there is no such place is what is seen there.
	 * @return {@code null} if they are in its working directory
	 */
	public static @Nullable ScriptSource configured(Component component, SharedRefs repositories,
			ArchiveLimits limits, ArchiveSpace space) {
		String ref = component.scripts().ref();
		Path archive = component.scripts().archive();
		if (archive != null) {
			return new ArchiveScripts(component.project(), archive, limits, space);
		}
		return (ref != null) ? lenient(new RefScripts(repositories, component, ref)) : null;
	}

	/**
	 * The scripts of a ref; that there is no such ref is what is seen there.
	 */
	public static ScriptSource lenient(RefScripts source) {
		return new ScriptSource() {

			@Override
			public Seen look() {
				try {
					return source.look();
				}
				catch (UnknownRefException | NoRepositoryException ex) {
					return Seen.missing(scripts(), String.valueOf(ex.getMessage()));
				}
			}

			@Override
			public Scripts scripts() {
				return source.scripts();
			}

		};
	}

	/**
	 * The scripts among files that somebody sent, which stand for the component's working directory. The configuration may be
	 * the one that lies there, if it is not among them.
	 */
	public static ScriptSource uploaded(Component component, ArchivedFiles files) {
		ArchivedFiles withConfiguration = (files.image() != null)
				? files
				: new ArchivedFiles(ConfigurationBeside.of(component.project()).addTo(files.files()), null,
						files.keptBytes());
		AlembicProject project = ArchivedProject.of(withConfiguration, component.project());
		return new ScriptSource() {

			@Override
			public Seen look() {
				return Seen.of(scripts(), project);
			}

			@Override
			public Scripts scripts() {
				return Scripts.UPLOAD;
			}

		};
	}

}
