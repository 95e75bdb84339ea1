package ai.backend.dbstatus.status;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a check to look at.
 *
 * @param ref the branch, tag or commit whose scripts count; {@code null} for those that are configured
 * @param schema whether to look at the schema, too, where a check does not do so anyway
 */
public record Asked(@Nullable String ref, boolean schema) {

	/** What each check looks at. */
	public static final Asked NOTHING_ELSE = new Asked(null, false);

}
