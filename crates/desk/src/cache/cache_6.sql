-- From which day on (ISO, Danish) a citizen's deadlines need somebody, under each caseworker who is contact person; under ''
-- where nobody is.
CREATE TABLE due (
    caseworker  TEXT    NOT NULL,
    day         TEXT    NOT NULL,
    citizen     INTEGER NOT NULL REFERENCES citizen ON DELETE CASCADE,
    PRIMARY KEY (caseworker, day, citizen)
) WITHOUT ROWID;
CREATE INDEX due_of_citizen ON due (citizen);

-- Deadlines that lie here are filed under nobody: everybody is fetched once more.
DELETE FROM cursor WHERE EXISTS (SELECT 1 FROM record WHERE area = 'booking_deadlines');
