package ai.backend.dbstatus.alembic.script;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.backend.dbstatus.alembic.python.evaluation.PyObject.Sequence.Kind;
import ai.backend.dbstatus.alembic.python.evaluation.TooIntricateException;
import ai.backend.dbstatus.alembic.python.module.PythonModule;
import ai.backend.dbstatus.alembic.python.module.ReadingRoom;
import ai.backend.dbstatus.alembic.python.module.Value;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import ai.backend.dbstatus.alembic.source.Entry;
import ai.backend.dbstatus.alembic.source.FileTooLargeException;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one migration script without running it. See {@link PythonModule} for what can be
 * known of a script, and what is taken on trust.
 */
public final class ScriptReader {

	/** Scripts are some kilobytes; what is a hundred times as large is something else. */
	static final int MAXIMUM_BYTES = 1024 * 1024;

	/** A version table holds no longer ones. */
	private static final int MAXIMUM_ID = 4_096;

	private static final int MAXIMUM_IDS = 10_000;

	private static final int MAXIMUM_IDS_IN_ALL = 200_000;

	/** Of all ids together: they are kept, sorted and shown. */
	private static final int MAXIMUM_CHARACTERS_IN_ALL = 4 * 1024 * 1024;

	private static final Set<String> IDENTIFIERS = Set.of("revision", "down_revision", "branch_labels", "depends_on");

	private static final Set<String> TRUSTED = Set.of("revision", "down_revision", "branch_labels", "depends_on",
			"__doc__");

	/** Alembic 0.1: the file name was the revision identifier. */
	private static final Pattern LEGACY_NAME = Pattern.compile("([a-f0-9]+)\\.py");

	private static final String RELEASE = "Part of:";

	/** What stands there until a release is cut, and what people call it. */
	private static final Map<String, String> RELEASES = Map.of("NEXT_RELEASE_VERSION", "unreleased");

	private final List<Path> pythonPath;

	private final Path base;

	/** How many ids the scripts that it has read declare besides their own. */
	private final AtomicInteger ids = new AtomicInteger();

	/** How many characters all ids have that it has read. */
	private final AtomicInteger characters = new AtomicInteger();

	/** The ids that it has read: most are those of a script and of the next. */
	private final Map<String, String> known = new ConcurrentHashMap<>();

	/**
	 * Creates a reader.
	 * @param pythonPath the roots where modules of the project are looked up
	 * @param base the directory relative to which files are named in messages
	 */
	public ScriptReader(List<Path> pythonPath, Path base) {
		this.pythonPath = List.copyOf(pythonPath);
		this.base = base;
	}

	/**
	 * Reads a script.
	 * @param files the files of the project
	 * @param file the file
	 * @return what it says about itself
	 * @throws UnreadableScriptException if that cannot be known
	 */
	public MigrationScript read(ProjectFiles files, Path file) {
		Entry entry = files.look(file);
		return read(files, entry, Entry.nameOf(files.realPath(file)), bytes(files, entry)).script();
	}

	/**
	 * Reads a script that was found.
	 * @param fileName its name behind symbolic links
	 * @param bytes its content
	 */
	Reading read(ProjectFiles files, Entry entry, String fileName, byte[] bytes) {
		Path file = entry.path();
		try {
			List<Path> roots = new ArrayList<>(this.pythonPath);
			Path parent = file.getParent();
			if (parent != null) {
				roots.add(parent);
			}
			return ReadingRoom.read(bytes.length,
					() -> interpret(file, fileName, PythonModule.read(bytes, files, roots, TRUSTED)));
		}
		catch (PythonSyntaxException ex) {
			throw new UnreadableScriptException(file, ex.line(), null,
					"The migration script " + at(file, ex.line()) + " is not valid Python: " + ex.getMessage());
		}
		catch (TooIntricateException ex) {
			throw unreadable(file, "is too intricate to be read without running it: " + ex.getMessage());
		}
	}

