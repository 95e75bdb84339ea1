package ai.backend.dbstatus.plan.state;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

import ai.backend.dbstatus.alembic.operation.Constraint;
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
				(constraint) -> constraint.presence() == Presence.YES, TableDifference::same,
				"constraint of " + one.name(), differences);
		known &= parts(one.indexes(), two.indexes(), TableDifference::key,
				(index) -> index.presence() == Presence.YES && !index.columns().isEmpty(), TableDifference::same,
				"index of " + one.name(),
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
		return Objects.equals(one, other) || (one != null && other != null && plain(one).equals(plain(other)));
	}

	/** PostgreSQL shows a default with the cast to its type. */
	private static String plain(String text) {
		String plain = text.replaceAll("::[\\w \"]+(\\(\\d+\\))?$", "");
		return plain.replace("'", "").strip().toLowerCase(Locale.ROOT);
	}

	private static <T> boolean parts(List<T> before, List<T> after, Function<T, Object> key, Function<T, Boolean> sure,
			BiFunction<T, T, @Nullable Boolean> equal, String what, Set<String> differences) {
		Map<Object, T> one = new LinkedHashMap<>();
		Map<Object, T> two = new LinkedHashMap<>();
		boolean known = true;
		for (T part : before) {
			one.put(key.apply(part), part);
		}
		for (T part : after) {
			two.put(key.apply(part), part);
			known &= sure.apply(part) || before.contains(part);
		}
		for (T part : before) {
			known &= sure.apply(part) || after.contains(part);
		}
		Set<Object> either = new LinkedHashSet<>(one.keySet());
		either.addAll(two.keySet());
		for (Object name : either) {
			T first = one.get(name);
			T second = two.get(name);
			Boolean same = (first == null || second == null) ? Boolean.FALSE : equal.apply(first, second);
			known &= same != null;
			if (Boolean.FALSE.equals(same)) {
				differences.add(what + ": " + name);
			}
		}
		return known;
	}

	/** Whether one that was made again is as it was; {@code null} where that is not known. */
	private static @Nullable Boolean same(ConstraintState one, ConstraintState two) {
		if (one.equals(two)) {
			return true;
		}
		boolean alike = one.validated() == two.validated() && Objects.equals(one.referred(), two.referred())
				&& (one.kind() == Constraint.Kind.CHECK || one.columns().equals(two.columns()));
		if (!alike) {
			return false;
		}
		return switch (one.kind()) {
			case FOREIGN_KEY -> (one.text() == null || two.text() == null) ? null : one.text().equals(two.text());
			case CHECK, EXCLUDE -> sameExpression(one.text(), two.text());
			case UNIQUE, PRIMARY_KEY -> true;
		};
	}

	private static @Nullable Boolean same(IndexState one, IndexState two) {
		if (one.equals(two)) {
			return true;
		}
		boolean plain = one.columns().stream().allMatch(TableDifference::isName)
				&& two.columns().stream().allMatch(TableDifference::isName);
		if (one.unique() != two.unique() || (plain && !one.columns().equals(two.columns()))
				|| (one.where() == null) != (two.where() == null)) {
			return false;
		}
		boolean condition = one.where() == null || Boolean.TRUE.equals(sameExpression(one.where(), two.where()));
		return (one.plain() && two.plain() && one.columns().equals(two.columns()) && condition) ? true : null;
	}

	private static boolean isName(String column) {
		return column.chars().allMatch((c) -> Character.isLetterOrDigit(c) || c == '_');
	}

	/** The database writes an expression in its own way, so that one that reads otherwise may be the same. */
	private static @Nullable Boolean sameExpression(@Nullable String one, @Nullable String two) {
		return (one != null && two != null && bare(one).equals(bare(two))) ? true : null;
	}

	private static String bare(String expression) {
		return expression.replaceAll("[()\"\\s]", "").toLowerCase(Locale.ROOT);
	}

	private static Object key(ConstraintState constraint) {
		String name = (constraint.name() != null) ? constraint.name() : String.join(",", constraint.columns());
		return constraint.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + name;
	}

	private static Object key(IndexState index) {
		return (index.name() != null) ? index.name() : String.join(",", index.columns());
	}

}
