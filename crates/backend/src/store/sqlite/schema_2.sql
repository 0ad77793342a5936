-- The access logs only grow.
CREATE TRIGGER access_stays BEFORE DELETE ON access
    BEGIN SELECT raise(ABORT, 'the access log only grows'); END;
CREATE TRIGGER access_text_stays BEFORE UPDATE ON access
    BEGIN SELECT raise(ABORT, 'the access log only grows'); END;
CREATE TRIGGER access_handed_in_stays BEFORE DELETE ON access_handed_in
    BEGIN SELECT raise(ABORT, 'the access log only grows'); END;
CREATE TRIGGER access_handed_in_text_stays BEFORE UPDATE ON access_handed_in
    BEGIN SELECT raise(ABORT, 'the access log only grows'); END;
CREATE TRIGGER access_broken_stays BEFORE DELETE ON access_broken
    BEGIN SELECT raise(ABORT, 'the access log only grows'); END;
CREATE TRIGGER access_broken_text_stays BEFORE UPDATE ON access_broken
    BEGIN SELECT raise(ABORT, 'the access log only grows'); END;

-- How far each chain had come when something was last handed in; the empty name is the backend's own. A chain that is cut
-- short afterwards is found by it.
CREATE TABLE access_head (
    device TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TRIGGER access_head_stays BEFORE DELETE ON access_head
    BEGIN SELECT raise(ABORT, 'a head is never forgotten'); END;
CREATE TRIGGER access_head_rises BEFORE UPDATE ON access_head WHEN new.sequence <= old.sequence OR new.device <> old.device
    BEGIN SELECT raise(ABORT, 'a head never goes back'); END;
INSERT INTO access_head (device, sequence, hash, at)
    SELECT device, max(sequence), hash, '' FROM access_handed_in GROUP BY device;
INSERT INTO access_head (device, sequence, hash, at)
    SELECT '', sequence, hash, '' FROM access ORDER BY sequence DESC LIMIT 1;

-- Whose data an entry is about. An entry that is no JSON is about nobody, and must not keep its chain from being taken.
CREATE INDEX access_subject ON access (CASE WHEN json_valid(entry) THEN json_extract(entry, '$.subject') END);
CREATE INDEX access_handed_in_subject
    ON access_handed_in (CASE WHEN json_valid(entry) THEN json_extract(entry, '$.subject') END);

-- nth: the place among the messages of its command. had: the jobcentres that had the citizen before it, as JSON.
ALTER TABLE message ADD COLUMN nth INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN had TEXT NOT NULL DEFAULT '[]';
UPDATE message SET nth =
    (SELECT count(*) FROM message AS before WHERE before.command = message.command AND before.sequence < message.sequence);

-- What a jobcentre has done with its messages: only ever added to. The last one that is done or taken back counts.
CREATE TABLE message_mark (
    position INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    jobcentre TEXT NOT NULL,
    command BLOB NOT NULL,
    nth INTEGER NOT NULL,
    what TEXT NOT NULL,
    caseworker TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX message_mark_jobcentre ON message_mark (jobcentre, position);