	/**
	 * The text of a script, as if it were in UTF-8; empty if it cannot be read.
	 */
	public static String text(ProjectFiles files, Path file) {
		try {
			return new String(files.read(files.look(file), MAXIMUM_BYTES), StandardCharsets.UTF_8);
		}
		catch (UnreadableFileException ex) {
			return "";
		}
	}

	/**
	 * The content of a script.
	 * @throws UnreadableScriptException if it cannot be read
	 */
	byte[] bytes(ProjectFiles files, Entry entry) {
		if (entry.kind() == Entry.Kind.DIRECTORY || entry.kind() == Entry.Kind.OTHER) {
			throw unreadable(entry.path(), "is not a regular file");
		}
		try {
			return files.read(entry, MAXIMUM_BYTES);
		}
		catch (FileTooLargeException ex) {
			throw unreadable(entry.path(),
					"is larger than " + MAXIMUM_BYTES / 1024 / 1024 + " MiB, so it is not read");
		}
		catch (UnreadableFileException ex) {
			throw unreadable(entry.path(), "cannot be read (" + ex.getMessage() + ")");
		}
	}

	private UnreadableScriptException unreadable(Path file, String what) {
		return new UnreadableScriptException(file, 0, null, "The migration script " + at(file, 0) + " " + what);
	}

	private Reading interpret(Path file, String fileName, PythonModule module) {
		Identifiers identifiers = new Identifiers(file, module);
		String revision = identifiers.revision(fileName);
		Value downRevision = module.get("down_revision");
		List<String> downRevisions = identifiers.list("down_revision", downRevision, true);
		Value labels = module.get("branch_labels");
		UnknownExpression unknownLabels = (labels instanceof Value.Unknown unknown)
				? new UnknownExpression(unknown.text(), unknown.line())
				: null;
		List<String> branchLabels = (unknownLabels != null)
				? List.of()
				: identifiers.list("branch_labels", labels, false);
		Value dependency = module.get("depends_on");
		List<String> dependsOn = identifiers.list("depends_on", dependency, false);
		Docstring docstring = Docstring.of(module.get("__doc__"));
		MigrationScript script = new MigrationScript(file, Math.max(1, module.lineOf("revision")), fileName, revision,
				downRevisions, branchLabels, dependsOn,
				unknownLabels, docstring.description(), docstring.createDate(),
				release(module));
		List<String> warnings = new ArrayList<>(0);
		if (unknownLabels != null) {
			warnings.add("The branch labels of " + at(file, module.lineOf("branch_labels"))
					+ " are not known: only running the script would tell what `" + unknownLabels.text() + "` is");
		}
		warnOfSet("down_revision", downRevision, file, module, warnings);
		warnOfSet("depends_on", dependency, file, module, warnings);
		if (module.usesPython2()) {
			warnings.add(
					"The migration script " + at(file, 0) + " is written in Python 2: Alembic on Python 3 refuses it");
		}
		return new Reading(script, warnings);
	}

	private static @Nullable String release(PythonModule module) {
		String release = module.commentAmong(IDENTIFIERS, RELEASE);
		return (release != null) ? RELEASES.getOrDefault(release, release) : null;
	}

	private void warnOfSet(String attribute, Value value, Path file, PythonModule module, List<String> warnings) {
		if (value instanceof Value.Sequence sequence && sequence.items().size() > 1
				&& sequence.kind() == Kind.SET) {
			warnings.add("The " + attribute + " of " + at(file, module.lineOf(attribute))
					+ " is a set: its order changes from one run of Alembic to the next");
		}
	}

	private String at(Path file, int line) {
		Path shown = file;
		if (file.startsWith(this.base) && !file.equals(this.base)) {
			shown = this.base.relativize(file);
		}
		return (line > 0) ? shown + ", line " + line + "," : shown.toString();
	}

	/**
	 * What came of a file.
	 *
	 * @param warnings what is unusual about it
	 */
	record Reading(MigrationScript script, List<String> warnings) {}

	/**
	 * The four identifiers of one script, or why they cannot be known.
	 */
	private final class Identifiers {

