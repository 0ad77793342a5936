use domain::{Audience, JobcentreCode, MessageBody, NotDone, NoticeKind};
use exchange::{JournalEntry, JournalLine};

use super::{
    Reader, number,
    reference::{area_name, capital, contact_group, conversation_type, fund_name, jobcentre_name, municipality_name},
    tell_booking,
    tell_change::since,
    tell_course,
};
use crate::door::Text;

/// Who gets a message.
pub(super) fn audience(to: Audience) -> Text {
    match to {
        Audience::EveryJobcentre => Text::new("Alle jobcentre", "Every jobcentre"),
        Audience::Fund(fund) => fund_name(fund),
        Audience::Jobcentre(jobcentre) => jobcentre_name(jobcentre),
    }
}

/// What a message says.
pub(super) fn body(body: &MessageBody, reader: Reader) -> Text {
    match body {
        MessageBody::GetCprChanged { old, new, event_date } => {
            let (old, new) = (number::labelled(reader, *old), number::labelled(reader, *new));
            let since = since(*event_date);
            Text::new(
                format!("Nyt personnummer: {} i stedet for {}. {}", new.da, old.da, since.da),
                format!("New CPR number: {} instead of {}. {}", new.en, old.en, since.en),
            )
        }
        MessageBody::GetBookings { happening, kind, start, .. } => {
            let (kind, when) = (conversation_type(*kind), tell_booking::when(*start, None));
            let what = Text::new(format!("{} {}", kind.da, when.da), format!("{} {}", kind.en, when.en));
            tell_booking::message(*happening, what)
        }
        MessageBody::GetMeetingParticipation { start, takes_part, .. } => {
            tell_course::participation_message(*start, *takes_part)
        }
        MessageBody::GetWarning { fund, start, .. } => tell_course::warning(*fund, *start),
        MessageBody::GetInterviewDeadline { content, .. } => {
            let (deadline, until) = (tell_course::deadline_of(content.kind), tell_course::until(content));
            Text::new(format!("{}: {}", deadline.da, until.da), format!("{}: {}", deadline.en, until.en))
        }
    }
}

/// What the caseworker should know, in two parts: what happened, and what it means.
pub(super) fn notice(kind: &NoticeKind) -> (Text, Text) {
    match kind {
        NoticeKind::NoAffiliationToday => (
            Text::new("Borgeren har intet jobcenter i dag", "The citizen has no jobcentre today"),
            Text::new(
                "Efter fletningen dækker intet jobcentertilhørsforhold dagen i dag. Registrér det rette jobcenter.",
                "After the merge no jobcentre affiliation covers today. Register the right jobcentre.",
            ),
        ),
        NoticeKind::MergeConflicts { cut, dropped, values } => (
            Text::new(
                "Nogle oplysninger blev erstattet, da to numre blev flettet",
                "Some data were replaced when two numbers were merged",
            ),
            losses(*cut, *dropped, *values),
        ),
        NoticeKind::Municipality999 => (
            Text::new("Kommunekode 999 er en kendt fejl i DFDG", "Municipality code 999 is a known problem in DFDG"),
            Text::new(
                "Koden siger ikke noget om, hvor borgeren bor, og den ændrer ikke jobcentret. Du skal ikke gøre noget.",
                "The code says nothing of where the citizen lives and does not change the jobcentre. You need not do anything.",
            ),
        ),
        NoticeKind::EventDateReplaced => (
            Text::new("Datoen fra CPR kunne ikke læses", "The date from CPR could not be read"),
            Text::new(
                "Den dag, hændelsen blev modtaget, er brugt i stedet. Nummeret kan være skiftet før.",
                "The day of receipt is used instead. The number may have changed earlier.",
            ),
        ),
        NoticeKind::DoubleBooking(other) => {
            let other = tell_booking::double(other);
            (
                Text::new("Borgeren er indkaldt to steder", "The citizen is summoned to two places"),
                Text::new(format!("Også til {}.", other.da), format!("Also to {}.", other.en)),
            )
        }
        NoticeKind::LegalityUnknown { kind, group } => {
            let (kind, group) = (conversation_type(*kind).in_a_sentence(), contact_group(*group));
            (
                Text::new("Det vides ikke, om samtaletypen er lovlig", "It is not known whether the type is legal"),
                Text::new(
                    format!("Ingen kilde siger, om {} er lovlig i kontaktgruppe {}. Tjek det.", kind.da, group.da),
                    format!("No source says whether {} is legal in contact group {}. Check it.", kind.en, group.en),
                ),
            )
        }
        NoticeKind::JointHeldAsAnother => (
            Text::new("Samtalen var indkaldt som fællessamtale", "The conversation was booked as a joint one"),
            Text::new(
                "Registrér den som fælles jobsamtale (17), også når a-kassen ikke kom. Ellers gælder valget om deltagelse stadig for den næste.",
                "Register it as a joint conversation (17), also where the fund did not come. Else the choice of taking part still holds for the next one.",
            ),
        ),
        NoticeKind::DeadlineShort => (
            Text::new("Borgeren får mindre end otte dage til at booke", "The citizen has less than eight days to book"),
            Text::new(
                "En selvbookfrist er mindst otte dage. Indkald i stedet selv, når det haster.",
                "A deadline for self-booking is at least eight days. Book it yourself where it is urgent.",
            ),
        ),
        NoticeKind::BookedAfterDeadline { hold_by } => (
            Text::new("Samtalen ligger efter sidste dag", "The conversation is after the last day"),
            tell_course::booked_late(*hold_by),
        ),
        NoticeKind::FormForReferralsAlone => (
            Text::new("Møde direkte på arbejde er for henvisninger", "Going straight to work is for referrals"),
            Text::new(
                "Samtaleform 6 hører til samtaletype 8 (henvisning). DFDG afviser ikke andet. Se, om formen er rigtig.",
                "Conversation form 6 belongs to type 8 (referral). DFDG refuses nothing else. See whether the form is right.",
            ),
        ),
    }
}

