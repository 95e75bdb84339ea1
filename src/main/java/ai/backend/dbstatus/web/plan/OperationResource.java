package ai.backend.dbstatus.web.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import ai.backend.dbstatus.alembic.operation.ObjectName;
import ai.backend.dbstatus.plan.PlannedOperation;
import ai.backend.dbstatus.plan.SizedTable;
import ai.backend.dbstatus.plan.finding.LockMode;
import org.jspecify.annotations.Nullable;

/**
 * What an operation would do, as JSON. {@code lock} is the strongest of {@code locks}; {@code rows} and {@code bytes} are
 * those of the largest of {@code tables}.
 */
public record OperationResource(String operation, List<String> objects, int line, String text, List<String> conditions,
		@Nullable LockResource lock, LockMode.@Nullable Blocks blocks, List<LockResource> locks, List<String> rewrites,
		List<String> scans, List<TableResource> tables, @Nullable Long rows, @Nullable Long bytes,
		List<FindingResource> findings) {

	static OperationResource of(PlannedOperation operation) {
		List<LockResource> locks = operation.locks().stream().map(LockResource::of).toList();
		LockResource strongest = locks.isEmpty() ? null : locks.getFirst();
		return new OperationResource(operation.operation(), operation.objects(), operation.line(), operation.text(),
				operation.conditions(), strongest, (strongest != null) ? strongest.blocks() : null, locks,
				names(operation.rewrites()), names(operation.scans()),
				operation.tables().stream().map(TableResource::of).toList(),
				most(operation.tables(), (table) -> table.size().rows()),
				most(operation.tables(), (table) -> table.size().bytes()),
				FindingResource.all(operation.findings()));
	}

	private static List<String> names(List<ObjectName> names) {
		return names.stream().map(ObjectName::toString).toList();
	}

	private static @Nullable Long most(List<SizedTable> tables, Function<SizedTable, @Nullable Long> size) {
		return tables.stream().map(size).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
	}

}
