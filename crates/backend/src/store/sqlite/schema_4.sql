-- The epochs before the present one, and the last number of the feed, of the messages and of the marks that each came to.
CREATE TABLE epoch (
    id BLOB PRIMARY KEY,
    feed INTEGER NOT NULL,
    message INTEGER NOT NULL,
    mark INTEGER NOT NULL
) WITHOUT ROWID;
