-- From which day on (ISO, Danish) a citizen's deadlines need somebody, under each caseworker who is contact person; under ''
-- where nobody is.
CREATE TABLE due (
    caseworker  TEXT    NOT NULL,
    day         TEXT    NOT NULL,
    citizen     INTEGER NOT NULL REFERENCES citizen ON DELETE CASCADE,
    PRIMARY KEY (caseworker, day, citizen)
) WITHOUT ROWID;
CREATE INDEX due_of_citizen ON due (citizen);

-- What is drawn of a booking is all that its row holds from here on. Those that lie here hold the whole of it, and deadlines
-- are filed under nobody: everybody with one or the other is fetched once more, and filed as if nobody had read them.
DELETE FROM booking;
UPDATE citizen SET unread = 1 WHERE id IN (SELECT citizen FROM record WHERE area IN ('bookings', 'booking_deadlines'));
DELETE FROM cursor WHERE EXISTS (SELECT 1 FROM citizen WHERE unread);
