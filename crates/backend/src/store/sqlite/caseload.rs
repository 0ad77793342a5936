use domain::{CaseworkerId, JobcentreCode, PersonId};

use super::{
    Tables,
    scope::{InScope, in_scope},
};
use crate::store::StoreError;

impl Tables<'_> {
    /// Puts the subject into the caseloads of these caseworkers and of nobody else, at `position` in the feed. Those who had
    /// the subject and keep it hear of it only where there is `news`.
    pub fn place_in_caseloads(
        self,
        subject: PersonId,
        caseworkers: &[(JobcentreCode, CaseworkerId)],
        position: u64,
        news: bool,
    ) -> Result<(), StoreError> {
        let (id, had) = (subject.0.as_bytes(), self.caseworkers(subject)?);
        let is_one =
            |(code, who): &(JobcentreCode, CaseworkerId), of: &(String, String)| code.as_str() == of.0 && who.0 == of.1;
        for one in &had {
            let stays = caseworkers.iter().any(|other| is_one(other, one));
            if news || !stays {
                self.0
                    .prepare_cached(
                        "UPDATE caseload SET position = ?4, gone = ?5 \
                         WHERE jobcentre = ?1 AND caseworker = ?2 AND subject = ?3",
                    )?
                    .execute((&one.0, &one.1, id, position, !stays))?;
            }
        }
        for one in caseworkers.iter().filter(|one| !had.iter().any(|other| is_one(one, other))) {
            self.0
                .prepare_cached(
                    "INSERT INTO caseload (jobcentre, caseworker, subject, position, entered, gone) \
                     VALUES (?1, ?2, ?3, ?4, ?4, 0) ON CONFLICT DO UPDATE SET position = ?4, entered = ?4, gone = 0",
                )?
                .execute((one.0.as_str(), &one.1.0, id, position))?;
        }
        Ok(())
    }

    /// Those in whose caseload the subject is, by jobcentre and user name.
    pub fn caseworkers(self, subject: PersonId) -> Result<Vec<(String, String)>, StoreError> {
        let mut all = self.0.prepare_cached(
            "SELECT jobcentre, caseworker FROM caseload WHERE subject = ?1 AND gone = 0 ORDER BY jobcentre, caseworker",
        )?;
        let found = all.query_map([subject.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// A piece of a caseload after `position`, in the order of the feed; with those who are gone, or without.
    pub fn caseload(
        self,
        (jobcentre, caseworker): (JobcentreCode, &CaseworkerId),
        position: u64,
        with_gone: bool,
        limit: usize,
    ) -> Result<Vec<InScope>, StoreError> {
        let mut all = self.0.prepare_cached(
            "SELECT subject, position, entered, gone, survivor FROM caseload LEFT JOIN alias ON absorbed = subject \
             WHERE jobcentre = ?1 AND caseworker = ?2 AND position > ?3 AND gone <= ?4 ORDER BY position LIMIT ?5",
        )?;
        in_scope(all.query((jobcentre.as_str(), &caseworker.0, position, with_gone, limit))?)
    }
}
