-- Whose contact person a caseworker is, or has been: position, entered and gone as in scope. Nobody was before this step.
CREATE TABLE caseload (
    jobcentre TEXT NOT NULL,
    caseworker TEXT NOT NULL,
    subject BLOB NOT NULL,
    position INTEGER NOT NULL,
    entered INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    PRIMARY KEY (jobcentre, caseworker, subject)
) WITHOUT ROWID;
CREATE UNIQUE INDEX caseload_position ON caseload (jobcentre, caseworker, position);
CREATE INDEX caseload_subject ON caseload (subject) WHERE gone = 0;
