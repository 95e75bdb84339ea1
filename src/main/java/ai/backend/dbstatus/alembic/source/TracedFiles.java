package ai.backend.dbstatus.alembic.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The files of a project for one reading: whoever reads needs not say on which files the outcome depends, it shows. Each path
 * is looked at once in a reading. For one thread, save {@link #part parts}.
 */
public final class TracedFiles implements ProjectFiles {

	private final ProjectFiles files;

	private final Map<Path, Look.At> looks = new LinkedHashMap<>();

	private final Map<Path, Look.AlongLinks> links = new LinkedHashMap<>(0);

	private final Queue<Part<?>> parts = new ConcurrentLinkedQueue<>();

	/**
	 * A reading that begins now.
	 */
	public TracedFiles(ProjectFiles files) {
		this.files = files;
	}

	/**
	 * Reads a part that is to be taken over by the next reading if nothing on which it depends has changed. Safe for concurrent
	 * use, with other parts.
	 * @param previous what was made of the same files before; {@code null} if they were not read before
	 * @param reader makes the part of the files that it is given
	 */
	public <P> Part<P> part(@Nullable Part<P> previous, Function<ProjectFiles, P> reader) {
		Part<P> part = previous;
		if (part == null || !part.isUnchanged(this.files)) {
			TracedFiles traced = new TracedFiles(this.files);
			P value = reader.apply(traced);
			part = new Part<>(value, traced.trace());
		}
		this.parts.add(part);
		return part;
	}

	/**
	 * What was looked at up to now.
	 */
	Trace trace() {
		List<Look> all = new ArrayList<>(this.looks.size() + this.links.size());
		all.addAll(this.looks.values());
		all.addAll(this.links.values());
		return new Trace(List.copyOf(all), List.copyOf(this.parts));
	}

	@Override
	public Entry look(Path path) {
		Look.At known = this.looks.get(path);
		if (known == null || known instanceof Look.AtKind) {
			known = new Look.AtEntry((known != null) ? known.entry() : this.files.look(path));
			this.looks.put(path, known);
		}
		return known.entry();
	}

	@Override
	public Entry.Kind kind(Path path) {
		return this.looks.computeIfAbsent(path, (unknown) -> new Look.AtKind(this.files.look(unknown))).entry().kind();
	}

	@Override
	public List<Entry> list(Entry directory) throws UnreadableFileException {
		try {
			List<Entry> listed = this.files.list(directory);
			note(Look.AtContent.ofDirectory(directory, listed));
			return listed;
		}
		catch (UnreadableFileException ex) {
			note(Look.AtContent.ofFailure(directory, Look.Content.OF_DIRECTORY, ex));
			throw ex;
		}
	}

	@Override
	public byte[] read(Entry file, int maximum) throws UnreadableFileException {
		try {
			byte[] bytes = this.files.read(file, maximum);
			note(Look.AtContent.ofFile(file, maximum, bytes));
			return bytes;
		}
		catch (UnreadableFileException ex) {
			note(Look.AtContent.ofFailure(file, Look.Content.ofFile(maximum), ex));
			throw ex;
		}
	}

	/** What was read or listed before stays: if this is something else, it will show that the first is no longer true. */
	private void note(Look.At look) {
		this.looks.merge(look.entry().path(), look,
				(known, latest) -> (known instanceof Look.AtContent) ? known : latest);
	}

	@Override
	public Path realPath(Path path) {
		return this.links.computeIfAbsent(path, (link) -> new Look.AlongLinks(link, this.files.realPath(link)))
				.target();
	}

	@Override
	public boolean isImmutable() {
		return this.files.isImmutable();
	}

	@Override
	public boolean isLocal(Collection<Path> paths) {
		return this.files.isLocal(paths);
	}

}
