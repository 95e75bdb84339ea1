package ai.backend.dbstatus.alembic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import ai.backend.dbstatus.alembic.operation.Change;
import ai.backend.dbstatus.alembic.operation.Constraint;
import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.alembic.operation.Operations;
import ai.backend.dbstatus.alembic.operation.SqlDialect;
import ai.backend.dbstatus.alembic.operation.reader.OperationReader;
import ai.backend.dbstatus.alembic.script.MigrationScript;

/**
 * What the revisions of a history do to one kind of database. Safe for concurrent use.
 */
public final class RevisionOperations {

	private final RevisionHistory history;

	private final SqlDialect dialect;

	private final Map<String, Operations> upgrades;

	private final OperationReader reader;

	private final Map<String, Operations> downgrades = new HashMap<>();

	private RevisionOperations(RevisionHistory history, SqlDialect dialect, Map<String, Operations> upgrades,
			OperationReader reader) {
		this.history = history;
		this.dialect = dialect;
		this.upgrades = upgrades;
		this.reader = reader;
	}

	/**
	 * Reads all upgrades.
	 * @param reader reads them
	 * @param later reads downgrades, which few ask for
	 */
	static RevisionOperations read(RevisionHistory history, SqlDialect dialect, OperationReader reader,
			OperationReader later) {
		Map<String, Operations> upgrades = new HashMap<>();
		// In an order of their own: what is read of the application is bounded, and the same each time.
		history.scripts()
				.values()
				.stream()
				.sorted(Comparator.comparing(MigrationScript::file))
				.forEach((script) -> upgrades.put(script.revision(), reader.upgrade(script.file())));
		return new RevisionOperations(history, dialect, Map.copyOf(upgrades), later);
	}

	/**
	 * The history whose revisions these are.
	 */
	public RevisionHistory history() {
		return this.history;
	}

	/**
	 * The kind of database.
	 */
	public SqlDialect dialect() {
		return this.dialect;
	}

	/**
	 * What {@code upgrade()} of a revision does.
	 * @param revision the id of a revision of the history
	 */
	public Operations upgrade(String revision) {
		return Objects.requireNonNull(this.upgrades.get(revision), "Every revision comes from a script");
	}

	/**
	 * What {@code downgrade()} of a revision does; read when it is first asked for.
	 * @param revision the id of a revision of the history
	 */
	public synchronized Operations downgrade(String revision) {
		return this.downgrades.computeIfAbsent(revision, (id) -> this.reader.downgrade(script(id).file()));
	}

	private MigrationScript script(String revision) {
		return Objects.requireNonNull(this.history.scripts().get(revision), "Every revision comes from a script");
	}

	/**
	 * The schemas that upgrades name.
	 */
	public Set<String> schemas() {
		Set<String> schemas = new TreeSet<>();
		for (Operations upgrade : this.upgrades.values()) {
			upgrade.operations()
					.forEach((operation) -> operation.changes().forEach((change) -> named(change).forEach((name) -> {
						if (name.schema() != null) {
							schemas.add(name.schema());
						}
					})));
		}
		return schemas;
	}

	private static Collection<ObjectName> named(Change change) {
		return switch (change) {
			case Change.CreateTable create -> {
				List<ObjectName> names = new ArrayList<>(List.of(create.table()));
				create.constraints().forEach((constraint) -> addReferred(constraint, names));
				yield names;
			}
			case Change.AddConstraint add -> {
				List<ObjectName> names = new ArrayList<>(List.of(add.table()));
				addReferred(add.constraint(), names);
				yield names;
			}
			case Change.DropTable drop -> List.of(drop.table());
			case Change.RenameTable rename -> List.of(rename.table());
			case Change.AddColumn add -> List.of(add.table());
			case Change.DropColumn drop -> List.of(drop.table());
			case Change.RenameColumn rename -> List.of(rename.table());
			case Change.AlterColumn alter -> List.of(alter.table());
			case Change.DropConstraint drop -> List.of(drop.table());
			case Change.RenameConstraint rename -> List.of(rename.table());
			case Change.CreateIndex create -> List.of(create.table());
			case Change.DropIndex(ObjectName index, var _, var _, var _) when index != null -> List.of(index);
			case Change.DropIndex _ -> List.of();
			case Change.Create create -> List.of(create.name());
			case Change.Drop drop -> List.of(drop.name());
			case Change.Rename rename -> List.of(rename.name());
			case Change.AddEnumValue add -> List.of(add.type());
			case Change.RenameEnumValue rename -> List.of(rename.type());
			case Change.Statement statement -> statement.tables();
			case Change.NotKnown(Set<ObjectName> touches) -> (touches != null) ? touches : Set.of();
		};
	}

	private static void addReferred(Constraint constraint, List<ObjectName> names) {
		if (constraint.referred() != null) {
			names.add(constraint.referred());
		}
	}

}
