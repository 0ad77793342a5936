-- What was done with messages here and the inbox has not brought back yet, in the order in which it was done.
CREATE TABLE message_mark (
    place  INTEGER PRIMARY KEY AUTOINCREMENT,
    id     BLOB    NOT NULL UNIQUE,
    body   TEXT    NOT NULL
);
-- learned_at: when the desk learned where the command stands now. to_see: it went otherwise than shown, and nobody has said
-- that it is seen. stood: where a command stood before another took its place.
ALTER TABLE command ADD COLUMN learned_at INTEGER;
ALTER TABLE command ADD COLUMN to_see INTEGER NOT NULL DEFAULT 0;
ALTER TABLE command ADD COLUMN stood TEXT;
UPDATE command SET learned_at = coalesce(
    (SELECT max(at) FROM course WHERE course.command = command.id AND course.step = '"accepted"'), settled_at)
WHERE stage = 'accepted';
UPDATE command SET to_see = 1
WHERE stage = 'accepted' AND json_extract(verdict, '$.outcome.accepted.as_shown') = 'otherwise';
CREATE INDEX command_accepted ON command (learned_at) WHERE stage = 'accepted';
CREATE INDEX command_to_see ON command (sequence) WHERE to_see;

-- What is typed in the correction of a command and not confirmed.
CREATE TABLE correction (
    command  BLOB PRIMARY KEY REFERENCES command,
    form     TEXT NOT NULL
) WITHOUT ROWID;
