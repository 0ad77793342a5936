-- Lines of the journal lie in the order in which they came, so that a pull adds to few pages of the file.
DROP INDEX journal_news;
ALTER TABLE journal RENAME TO journal_before;
CREATE TABLE journal (
    id        INTEGER PRIMARY KEY,
    subject   BLOB    NOT NULL,
    sequence  INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    is_news   INTEGER NOT NULL,
    body      TEXT    NOT NULL,
    UNIQUE (subject, sequence)
);
INSERT INTO journal (subject, sequence, at, is_news, body)
    SELECT subject, sequence, at, is_news, body FROM journal_before ORDER BY subject, sequence;
DROP TABLE journal_before;
CREATE INDEX journal_news ON journal (at, subject) WHERE is_news;

-- Whoever was merged into a citizen is asked for at every look-up.
CREATE INDEX alias_of_survivor ON alias (survivor);
