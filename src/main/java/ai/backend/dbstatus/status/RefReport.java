package ai.backend.dbstatus.status;

import ai.backend.dbstatus.alembic.source.git.GitRef;
import ai.backend.dbstatus.status.report.StatusReport;

/**
 * What is true of a database by the scripts of a ref.
 *
 * @param ref the ref
 * @param report the report
 */
public record RefReport(GitRef ref, StatusReport report) {}