/// The notice of a merge in which something gave way.
pub(super) fn merge_conflicts(line: &JournalLine) -> Option<&NoticeKind> {
    match &line.entry {
        JournalEntry::Notice(kind @ NoticeKind::MergeConflicts { .. }) => Some(kind),
        JournalEntry::Notice(
            NoticeKind::NoAffiliationToday
            | NoticeKind::Municipality999
            | NoticeKind::EventDateReplaced
            | NoticeKind::DoubleBooking(_)
            | NoticeKind::LegalityUnknown { .. }
            | NoticeKind::JointHeldAsAnother
            | NoticeKind::DeadlineShort
            | NoticeKind::BookedAfterDeadline { .. }
            | NoticeKind::FormForReferralsAlone,
        )
        | JournalEntry::Change(_)
        | JournalEntry::Message { .. }
        | JournalEntry::NotDone(_) => None,
    }
}

/// How much gave way, without what did not.
pub(super) fn losses(cut: usize, dropped: usize, values: usize) -> Text {
    let count = |n: usize, one: (&str, &str), more: (&str, &str)| {
        let (da, en) = if n == 1 { one } else { more };
        (n > 0).then(|| Text::new(format!("{n} {da}"), format!("{n} {en}")))
    };
    let told = [
        count(cut, ("periode er afkortet", "period is cut"), ("perioder er afkortet", "periods are cut")),
        count(
            dropped,
            ("periode er bortfaldet", "period is dropped"),
            ("perioder er bortfaldet", "periods are dropped"),
        ),
        count(
            values,
            ("oplysning er erstattet", "value is replaced"),
            ("oplysninger er erstattet", "values are replaced"),
        ),
    ];
    let joined = |one: fn(&Text) -> &str| told.iter().flatten().map(one).collect::<Vec<_>>().join(", ");
    Text::new(
        format!("{}. Se fletterapporten.", joined(|text| &text.da)),
        format!("{}. See the merge report.", joined(|text| &text.en)),
    )
}

/// What does not happen: subject, and what becomes of it.
pub(super) fn not_done(what: &NotDone, reader: Reader) -> (Text, Text) {
    match what {
        NotDone::AlreadyKnown => (
            Text::new("Hændelsen", "The event"),
            Text::new(
                "er modtaget før: intet ændres, og ingen får besked igen",
                "has been received before: nothing changes, and nobody is told again",
            ),
        ),
        NotDone::AffiliationKept { jobcentre } => (
            jobcentre_name(*jobcentre),
            Text::new("bliver stående: borgeren bliver i jobcentret", "stays: the citizen stays in the jobcentre"),
        ),
        NotDone::MunicipalityKept { municipality } => (
            Text::new("Kommune", "Municipality"),
            match municipality.map(municipality_name) {
                Some(name) => Text::new(
                    format!("{} er husket som den sidste rigtige kommune", name.da),
                    format!("{} is kept as the last real municipality", name.en),
                ),
                None => Text::new(
                    "ingen rigtig kommune er kendt, og intet jobcenter udledes af 999",
                    "no real municipality is known, and no jobcentre is derived from 999",
                ),
            },
        ),
        NotDone::StaysUnderNumber { area, number } => {
            let number = number::labelled(reader, *number);
            let text =
                Text::new(format!("bliver liggende på {}", number.da), format!("stays filed under {}", number.en));
            (capital(area_name(*area)), text)
        }
        NotDone::NewerNumberStands => (
            Text::new("Det, der står på borgerens nyere nummer", "What stands on the citizen's newer number"),
            Text::new(
                "bliver stående: hændelsen gjaldt et tidligere nummer",
                "stays: the event was for a former number",
            ),
        ),
        NotDone::ResettingUnknown => (
            Text::new("Om samtalen er nulstillende", "Whether the conversation resets the course"),
            Text::new("er ikke tjekket: ingen kilde siger det", "is not checked: no source says so"),
        ),
        NotDone::NotTheCurrentNumber { current } => {
            let number = number::labelled(reader, *current);
            let text = Text::new(
                format!("er fortsat {}: et andet skift fører videre fra det nye nummer", number.da),
                format!("is still {}: another change leads on from the new number", number.en),
            );
            (Text::new("Borgerens nuværende nummer", "The citizen's current number"), text)
        }
    }
}

/// That somebody's jobcentre stays: what is said beside the jobcentre of the emigrated and disappeared (S23-1.3a).
pub(super) fn stays_in(jobcentre: JobcentreCode, why: (&str, &str)) -> Text {
    let name = jobcentre_name(jobcentre);
    Text::new(
        format!("Borgeren er {} og bliver i {}", why.0, name.da),
        format!("The citizen has {} and stays in {}", why.1, name.en),
    )
}
