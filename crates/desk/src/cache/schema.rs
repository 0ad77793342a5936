//! The schemas of the three files. Steps are only ever added.

use sealed::Migration;

/// Rebuildable: what the backend last said. A name index without content, and a key that sorts names as Danes do.
pub(super) const CACHE: &[Migration] = &[
    Migration { version: 1, sql: CACHE_1 },
    Migration { version: 2, sql: include_str!("cache_2.sql") },
    Migration { version: 3, sql: include_str!("cache_3.sql") },
    Migration { version: 4, sql: include_str!("cache_4.sql") },
    Migration { version: 5, sql: include_str!("cache_5.sql") },
    Migration { version: 6, sql: include_str!("cache_6.sql") },
];

const CACHE_1: &str = "
        CREATE TABLE citizen (
            id            INTEGER PRIMARY KEY,
            subject       BLOB    NOT NULL UNIQUE,
            version       INTEGER NOT NULL,
            fetched_at    INTEGER NOT NULL,
            looked_up_on  TEXT,
            name          TEXT    NOT NULL,
            sort_key      TEXT    NOT NULL,
            birth_date    TEXT,
            needs_an_eye  INTEGER NOT NULL DEFAULT 0,
            stale         INTEGER NOT NULL DEFAULT 0
        );
        CREATE INDEX citizen_to_see ON citizen (needs_an_eye) WHERE needs_an_eye;
        CREATE INDEX citizen_stale ON citizen (stale) WHERE stale;
        CREATE INDEX citizen_by_name ON citizen (sort_key, id);
        CREATE INDEX citizen_by_birth_date ON citizen (birth_date);
        CREATE TABLE record (
            citizen  INTEGER NOT NULL REFERENCES citizen ON DELETE CASCADE,
            area     TEXT    NOT NULL,
            version  INTEGER NOT NULL,
            schema   INTEGER NOT NULL,
            body     TEXT    NOT NULL,
            PRIMARY KEY (citizen, area)
        );
        CREATE TABLE number (
            number   TEXT    PRIMARY KEY,
            citizen  INTEGER NOT NULL REFERENCES citizen ON DELETE CASCADE,
            current  INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX number_of_citizen ON number (citizen);
        CREATE VIRTUAL TABLE name_index USING fts5 (
            name, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 0'
        );
        CREATE TABLE journal (
            subject   BLOB    NOT NULL,
            sequence  INTEGER NOT NULL,
            at        INTEGER NOT NULL,
            is_news   INTEGER NOT NULL,
            body      TEXT    NOT NULL,
            PRIMARY KEY (subject, sequence)
        ) WITHOUT ROWID;
        CREATE INDEX journal_news ON journal (at) WHERE is_news;
        CREATE TABLE alias (
            alias     BLOB PRIMARY KEY,
            survivor  BLOB NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE cursor (
            one       INTEGER PRIMARY KEY CHECK (one = 1),
            epoch     BLOB    NOT NULL,
            position  INTEGER NOT NULL
        );
        CREATE TABLE purpose (
            subject  BLOB NOT NULL,
            day      TEXT NOT NULL,
            purpose  TEXT NOT NULL,
            PRIMARY KEY (subject, day)
        ) WITHOUT ROWID;
    ";

/// Not rebuildable: what is written here and not answered yet, and what is typed and not confirmed.
pub(super) const OUTBOX: &[Migration] = &[
    Migration { version: 1, sql: OUTBOX_1 },
    Migration { version: 2, sql: include_str!("outbox_2.sql") },
    Migration { version: 3, sql: include_str!("outbox_3.sql") },
];

const OUTBOX_1: &str = "
        CREATE TABLE command (
            id           BLOB    PRIMARY KEY,
            sequence     INTEGER NOT NULL UNIQUE,
            raw          TEXT    NOT NULL,
            subject      BLOB    NOT NULL,
            fingerprint  TEXT,
            builds_on    BLOB,
            shown        TEXT,
            stage        TEXT    NOT NULL,
            rest_until   INTEGER,
            refusal      TEXT,
            verdict      TEXT,
            reason       TEXT,
            settled_at   INTEGER
        );
        CREATE INDEX command_by_stage ON command (stage, sequence);
        CREATE INDEX command_of_citizen ON command (subject, sequence);
        CREATE INDEX command_by_fingerprint ON command (fingerprint);
        CREATE TABLE course (
            command  BLOB    NOT NULL REFERENCES command,
            nth      INTEGER NOT NULL,
            at       INTEGER NOT NULL,
            step     TEXT    NOT NULL,
            PRIMARY KEY (command, nth)
        ) WITHOUT ROWID;
        CREATE TABLE draft (
            subject   BLOB    NOT NULL,
            kind      TEXT    NOT NULL,
            form      TEXT    NOT NULL,
            saved_at  INTEGER NOT NULL,
            PRIMARY KEY (subject, kind)
        ) WITHOUT ROWID;
        CREATE TABLE setting (
            name   TEXT PRIMARY KEY,
            value  TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE TRIGGER command_stays BEFORE DELETE ON command
            BEGIN SELECT raise(ABORT, 'a command is never deleted'); END;
        CREATE TRIGGER command_text_stays BEFORE UPDATE OF id, sequence, raw ON command
            BEGIN SELECT raise(ABORT, 'a command is never written anew'); END;
        CREATE TRIGGER verdict_stays BEFORE UPDATE OF verdict ON command WHEN old.verdict IS NOT NULL
            BEGIN SELECT raise(ABORT, 'a verdict never changes'); END;
    ";

/// Append-only: who looked at whom. `device` names this chain for the backend.
pub(super) const ACCESS: &[Migration] =
    &[Migration { version: 1, sql: ACCESS_1 }, Migration { version: 2, sql: include_str!("access_2.sql") }];

const ACCESS_1: &str = "
        CREATE TABLE link (
            sequence  INTEGER PRIMARY KEY,
            entry     TEXT NOT NULL,
            hash      TEXT NOT NULL
        );
        CREATE TRIGGER link_stays BEFORE DELETE ON link
            BEGIN SELECT raise(ABORT, 'the access log only grows'); END;
        CREATE TRIGGER link_text_stays BEFORE UPDATE ON link
            BEGIN SELECT raise(ABORT, 'the access log only grows'); END;
        CREATE TABLE chain (
            one        INTEGER PRIMARY KEY CHECK (one = 1),
            device     TEXT    NOT NULL,
            handed_in  INTEGER NOT NULL
        );
    ";
