package ai.backend.dbstatus.alembic.operation.reader;

import java.util.ArrayList;
import java.util.List;

import ai.backend.dbstatus.alembic.operation.sql.SqlReader;
import ai.backend.dbstatus.alembic.python.evaluation.Effort;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import org.jspecify.annotations.Nullable;

/**
 * Objects as texts.
 */
final class Texts {

	/** A script has no more, and a statement of SQL is put together out of many parts. */
	private static final int LONGEST = 1024 * 1024;

	private Texts() {
	}

	/** Returns a text all of which is known: a string, {@code op.f()}, a member of an enum that is a string. */
	static @Nullable String plain(@Nullable PyObject object) {
		return switch (object) {
			case PyObject.Str str -> str.value();
			case Construct.FinalName name -> name.name();
			case Construct.EnumMember member when member.string() -> plain(member.value());
			case null, default -> null;
		};
	}

	/** Python: {@code str(object)}, with a hole where that is not known. */
	static String shown(PyObject object) {
		String plain = plain(object);
		if (plain != null) {
			return plain;
		}
		return switch (object) {
			case PyObject.Int number -> Long.toString(number.value());
			case PyObject.Bool bool -> bool.value() ? "True" : "False";
			case PyObject.None _ -> "None";
			case Construct.PartialText text -> text.text();
			case Construct.Sql sql -> sql.sql();
			default -> String.valueOf(SqlReader.HOLE);
		};
	}

	/** Returns a text as an object, whole or not. */
	static PyObject of(String text) {
		return (text.indexOf(SqlReader.HOLE) >= 0) ? new Construct.PartialText(text) : new PyObject.Str(text);
	}

	/** Python: {@code left + right}, as long as that does not become too long for anybody to have meant it. */
	static PyObject joined(PyObject left, PyObject right, Effort effort) {
		String first = shown(left);
		String second = shown(right);
		long length = (long) first.length() + second.length();
		return (length <= LONGEST && effort.admits((int) length))
				? of(first + second)
				: new Construct.PartialText(String.valueOf(SqlReader.HOLE));
	}

	static boolean isText(PyObject object) {
		return object instanceof PyObject.Str || object instanceof Construct.PartialText
				|| object instanceof Construct.FinalName;
	}

	/** Returns the texts of a sequence, {@code null} if one is not known. */
	static @Nullable List<String> list(@Nullable PyObject object) {
		if (!(object instanceof PyObject.Sequence sequence) || sequence.escaped()) {
			return null;
		}
		List<String> texts = new ArrayList<>();
		for (PyObject item : sequence.items()) {
			String text = plain(item);
			if (text == null) {
				return null;
			}
			texts.add(text);
		}
		return texts;
	}

}
