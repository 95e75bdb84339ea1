package ai.backend.dbstatus.plan.finding;

import java.util.List;

import ai.backend.dbstatus.alembic.operation.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What is found of a statement, or of a step.
 *
 * @param effect what it does
 * @param text a sentence for a person
 * @param instead how one writes it safely in Alembic; {@code null} where nothing better is known
 * @param tables the tables that it does it to; empty where these are not known, or where it is about none
 */
public record Finding(Effect effect, String text, @Nullable String instead, List<ObjectName> tables) {

	public Finding {
		tables = List.copyOf(tables);
	}

}
