-- How each component was seen last. Whoever changes it first has seen the change: replicas share one journal.
CREATE TABLE db_status_state (
    component VARCHAR(512) NOT NULL PRIMARY KEY,
    status    VARCHAR(32)  NOT NULL,
    reason    VARCHAR(64)  NOT NULL,
    revisions TEXT         NOT NULL,
    seen_at   BIGINT       NOT NULL
);

-- The changes. Times are milliseconds since 1970; the body is JSON.
CREATE TABLE db_status_change (
    component VARCHAR(512) NOT NULL,
    seen_at   BIGINT       NOT NULL,
    status    VARCHAR(32)  NOT NULL,
    reason    VARCHAR(64)  NOT NULL,
    body      TEXT         NOT NULL,
    PRIMARY KEY (component, seen_at)
);
