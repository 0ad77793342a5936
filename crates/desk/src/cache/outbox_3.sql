-- A number by which the citizen can be looked up when they are not at the desk any more; none where it was not known here.
ALTER TABLE draft ADD COLUMN number TEXT;
