-- What was done with messages here and the inbox has not brought back yet, in the order in which it was done.
CREATE TABLE message_mark (
    place  INTEGER PRIMARY KEY AUTOINCREMENT,
    id     BLOB    NOT NULL UNIQUE,
    body   TEXT    NOT NULL
);
