package ai.backend.dbstatus.alembic.script;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a migration script says about itself: the module globals Alembic takes from it, and
 * what its docstring and comments tell a person.
 *
 * @param file the script as it was found, symbolic links not resolved
 * @param line the line that gives it its revision identifier, from 1 on; 1 where only the name of the file does
 * @param fileName the name Alembic sees: that of the file behind symbolic links
 * @param revision the revision identifier
 * @param downRevisions {@code down_revision} as a list, empty for a base; entries stand as the
 * script has them, {@code ""} and repeated ones included
 * @param branchLabels {@code branch_labels} as a list; empty too where they are not known, see
 * {@code unknownBranchLabels}
 * @param dependsOn {@code depends_on} as a list, entries as the script has them
 * @param unknownBranchLabels the expression of {@code branch_labels} where it cannot be known
 * without running the script, else {@code null}: harmless unless something refers to a label
 * that no script is known to have
 * @param description the first line of the docstring, or {@code null}
 * @param createDate what follows {@code Create Date:} in the docstring, as it is written, or {@code null}; see
 * {@link #created()}
 * @param release what follows {@code # Part of:} in a comment among the revision identifiers,
 * or {@code null}
 */
public record MigrationScript(Path file, int line, String fileName, String revision, List<String> downRevisions,
		List<String> branchLabels, List<String> dependsOn, @Nullable UnknownExpression unknownBranchLabels,
		@Nullable String description, @Nullable String createDate, @Nullable String release) {

	/**
	 * Copies the lists.
	 */
	public MigrationScript {
		downRevisions = List.copyOf(downRevisions);
		branchLabels = List.copyOf(branchLabels);
		dependsOn = List.copyOf(dependsOn);
	}

	/**
	 * When the script was made: the docstring's {@code Create Date:} as an ISO 8601 local date-time to the second, followed
	 * by the offset where one is written; midnight where only a date is written. Worked out when it is asked for: of most
	 * scripts nobody ever asks.
	 * @return the time; {@code null} where there is none or it is no date
	 */
	public @Nullable String created() {
		return (this.createDate != null) ? Docstring.date(this.createDate) : null;
	}

}
