package ai.backend.dbstatus.alembic.operation.reader;

import java.util.List;

import ai.backend.dbstatus.alembic.python.evaluation.PyObject;
import ai.backend.dbstatus.alembic.python.evaluation.PyObject.Sequence.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What is gone through in a loop, as far as it is known.
 */
final class Elements {

	private final Reading reading;

	private final PythonClasses classes;

	Elements(Reading reading) {
		this.reading = reading;
		this.classes = new PythonClasses(reading);
	}

	/** Returns the elements of what is gone through, in order; {@code null} if they are not known. */
	@Nullable
	List<PyObject> of(PyObject object) {
		return switch (object) {
			case PyObject.Sequence sequence when !sequence.escaped() && (sequence.kind() != Kind.SET
					|| sequence.items().size() <= 1 || allTexts(sequence)) ->
				List.copyOf(sequence.items());
			case Construct.Dict dict when !dict.open -> List.copyOf(dict.items.keySet());
			case Construct.PyClass enumeration when this.reading.isScript(enumeration.module()) ->
				this.classes.members(enumeration);
			default -> null;
		};
	}

	/** In which order a set is gone through hardly ever matters to what is done. */
	private static boolean allTexts(PyObject.Sequence sequence) {
		return sequence.items().stream().allMatch(PyObject.Str.class::isInstance);
	}

}
