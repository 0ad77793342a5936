-- One value each: epoch, receipt (the last place in the order of receipt), feed (the last feed number),
-- settled (the day that the scopes stand for).
CREATE TABLE setting (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;

-- Every command ever answered, kept for ever.
CREATE TABLE command (
    id BLOB PRIMARY KEY,
    digest BLOB NOT NULL,
    verdict TEXT NOT NULL
) WITHOUT ROWID;

-- The truth for deciding: one row a subject and area.
CREATE TABLE area_row (
    subject BLOB NOT NULL,
    area TEXT NOT NULL,
    version INTEGER NOT NULL,
    schema INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (subject, area)
) WITHOUT ROWID;

CREATE TABLE number (number TEXT PRIMARY KEY, subject BLOB NOT NULL) WITHOUT ROWID;

-- A merged id, and who it is now. merged: the survivor's feed number when it last took somebody over.
CREATE TABLE alias (absorbed BLOB PRIMARY KEY, survivor BLOB NOT NULL, merged INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX alias_survivor ON alias (survivor);

-- The truth for explaining: only ever added to. feed: the subject's feed number when the line was written.
CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY,
    subject BLOB NOT NULL,
    feed INTEGER NOT NULL,
    command BLOB NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    at TEXT NOT NULL,
    written_at TEXT NOT NULL,
    rules TEXT NOT NULL,
    entry TEXT NOT NULL
);
CREATE INDEX journal_subject ON journal (subject, feed);

-- A message to every jobcentre is one row; who reads it follows from the day of receipt.
CREATE TABLE message (
    sequence INTEGER PRIMARY KEY,
    audience TEXT NOT NULL,
    subject BLOB NOT NULL,
    command BLOB NOT NULL,
    at TEXT NOT NULL,
    day TEXT NOT NULL,
    message TEXT NOT NULL
);
CREATE INDEX message_audience ON message (audience, sequence);

-- The subject's latest feed number.
CREATE TABLE feed (subject BLOB PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;

-- Who a jobcentre has, or has had. position: where its desks meet the subject in the feed; entered: where it came in.
CREATE TABLE scope (
    jobcentre TEXT NOT NULL,
    subject BLOB NOT NULL,
    position INTEGER NOT NULL,
    entered INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    PRIMARY KEY (jobcentre, subject)
) WITHOUT ROWID;
CREATE UNIQUE INDEX scope_position ON scope (jobcentre, position);
CREATE UNIQUE INDEX scope_subject ON scope (subject) WHERE gone = 0;

-- Days on which a subject may change jobcentre because time passes.
CREATE TABLE scope_turn (day TEXT NOT NULL, subject BLOB NOT NULL, PRIMARY KEY (day, subject)) WITHOUT ROWID;
CREATE INDEX scope_turn_subject ON scope_turn (subject);

-- The backend's own access log.
CREATE TABLE access (sequence INTEGER PRIMARY KEY, entry TEXT NOT NULL, hash TEXT NOT NULL);

-- The desks' access logs as they handed them in.
CREATE TABLE access_handed_in (
    device TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    entry TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (device, sequence)
) WITHOUT ROWID;

-- Where a desk's chain did not hold.
CREATE TABLE access_broken (
    device TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (device, sequence)
) WITHOUT ROWID;
