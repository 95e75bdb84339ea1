package ai.backend.dbstatus.alembic.python.module;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ai.backend.dbstatus.alembic.python.evaluation.Effort;
import ai.backend.dbstatus.alembic.python.evaluation.Evaluator;
import ai.backend.dbstatus.alembic.python.evaluation.Modules;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.TooIntricateException;
import ai.backend.dbstatus.alembic.python.syntax.token.PythonSyntaxException;
import ai.backend.dbstatus.alembic.source.ProjectFiles;
import ai.backend.dbstatus.alembic.source.UnreadableFileException;
import org.jspecify.annotations.Nullable;

/**
 * The modules of a project, looked up as Python does in a list of directories: a package or
 * a module in an earlier one wins, directories without {@code __init__.py} are portions of a
 * namespace package (PEP 420). Only constants are taken from them.
 */
final class ProjectModules implements Modules {

	private static final int MAXIMUM_BYTES = 1024 * 1024;

	private static final int MAXIMUM_BYTES_IN_ALL = 4 * 1024 * 1024;

	private static final int MAXIMUM_MODULES = 64;

	/** Of names that are looked up; most of them are modules of nobody's project. */
	private static final int MAXIMUM_NAMES = 1024;

	private final ProjectFiles files;

	private final List<Path> roots;

	private final Map<String, Optional<PythonModule>> modules = new HashMap<>();

	private final Map<PythonModule, Optional<Set<String>>> listed = new HashMap<>();

	private final Set<String> pending = new HashSet<>();

	/** Of all of them together. */
	private final Effort effort = Effort.forImports();

	private final Set<String> intricate = new HashSet<>();

	private long bytes;

	private int found;

	ProjectModules(ProjectFiles files, List<Path> roots) {
		this.files = files;
		this.roots = List.copyOf(roots);
	}

	@Override
	public PyObject get(String module, String name) {
		if (module.equals("typing") && name.equals("TYPE_CHECKING")) {
			return new PyObject.Bool(false);
		}
		String key = module + ":" + name;
		if (!this.pending.add(key)) {
			return PyObject.UNKNOWN;
		}
		try {
			PyObject object = attribute(module, name);
			if (object instanceof PyObject.Imported imported) {
				object = get(imported.module(), imported.name());
			}
			return object.isConstant() ? object : PyObject.UNKNOWN;
		}
		finally {
			this.pending.remove(key);
		}
	}

	private PyObject attribute(String module, String name) {
		PythonModule found = find(module);
		PyObject object = (found != null) ? found.globals().get(name) : PyObject.Unbound.UNBOUND;
		return (object == PyObject.Unbound.UNBOUND) ? new PyObject.Module(module + "." + name) : object;
	}

	@Override
	public @Nullable Set<String> all(String module) {
		PythonModule found = find(module);
		return (found != null) ? this.listed.computeIfAbsent(found, this::listed).orElse(null) : null;
	}

	private Optional<Set<String>> listed(PythonModule found) {
		if (found.globals().isOpen()) {
			return Optional.empty();
		}
		PyObject listed = found.globals().get("__all__");
		Set<String> names = new LinkedHashSet<>();
		if (listed == PyObject.Unbound.UNBOUND) {
			found.globals().names().stream().filter((name) -> !name.startsWith("_")).forEach(names::add);
			return Optional.of(names);
		}
		if (!(listed instanceof PyObject.Sequence sequence) || !isKnown(sequence)) {
			return Optional.empty();
		}
		for (PyObject item : sequence.items()) {
			if (!(item instanceof PyObject.Str str)) {
				return Optional.empty();
			}
			names.add(str.value());
		}
		return Optional.of(names);
	}

	private boolean isKnown(PyObject.Sequence sequence) {
		try {
			return Evaluator.isKnown(sequence, this.effort);
		}
		catch (TooIntricateException ex) {
			return false;
		}
	}

	@Override
	public boolean isOurs(String module) {
		return find(module) != null || this.intricate.contains(module);
	}

	@Override
	public @Nullable Contents contents(String module) {
		PythonModule found = find(module);
		return (found != null) ? new Contents(found.tree(), found.globals()) : null;
	}

	@Nullable
	PythonModule find(String module) {
		Optional<PythonModule> known = this.modules.get(module);
		if (known == null) {
			if (this.found >= MAXIMUM_MODULES || this.modules.size() >= MAXIMUM_NAMES) {
				return null;
			}
			// While it is being read it is not there: modules may import each other.
			this.modules.put(module, Optional.empty());
			known = Optional.ofNullable(load(module));
			this.modules.put(module, known);
		}
		return known.orElse(null);
	}

	private @Nullable PythonModule load(String module) {
		Path file = locate(module);
		if (file == null) {
			return null;
		}
		this.found++;
		try {
			byte[] bytes = this.files.read(this.files.look(file), MAXIMUM_BYTES);
			this.bytes += bytes.length;
			return (this.bytes > MAXIMUM_BYTES_IN_ALL)
					? null
					: PythonModule.read(bytes, this, Set.of(), this.effort);
		}
		catch (UnreadableFileException | PythonSyntaxException ex) {
			return null;
		}
		catch (TooIntricateException ex) {
			// Nothing is known of it, and so of what is made from it; the rest of the script may well be.
			this.intricate.add(module);
			return null;
		}
	}

	private @Nullable Path locate(String module) {
		try {
			return search(module);
		}
		catch (InvalidPathException ex) {
			// The locale lacks a letter of its name, so that the file cannot be asked for.
			return null;
		}
	}

	private @Nullable Path search(String module) {
		List<Path> directories = this.roots;
		String[] parts = module.split("\\.", -1);
		for (int i = 0; i < parts.length; i++) {
			if (parts[i].isEmpty()) {
				return null;
			}
			List<Path> portions = new ArrayList<>();
			Path found = null;
			for (Path directory : directories) {
				Path candidate = directory.resolve(parts[i]);
				Path initializer = candidate.resolve("__init__.py");
				Path file = directory.resolve(parts[i] + ".py");
				if (this.files.isFile(initializer)) {
					found = initializer;
					portions = List.of(candidate);
					break;
				}
				if (this.files.isFile(file)) {
					found = file;
					portions = List.of();
					break;
				}
				if (this.files.isDirectory(candidate)) {
					portions.add(candidate);
				}
			}
			if (i == parts.length - 1 || portions.isEmpty()) {
				return (i == parts.length - 1) ? found : null;
			}
			directories = portions;
		}
		return null;
	}

}
