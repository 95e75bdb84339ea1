package ai.backend.dbstatus.web.plan;

import java.time.Instant;

import ai.backend.dbstatus.plan.SizedTable;
import org.jspecify.annotations.Nullable;

/**
 * A table and its size by the catalog's statistics, as JSON.
 */
public record TableResource(String table, @Nullable Long rows, @Nullable Long bytes, @Nullable Instant analyzedAt,
		@Nullable Long changesSince) {

	static TableResource of(SizedTable table) {
		return new TableResource(table.table().toString(), table.size().rows(), table.size().bytes(),
				table.size().analyzedAt(), table.size().changesSince());
	}

}
