package ai.backend.dbstatus.plan.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.plan.finding.Effect;
import ai.backend.dbstatus.plan.finding.Finding;
import ai.backend.dbstatus.plan.finding.LockMode;
import ai.backend.dbstatus.plan.finding.TableLock;
import ai.backend.dbstatus.plan.state.SchemaState;
import ai.backend.dbstatus.plan.state.TableState;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a statement does to tables that were there before the plan: what the plan itself makes, nobody else uses.
 */
public final class StatementEffects {

	private final SchemaState state;

	private final Map<ObjectName, LockMode> locks = new LinkedHashMap<>();

	private final Set<ObjectName> rewrites = new LinkedHashSet<>();

	private final Set<ObjectName> scans = new LinkedHashSet<>();

	private final Set<ObjectName> objects = new LinkedHashSet<>();

	private final List<Finding> findings = new ArrayList<>();

	/**
	 * Nothing as yet.
	 * @param state the schema before the statement
	 */
	public StatementEffects(SchemaState state) {
		this.state = state;
	}

	/**
	 * Whether the plan itself makes a table.
	 */
	public boolean isMade(ObjectName table) {
		TableState known = this.state.table(table);
		return known != null && known.made();
	}

	/**
	 * A lock on a table, and on its partitions where it has such.
	 */
	public void lock(LockMode mode, ObjectName table) {
		this.objects.add(this.state.key(table));
		if (isMade(table)) {
			return;
		}
		put(mode, table);
		this.state.partitions(table).forEach((partition) -> put(mode, partition.name()));
	}

	/**
	 * A lock on a table alone.
	 */
	public void lockOnly(LockMode mode, ObjectName table) {
		this.objects.add(this.state.key(table));
		if (!isMade(table)) {
			put(mode, table);
		}
	}

	private void put(LockMode mode, ObjectName table) {
		this.locks.merge(this.state.key(table), mode, (one, other) -> (one.compareTo(other) > 0) ? one : other);
	}

	/**
	 * A table that the statement is about.
	 */
	public void about(ObjectName table) {
		this.objects.add(this.state.key(table));
	}

	/**
	 * A table is written again.
	 */
	public void rewrite(ObjectName table, String text, @Nullable String instead) {
		if (!isMade(table)) {
			this.rewrites.add(this.state.key(table));
			find(Effect.REWRITES_TABLE, text, instead, table);
		}
	}

	/**
	 * A table is read as a whole.
	 */
	public void scan(ObjectName table, String text, @Nullable String instead) {
		if (!isMade(table) && this.scans.add(this.state.key(table))) {
			find(Effect.SCANS_TABLE, text, instead, table);
		}
	}

	/**
	 * Something is found of tables that were there before the plan, or of none.
	 */
	public void find(Effect effect, String text, @Nullable String instead, ObjectName... tables) {
		List<ObjectName> there = new ArrayList<>();
		for (ObjectName table : tables) {
			if (!isMade(table)) {
				there.add(this.state.key(table));
			}
		}
		if (tables.length == 0 || !there.isEmpty()) {
			this.findings.add(new Finding(effect, text, instead, there));
		}
	}

	/**
	 * Something makes the statement fail.
	 */
	public void fail(String text, @Nullable String instead) {
		this.findings.add(new Finding(Effect.WOULD_FAIL, text, instead, List.of()));
	}

	/**
	 * The locks, the strongest for each table.
	 */
	public List<TableLock> locks() {
		List<TableLock> all = new ArrayList<>();
		this.locks.forEach((table, mode) -> all.add(new TableLock(mode, table)));
		return all;
	}

	/**
	 * The tables that are written again.
	 */
	public Collection<ObjectName> rewrites() {
		return this.rewrites;
	}

	/**
	 * The tables that are read as a whole.
	 */
	public Collection<ObjectName> scans() {
		return this.scans;
	}

	/**
	 * The tables that the statement is about, those that the plan makes among them.
	 */
	public Collection<ObjectName> objects() {
		return this.objects;
	}

	/**
	 * What is found.
	 */
	public List<Finding> findings() {
		return this.findings;
	}

}
