package ai.backend.dbstatus.plan.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import ai.backend.dbstatus.alembic.operation.Column;
import ai.backend.dbstatus.alembic.operation.Constraint;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.database.relation.TableSize;
import org.jspecify.annotations.Nullable;

/**
 * A table at a step of a plan. Immutable.
 *
 * @param name its name as the state keeps it
 * @param schema the schema that it is in; {@code null} where that is not known
 * @param presence whether it is there
 * @param made whether the plan itself makes it, so that nobody else can be using it
 * @param whole whether its columns and constraints are all known
 * @param columns its columns by name
 * @param constraints its constraints
 * @param indexes its indexes, without those of constraints
 * @param views the views that read its columns, each as column and view
 * @param size how large it was when the plan began
 * @param parent the table whose partition it is
 * @param engine MySQL and MariaDB: its engine and format of rows
 */
public record TableState(ObjectName name, @Nullable String schema, Presence presence, boolean made, boolean whole,
		Map<String, ColumnState> columns, List<ConstraintState> constraints, List<IndexState> indexes,
		List<ViewUse> views, TableSize size, @Nullable ObjectName parent, @Nullable String engine) {

	public TableState {
		columns = Map.copyOf(columns);
		constraints = List.copyOf(constraints);
		indexes = List.copyOf(indexes);
		views = List.copyOf(views);
	}

	/**
	 * A column.
	 *
	 * @param type its type in SQL; {@code null} where it is not known
	 * @param nullable whether it may be null; {@code null} where it is not known
	 * @param defaultText its default, {@code null} if it has none
	 * @param generation whether the database fills it in
	 * @param presence whether it is there
	 * @param made whether the plan makes it
	 */
	public record ColumnState(@Nullable String type, @Nullable Boolean nullable, @Nullable String defaultText,
			Column.Generation generation, Presence presence, boolean made) {

		ColumnState doubtful() {
			return new ColumnState(this.type, null, this.defaultText, this.generation, Presence.MAYBE, this.made);
		}

		ColumnState with(@Nullable String newType, @Nullable Boolean newNullable, @Nullable String newDefault) {
			return new ColumnState(newType, newNullable, newDefault, this.generation, this.presence, this.made);
		}

	}

	/**
	 * A constraint.
	 *
	 * @param name its name; {@code null} where it is not known
	 * @param referred the table that a foreign key refers to
	 * @param validated whether what is there was checked
	 * @param text the condition of a check, and what a foreign key says behind the table, as far as it is known
	 */
	public record ConstraintState(Constraint.Kind kind, @Nullable String name, List<String> columns,
			@Nullable ObjectName referred, boolean validated, @Nullable String text, Presence presence) {

		public ConstraintState {
			columns = List.copyOf(columns);
		}

		ConstraintState doubtful() {
			return new ConstraintState(this.kind, this.name, this.columns, this.referred, this.validated, this.text,
					Presence.MAYBE);
		}

		ConstraintState named(String other) {
			return new ConstraintState(this.kind, other, this.columns, this.referred, this.validated, this.text,
					this.presence);
		}

		ConstraintState valid() {
			return new ConstraintState(this.kind, this.name, this.columns, this.referred, true, this.text,
					this.presence);
		}

		ConstraintState renamed(String from, String to) {
			return new ConstraintState(this.kind, this.name,
					this.columns.stream().map((column) -> column.equals(from) ? to : column).toList(), this.referred,
					this.validated, this.text, this.presence);
		}

		ConstraintState referring(ObjectName from, ObjectName to) {
			return from.equals(this.referred)
					? new ConstraintState(this.kind, this.name, this.columns, to, this.validated, this.text,
							this.presence)
					: this;
		}

	}

	/**
	 * An index.
	 *
	 * @param name its name; {@code null} where it is not known
	 * @param columns its columns and expressions; empty where they are not known
	 * @param plain whether it surely is a B-tree over these columns in their own order, and nothing more
	 */
	public record IndexState(@Nullable String name, List<String> columns, boolean unique, @Nullable String where,
			boolean plain, Presence presence) {

		public IndexState {
			columns = List.copyOf(columns);
		}

		IndexState doubtful() {
			return new IndexState(this.name, this.columns, this.unique, this.where, this.plain, Presence.MAYBE);
		}

		IndexState named(String other) {
			return new IndexState(other, this.columns, this.unique, this.where, this.plain, this.presence);
		}

		IndexState renamed(String from, String to) {
			return new IndexState(this.name,
					this.columns.stream().map((column) -> column.equals(from) ? to : column).toList(), this.unique,
					this.where, this.plain, this.presence);
		}

	}

	/**
	 * A view that reads a column.
	 */
	public record ViewUse(String column, ObjectName view) {}

	/**
	 * What is known of a column; {@code null} if nothing is.
	 */
	public @Nullable ColumnState column(String column) {
		return this.columns.get(column);
	}

	/**
	 * Whether it has a column.
	 */
	public Presence hasColumn(String column) {
		ColumnState known = this.columns.get(column);
		if (known != null) {
			return (this.presence == Presence.YES) ? known.presence() : Presence.MAYBE;
		}
		return (this.whole && this.presence == Presence.YES) ? Presence.NO : Presence.MAYBE;
	}

	/**
	 * The constraint of a name; {@code null} if none is known.
	 */
	public @Nullable ConstraintState constraint(String constraint) {
		return this.constraints.stream().filter((each) -> constraint.equals(each.name())).findFirst().orElse(null);
	}

	/**
	 * The tables that its foreign keys refer to.
	 */
	public List<ObjectName> referred() {
		return this.constraints.stream()
				.map(ConstraintState::referred)
				.filter(Objects::nonNull)
				.map(Objects::requireNonNull)
				.distinct()
				.toList();
	}

	/**
	 * The views that read a column.
	 */
	public List<ObjectName> viewsOn(String column) {
		return this.views.stream().filter((use) -> use.column().equals(column)).map(ViewUse::view).distinct().toList();
	}

	TableState doubtful() {
		Map<String, ColumnState> doubted = new LinkedHashMap<>();
		this.columns.forEach((column, state) -> doubted.put(column, state.doubtful()));
		return new TableState(this.name, this.schema, Presence.MAYBE, this.made, false, doubted,
				this.constraints.stream().map(ConstraintState::doubtful).toList(),
				this.indexes.stream().map(IndexState::doubtful).toList(), this.views, this.size, this.parent,
				this.engine);
	}

	TableState named(ObjectName other) {
		return new TableState(other, this.schema, this.presence, this.made, this.whole, this.columns,
				this.constraints, this.indexes, this.views, this.size, this.parent, this.engine);
	}

	TableState with(Map<String, ColumnState> other) {
		return new TableState(this.name, this.schema, this.presence, this.made, this.whole, other, this.constraints,
				this.indexes, this.views, this.size, this.parent, this.engine);
	}

	TableState withConstraints(List<ConstraintState> other) {
		return new TableState(this.name, this.schema, this.presence, this.made, this.whole, this.columns, other,
				this.indexes, this.views, this.size, this.parent, this.engine);
	}

	TableState withIndexes(List<IndexState> other) {
		return new TableState(this.name, this.schema, this.presence, this.made, this.whole, this.columns,
				this.constraints, other, this.views, this.size, this.parent, this.engine);
	}

	TableState withViews(List<ViewUse> other) {
		return new TableState(this.name, this.schema, this.presence, this.made, this.whole, this.columns,
				this.constraints, this.indexes, other, this.size, this.parent, this.engine);
	}

	TableState withParent(@Nullable ObjectName other) {
		return new TableState(this.name, this.schema, this.presence, this.made, this.whole, this.columns,
				this.constraints, this.indexes, this.views, this.size, other, this.engine);
	}

	TableState withColumn(String column, @Nullable ColumnState state) {
		Map<String, ColumnState> changed = new LinkedHashMap<>(this.columns);
		if (state == null) {
			changed.remove(column);
		}
		else {
			changed.put(column, state);
		}
		return with(changed);
	}

	TableState plus(ConstraintState constraint) {
		List<ConstraintState> more = new ArrayList<>(this.constraints);
		more.add(constraint);
		return withConstraints(more);
	}

	TableState plus(IndexState index) {
		List<IndexState> more = new ArrayList<>(this.indexes);
		more.add(index);
		return withIndexes(more);
	}

	TableState changing(Predicate<ConstraintState> which, UnaryOperator<ConstraintState> how) {
		return withConstraints(
				this.constraints.stream().map((each) -> which.test(each) ? how.apply(each) : each).toList());
	}

	TableState changingIndexes(Predicate<IndexState> which, UnaryOperator<IndexState> how) {
		return withIndexes(this.indexes.stream().map((each) -> which.test(each) ? how.apply(each) : each).toList());
	}

}
