package ai.backend.dbstatus.alembic.source.git;

import java.time.Instant;

/**
 * A commit.
 *
 * @param ref the ref or expression that led to it, as somebody wrote it: {@code main}, {@code v1.0~2}, {@code c0032c47}
 * @param id its whole id, in hexadecimal digits
 * @param tree the id of its topmost tree; commits with the same tree have the same files
 * @param committedAt when it was committed
 */
public record GitCommit(String ref, String id, String tree, Instant committedAt) {}
