-- Whose citizens lie here: a desk that is to keep others begins anew. Until now all were the jobcentre's.
CREATE TABLE kept_scope (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    scope  TEXT    NOT NULL
);
INSERT INTO kept_scope (one, scope) VALUES (1, 'jobcentre');

-- Who has left this desk, on which day, and why: moved, merged or contact_ended.
ALTER TABLE gone RENAME TO gone_before;
CREATE TABLE gone (
    subject  BLOB PRIMARY KEY,
    day      TEXT NOT NULL,
    why      TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO gone (subject, day, why)
    SELECT subject, day, CASE WHEN is_merged THEN 'merged' ELSE 'moved' END FROM gone_before;
DROP TABLE gone_before;
