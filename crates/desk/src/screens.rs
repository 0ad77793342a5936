//! The screens that show more than one citizen: who is here, the page of the day, lists.

use chrono::{DateTime, Datelike, Days, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Copenhagen;

use crate::door::{CitizenList, DeskError, HitView, JobcentreView, MyDay, Page, Session, Settings, Text};
use crate::room::{Room, guard};
use crate::search::listed;
use crate::{dates, view};

/// The most lines in one piece of a list.
const LONGEST_PAGE: u32 = 500;
/// For how many days something may stand on the page of the day.
const DAYS: u64 = 90;

impl Room {
    pub fn session(&self) -> Result<Session, DeskError> {
        let (now, today) = (self.now(), self.today());
        let mut recent = Vec::new();
        for subject in self.recent()? {
            let known = self.files.cache.named(subject)?;
            recent.extend(known.map(|known| listed(&known, None, today)));
        }
        let initials = self.who.name.split_whitespace().filter_map(|word| word.chars().next()).collect();
        Ok(Session {
            exercise: self.exercise,
            caseworker: self.who.name.clone(),
            initials,
            jobcentre: view::jobcentre_name(self.who.jobcentre).da,
            jobcentre_code: self.who.jobcentre.to_string(),
            today: dates::iso(today),
            time: dates::time(now),
            week: today.iso_week().week(),
            settings: self.settings(),
            connection: self.connection()?,
            citizens: self.files.cache.count()?,
            kept: self.kept()?,
            caseload: self.caseload(),
            inbox: u32::try_from(self.to_act_on()?.len()).unwrap_or(u32::MAX),
            recent,
            to_try: guard(&self.to_try).clone(),
        })
    }

    /// Keeps the settings. What is not among the choices is said, and nothing is changed.
    pub fn set(&self, settings: Settings) -> Result<Session, DeskError> {
        let fits = matches!(settings.language.as_str(), "da" | "en")
            && matches!(settings.theme.as_str(), "system" | "light" | "dark")
            && settings.rest_seconds <= 30
            && (1..=60).contains(&settings.lock_minutes);
        if !fits {
            return Err(DeskError::Asked {
                text: Text::new(
                    "Vælg dansk eller engelsk, lyst, mørkt eller som systemet, en fortrydelsestid på 0 til 30 sekunder og lås efter 1 til 60 minutter.",
                    "Choose Danish or English, light, dark or as the system, a time to undo of 0 to 30 seconds, and a lock after 1 to 60 minutes.",
                ),
            });
        }
        self.files.outbox.set("screen", &settings)?;
        *guard(&self.settings) = settings;
        self.session()
    }

    pub fn my_day(&self) -> Result<MyDay, DeskError> {
        let since = self.now().checked_sub_days(Days::new(DAYS)).unwrap_or_default();
        let citizens = self.files.cache.for_the_day(since)?;
        Ok(view::my_day(view::Day {
            outbox: self.outbox()?,
            waiting: self.connection()?.waiting,
            conversations: self.conversations_of_today()?,
            due: self.due_deadlines()?,
            messages: self.to_act_on()?,
            told_of: &self.files.cache.commands_told_of()?,
            citizens: &citizens.iter().collect::<Vec<_>>(),
            own: self.who.jobcentre,
            today: self.today(),
        }))
    }

    pub fn citizens(&self, page: Page) -> Result<CitizenList, DeskError> {
        let known = self.files.cache.page(page.from, page.count.min(LONGEST_PAGE))?;
        let today = self.today();
        let citizens: Vec<HitView> = known.iter().map(|known| listed(known, None, today)).collect();
        Ok(CitizenList { citizens, total: self.files.cache.count()? })
    }

    pub fn jobcentres(&self) -> JobcentreView {
        view::jobcentres(self.today())
    }

    /// Midnight in Denmark. On the nights when the clock changes, midnight is never the hour that is changed.
    pub fn start_of_today(&self) -> DateTime<Utc> {
        let midnight = self.today().and_time(NaiveTime::MIN);
        Copenhagen.from_local_datetime(&midnight).earliest().map_or_else(|| self.now(), |at| at.with_timezone(&Utc))
    }
}
