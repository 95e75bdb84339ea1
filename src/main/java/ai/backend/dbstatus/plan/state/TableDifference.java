package ai.backend.dbstatus.plan.state;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import ai.backend.dbstatus.plan.state.TableState.ColumnState;
import ai.backend.dbstatus.plan.state.TableState.ConstraintState;
import ai.backend.dbstatus.plan.state.TableState.IndexState;
import org.jspecify.annotations.Nullable;

/**
 * How a table differs from what it was. The order of columns does not count.
 */
final class TableDifference {

	private TableDifference() {
	}

	/**
	 * Adds what is different.
	 * @return whether all that is different is known
	 */
	static boolean add(TableState one, TableState two, Set<String> differences) {
		boolean known = one.presence() == two.presence() && one.whole() == two.whole();
		Set<String> columns = new LinkedHashSet<>(one.columns().keySet());
		columns.addAll(two.columns().keySet());
		for (String column : columns) {
			ColumnState before = one.column(column);
			ColumnState after = two.column(column);
			if (before == null || after == null) {
				differences.add("column " + one.name() + "." + column);
			}
			else if (!before.equals(after)) {
				known &= column(one.name() + "." + column, before, after, differences);
			}
		}
		known &= parts(one.constraints(), two.constraints(), TableDifference::key,
				(constraint) -> constraint.presence() == Presence.YES, "constraint of " + one.name(), differences);
		known &= parts(one.indexes(), two.indexes(), TableDifference::key,
				(index) -> index.presence() == Presence.YES && !index.columns().isEmpty(), "index of " + one.name(),
				differences);
		return known;
	}

	private static boolean column(String name, ColumnState before, ColumnState after, Set<String> differences) {
		if (before.presence() != after.presence() || before.type() == null || after.type() == null) {
			return false;
		}
		Boolean mayBeNull = before.nullable();
		boolean unclear = mayBeNull == null || after.nullable() == null;
		if (!SqlTypeName.same(before.type(), after.type())) {
			differences.add("type of " + name);
		}
		if (!unclear && !Objects.equals(mayBeNull, after.nullable())) {
			differences.add("nullability of " + name);
		}
		if (before.generation() != after.generation()) {
			differences.add("generation of " + name);
		}
		if (!sameDefault(before.defaultText(), after.defaultText())) {
			differences.add("default of " + name);
		}
		return !unclear;
	}

	private static boolean sameDefault(@Nullable String one,
			@Nullable String other) {
		return Objects.equals(one, other) || one != null && other != null && plain(one).equals(plain(other));
	}

	/** PostgreSQL shows a default with the cast to its type. */
	private static String plain(String text) {
		String plain = text.replaceAll("::[\\w \"]+(\\(\\d+\\))?$", "");
		return plain.replace("'", "").strip().toLowerCase(Locale.ROOT);
	}

	private static <T> boolean parts(List<T> before, List<T> after, Function<T, Object> key, Function<T, Boolean> sure,
			String what, Set<String> differences) {
		Set<Object> one = new HashSet<>();
		Set<Object> two = new HashSet<>();
		boolean known = true;
		for (T part : before) {
			one.add(key.apply(part));
		}
		for (T part : after) {
			two.add(key.apply(part));
			known &= sure.apply(part) || before.contains(part);
		}
		for (T part : before) {
			known &= sure.apply(part) || after.contains(part);
		}
		if (!one.equals(two)) {
			Set<Object> either = new LinkedHashSet<>(one);
			either.addAll(two);
			either.removeIf((each) -> one.contains(each) && two.contains(each));
			either.forEach((each) -> differences.add(what + ": " + each));
		}
		return known;
	}

	private static Object key(ConstraintState constraint) {
		String name = (constraint.name() != null) ? constraint.name() : String.join(",", constraint.columns());
		return constraint.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + name;
	}

	private static Object key(IndexState index) {
		return (index.name() != null) ? index.name() : String.join(",", index.columns());
	}

}
