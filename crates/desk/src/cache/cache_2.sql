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
