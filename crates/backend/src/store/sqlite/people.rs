use domain::{CprNumber, Person, PersonId};
use exchange::{Row, area_name, area_named, read_rows};
use rusqlite::OptionalExtension;

use super::{Tables, uuid};
use crate::store::StoreError;

impl Tables<'_> {
    /// Who has or had `number`.
    pub fn subject(self, number: CprNumber) -> Result<Option<PersonId>, StoreError> {
        let mut find = self.0.prepare_cached("SELECT subject FROM number WHERE number = ?1")?;
        let found = find.query_row([number.digits()], |row| row.get(0)).optional()?;
        found.map(|bytes| uuid(bytes).map(PersonId)).transpose()
    }

    /// Notes whose number it is from now on.
    pub fn give_number(self, number: CprNumber, subject: PersonId) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO number (number, subject) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET subject = excluded.subject",
            )?
            .execute((number.digits(), subject.0.as_bytes()))?;
        Ok(())
    }

    /// A person, from the rows.
    pub fn person(self, subject: PersonId) -> Result<Person, StoreError> {
        Ok(read_rows(subject, &self.rows(subject)?)?)
    }

    /// Every row of a subject.
    pub fn rows(self, subject: PersonId) -> Result<Vec<Row>, StoreError> {
        let mut all = self.0.prepare_cached("SELECT area, schema, body FROM area_row WHERE subject = ?1")?;
        let mut found = all.query([subject.0.as_bytes()])?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let area = area_named(row.get_ref(0)?.as_str().map_err(|_| StoreError::Value)?).ok_or(StoreError::Value)?;
            rows.push(Row { area, schema: row.get(1)?, body: row.get(2)? });
        }
        rows.sort_by_key(|row| row.area);
        Ok(rows)
    }

    /// Writes one row anew.
    pub fn put_row(self, subject: PersonId, row: &Row) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO area_row (subject, area, version, schema, body) VALUES (?1, ?2, 1, ?3, ?4) ON CONFLICT \
                 DO UPDATE SET version = version + 1, schema = excluded.schema, body = excluded.body",
            )?
            .execute((subject.0.as_bytes(), area_name(row.area), row.schema, &row.body))?;
        Ok(())
    }

    /// Everything of `absorbed` is `survivor`'s from now on; whoever pointed to `absorbed` points on.
    pub fn merge(self, absorbed: PersonId, survivor: PersonId) -> Result<(), StoreError> {
        let (absorbed, survivor) = (absorbed.0.as_bytes(), survivor.0.as_bytes());
        self.0.prepare_cached("DELETE FROM area_row WHERE subject = ?1")?.execute([absorbed])?;
        self.0.prepare_cached("DELETE FROM scope_turn WHERE subject = ?1")?.execute([absorbed])?;
        self.0.prepare_cached("DELETE FROM feed WHERE subject = ?1")?.execute([absorbed])?;
        self.0.prepare_cached("UPDATE alias SET survivor = ?2 WHERE survivor = ?1")?.execute([absorbed, survivor])?;
        self.0
            .prepare_cached("INSERT INTO alias (absorbed, survivor, merged) VALUES (?1, ?2, 0)")?
            .execute([absorbed, survivor])?;
        Ok(())
    }

    /// Who the subject is now.
    pub fn survivor(self, subject: PersonId) -> Result<PersonId, StoreError> {
        let mut find = self.0.prepare_cached("SELECT survivor FROM alias WHERE absorbed = ?1")?;
        let found = find.query_row([subject.0.as_bytes()], |row| row.get(0)).optional()?;
        found.map_or(Ok(subject), |bytes| uuid(bytes).map(PersonId))
    }

    /// Ids that were merged into `subject`.
    pub fn aliases(self, subject: PersonId) -> Result<Vec<PersonId>, StoreError> {
        let mut all = self.0.prepare_cached("SELECT absorbed FROM alias WHERE survivor = ?1 ORDER BY absorbed")?;
        let found = all.query_map([subject.0.as_bytes()], |row| row.get(0))?;
        found.map(|bytes| uuid(bytes?).map(PersonId)).collect()
    }
}
