package ai.backend.dbstatus.plan;

import java.util.List;

import ai.backend.dbstatus.alembic.operation.ObjectName;

/**
 * What an operation would do.
 *
 * @param operation Alembic's name of it; of {@code execute}, the kind of statement behind it
 * @param objects the tables and other objects that it is about
 * @param line where the script calls it, counted from 1
 * @param text what it does, in words like SQL
 * @param conditions what must hold for it to be done, in words; empty where it surely is
 * @param locks the locks that it takes on what was there before the plan, the strongest first
 * @param rewrites the tables that are written again
 * @param scans the tables that are read as a whole
 * @param tables the tables that it touches and that were there before the plan, with their sizes
 * @param findings what is found of it
 */
public record PlannedOperation(String operation, List<String> objects, int line, String text, List<String> conditions,
		List<HeldLock> locks, List<ObjectName> rewrites, List<ObjectName> scans, List<SizedTable> tables,
		List<PlanFinding> findings) {

	public PlannedOperation {
		objects = List.copyOf(objects);
		conditions = List.copyOf(conditions);
		locks = List.copyOf(locks);
		rewrites = List.copyOf(rewrites);
		scans = List.copyOf(scans);
		tables = List.copyOf(tables);
		findings = List.copyOf(findings);
	}

}
