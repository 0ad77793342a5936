-- The bookings, to be found by their time: body is what a calendar draws of one, without what somebody has written of it.
-- start and until: milliseconds UTC.
CREATE TABLE booking (
    citizen  INTEGER NOT NULL REFERENCES citizen ON DELETE CASCADE,
    record   BLOB    NOT NULL,
    start    INTEGER NOT NULL,
    until    INTEGER NOT NULL,
    body     TEXT    NOT NULL,
    PRIMARY KEY (citizen, record)
) WITHOUT ROWID;
CREATE INDEX booking_by_start ON booking (start);

-- A backend of a later version may have sent bookings that nobody here could read: everybody is fetched once more.
DELETE FROM cursor WHERE EXISTS (SELECT 1 FROM record WHERE area = 'bookings');
