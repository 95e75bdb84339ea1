/**
 * The reports: {@code /db-status}, {@code /components/{name}/db-status} and {@code /components/db-status}.
 */
@NullMarked
package ai.backend.dbstatus.web.report;

import org.jspecify.annotations.NullMarked;
