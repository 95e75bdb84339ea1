package ai.backend.dbstatus.alembic.operation.reader;

import java.util.List;
import java.util.Map;

import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call.
 *
 * @param positional those by position
 * @param keywords those by name
 * @param open whether there may be more: {@code *unknown}
 */
record Arguments(List<PyObject> positional, Map<String, PyObject> keywords, boolean open) {

	static final Arguments NONE = new Arguments(List.of(), Map.of(), false);

	/** Returns an argument, {@code null} if it is not given. */
	@Nullable
	PyObject get(int index, String keyword) {
		PyObject named = this.keywords.get(keyword);
		if (named != null) {
			return named;
		}
		return (index >= 0 && index < this.positional.size()) ? this.positional.get(index) : null;
	}

	@Nullable
	PyObject get(String keyword) {
		return this.keywords.get(keyword);
	}

	/** Returns a text, {@code null} if it is not given, None, or not known. */
	@Nullable
	String text(int index, String keyword) {
		return Texts.plain(get(index, keyword));
	}

	/** Whether it is given, and not None. */
	boolean has(int index, String keyword) {
		PyObject object = get(index, keyword);
		return object != null && object != PyObject.None.NONE;
	}

	boolean isTrue(String keyword) {
		return get(keyword) instanceof PyObject.Bool bool && bool.value();
	}

	/** Whether the argument is given and is not surely false. */
	boolean mayBeTrue(String keyword) {
		PyObject object = get(keyword);
		return object != null && object != PyObject.None.NONE
				&& !(object instanceof PyObject.Bool bool && !bool.value());
	}

	Arguments from(int index) {
		return new Arguments(this.positional.subList(Math.min(index, this.positional.size()), this.positional.size()),
				this.keywords, this.open);
	}

	/** Whether one of them stands for the live database. */
	boolean hasLive() {
		return this.positional.stream().anyMatch(Arguments::isLive)
				|| this.keywords.values().stream().anyMatch(Arguments::isLive);
	}

	private static boolean isLive(PyObject object) {
		return (object instanceof Construct.Live live && live.kind() != Construct.Live.Kind.RESULT)
				|| object instanceof Construct.Batch
				|| (object instanceof PyObject.Module module && module.name().equals("alembic.op"));
	}

}
