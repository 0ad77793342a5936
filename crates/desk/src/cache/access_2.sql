-- Whose data an entry is about.
CREATE INDEX link_subject ON link (CASE WHEN json_valid(entry) THEN json_extract(entry, '$.subject') END);

-- The names that this chain had at the backend before, where the two had parted.
CREATE TABLE former_chain (device TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TRIGGER former_chain_stays BEFORE DELETE ON former_chain
    BEGIN SELECT raise(ABORT, 'the access log only grows'); END;
CREATE TRIGGER former_chain_name_stays BEFORE UPDATE ON former_chain
    BEGIN SELECT raise(ABORT, 'the access log only grows'); END;
