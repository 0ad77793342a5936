-- The messages to this jobcentre, as the backend keeps them; fold is the same for two that say the same. near: more than
-- this jobcentre's name concerns it, whether or not the citizen is here.
CREATE TABLE message (
    sequence  INTEGER PRIMARY KEY,
    command   BLOB    NOT NULL,
    nth       INTEGER NOT NULL,
    subject   BLOB    NOT NULL,
    near      INTEGER NOT NULL,
    fold      TEXT    NOT NULL,
    body      TEXT    NOT NULL,
    UNIQUE (command, nth)
);
CREATE INDEX message_by_fold ON message (fold, sequence);

-- What this jobcentre has done with them, in the backend's order.
CREATE TABLE message_mark (
    position  INTEGER PRIMARY KEY,
    id        BLOB    NOT NULL UNIQUE,
    command   BLOB    NOT NULL,
    nth       INTEGER NOT NULL,
    body      TEXT    NOT NULL
);

-- How far both are read, and when they were last asked for.
CREATE TABLE inbox_cursor (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    epoch     BLOB    NOT NULL,
    message   INTEGER NOT NULL,
    mark      INTEGER NOT NULL,
    read_at   INTEGER NOT NULL
);

-- Since when there is no contact: how many days have begun since, as this desk has seen them begin, and the last of them.
CREATE TABLE contact (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    seen  TEXT    NOT NULL,
    days  INTEGER NOT NULL
);

-- Who has left this desk, on which day, and whether a merge took them to somebody who is not here.
CREATE TABLE gone (
    subject    BLOB PRIMARY KEY,
    day        TEXT NOT NULL,
    is_merged  INTEGER NOT NULL
) WITHOUT ROWID;

-- unread: some of the citizen's records are of a form that the version which stored them could not read.
ALTER TABLE citizen ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;
CREATE INDEX citizen_unread ON citizen (unread) WHERE unread;