		private final Path file;

		private final PythonModule module;

		Identifiers(Path file, PythonModule module) {
			this.file = file;
			this.module = module;
		}

		String revision(String fileName) {
			Value value = this.module.get("revision");
			if (value instanceof Value.Str str) {
				return id("revision", str);
			}
			if (value instanceof Value.Absent) {
				Matcher legacy = LEGACY_NAME.matcher(fileName);
				if (legacy.matches()) {
					return legacy.group(1);
				}
				throw error("revision", "does not define `revision`; add it, or move the file out of the directory of"
						+ " migration scripts if it is none");
			}
			throw wrong("revision", value, "a string");
		}

		List<String> list(String attribute, Value value, boolean mandatory) {
			if (value instanceof Value.Str str) {
				return List.of(id(attribute, str));
			}
			if (value == Value.None.NONE || (value == Value.Absent.ABSENT && !mandatory)) {
				return List.of();
			}
			if (value instanceof Value.Sequence sequence) {
				return items(attribute, sequence);
			}
			if (value == Value.Absent.ABSENT) {
				throw error(attribute, "does not define `" + attribute + "`; write `" + attribute
						+ " = None` if it is a base");
			}
			throw wrong(attribute, value, "None, a string or a sequence of strings");
		}

		private List<String> items(String attribute, Value.Sequence sequence) {
			if (sequence.items().size() == 1 && sequence.items().getFirst() == Value.None.NONE) {
				return List.of();
			}
			if (sequence.items().size() > MAXIMUM_IDS) {
				throw error(attribute, "sets `%s` to more than %d items".formatted(attribute, MAXIMUM_IDS));
			}
			if (ScriptReader.this.ids.addAndGet(sequence.items().size()) > MAXIMUM_IDS_IN_ALL) {
				throw error(attribute,
						"declares more ids, together with those that were read before it, than the %d of a project"
								.formatted(MAXIMUM_IDS_IN_ALL));
			}
			List<String> items = new ArrayList<>(sequence.items().size());
			for (Value item : sequence.items()) {
				if (!(item instanceof Value.Str str)) {
					throw wrong(attribute, item, "None, a string or a sequence of strings");
				}
				items.add(id(attribute, str));
			}
			return items;
		}

		private String id(String attribute, Value.Str value) {
			if (value.text().length() > MAXIMUM_ID) {
				throw error(attribute, "sets `%s` to more than %d characters".formatted(attribute, MAXIMUM_ID));
			}
			String id = ScriptReader.this.known.putIfAbsent(value.text(), value.text());
			if (id != null) {
				return id;
			}
			if (ScriptReader.this.characters.addAndGet(value.text().length()) > MAXIMUM_CHARACTERS_IN_ALL) {
				throw error(attribute,
						"declares an id with which the ids of the scripts that were read before it, and its own, have more than the %d characters of a project"
								.formatted(MAXIMUM_CHARACTERS_IN_ALL));
			}
			return value.text();
		}

		private UnreadableScriptException wrong(String attribute, Value value, String wanted) {
			if (value instanceof Value.Unknown unknown) {
				return new UnreadableScriptException(this.file, unknown.line(), attribute,
						"The migration script " + at(this.file, unknown.line()) + " sets `" + attribute
								+ "` to what only running it would tell: `" + unknown.text() + "`");
			}
			String found = switch (value) {
				case Value.Other other -> other.type() + " (`" + other.text() + "`)";
				case Value.None _ -> "None";
				case Value.Sequence sequence -> "a " + sequence.kind().name().toLowerCase(java.util.Locale.ROOT);
				default -> "something else";
			};
			return error(attribute, "sets `" + attribute + "` to " + found + "; it must be " + wanted);
		}

		private UnreadableScriptException error(String attribute, String what) {
			int line = this.module.lineOf(attribute);
			return new UnreadableScriptException(this.file, line, attribute,
					"The migration script " + at(this.file, line) + " " + what);
		}

	}

}
