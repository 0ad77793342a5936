//! What caseworkers do at their desks, through the door.

use desk::door::{
    CitizenView, Confirm, Correcting, DeskError, Discard, Door, Draft, DraftForm, EntryRef, Nothing, OpenAnswer,
    OpenBy, OpenCitizen, OutboxEntry, Preview, PurposeGiven, SaveDraft,
};
use domain::{CommandId, CprNumber};

use super::Simulation;
use crate::oracle::{Kind, Sent, typed};

impl Simulation {
    pub(super) fn writes(&mut self, desk: usize, citizen: usize, number: usize) {
        let citizen = self.citizen(citizen);
        let text = self.new_text();
        if let Some(shown) = self.finds(desk, citizen, number) {
            let draft = Draft { citizen: shown.citizen, form: DraftForm::Comment { text } };
            self.confirms(desk, citizen, draft);
        }
    }

    pub(super) fn corrects(&mut self, desk: usize, citizen: usize, comment: usize) {
        let citizen = self.citizen(citizen);
        let text = self.new_text();
        if let Some((shown, comment)) = self.finds_comment(desk, citizen, comment) {
            let form = DraftForm::CorrectComment { comment, text };
            self.confirms(desk, citizen, Draft { citizen: shown, form });
        }
    }

    pub(super) fn withdraws(&mut self, desk: usize, citizen: usize, comment: usize) {
        let citizen = self.citizen(citizen);
        if let Some((shown, comment)) = self.finds_comment(desk, citizen, comment) {
            let form = DraftForm::WithdrawComment { comment };
            self.confirms(desk, citizen, Draft { citizen: shown, form });
        }
    }

    pub(super) fn affiliates(&mut self, desk: usize, citizen: usize, jobcentre: usize) {
        let citizen = self.citizen(citizen);
        if let Some(shown) = self.finds(desk, citizen, 0) {
            let jobcentre = super::CASEWORKERS[jobcentre % 2 + 1].1.to_owned();
            let form = DraftForm::Affiliation { jobcentre, from: "d".to_owned() };
            self.confirms(desk, citizen, Draft { citizen: shown.citizen, form });
        }
    }

    pub(super) fn types(&mut self, desk: usize, citizen: usize) {
        let citizen = self.citizen(citizen);
        let text = format!("typed in step {}", self.figures.steps);
        if let Some(shown) = self.finds(desk, citizen, 0) {
            let draft = Draft { citizen: shown.citizen, form: DraftForm::Comment { text: text.clone() } };
            let saved = self.desk(desk).save_draft(SaveDraft { draft });
            if self.heard(desk, saved).is_some() {
                self.tell(&format!("{} types on citizen {citizen}", self.desks[desk].name));
                self.desks[desk].typed = Some((citizen, vec![text]));
            }
        }
    }

    pub(super) fn looks(&mut self, desk: usize, citizen: usize, number: usize) {
        let citizen = self.citizen(citizen);
        let found = self.finds(desk, citizen, number).is_some();
        self.tell(&format!("{} looks citizen {citizen} up: {found}", self.desks[desk].name));
    }

    pub(super) fn undoes(&mut self, desk: usize, which: usize) {
        let outbox = self.desk(desk).outbox(Nothing {}).unwrap();
        let unsent = [outbox.resting, outbox.waiting].concat();
        let Some(entry) = nth(&unsent, which) else { return };
        let undone = self.desk(desk).undo(EntryRef { command: entry.command.clone() });
        if self.heard(desk, undone).is_some() {
            self.tell_of(desk, "takes back", entry);
            self.is_typed_again(desk, entry);
            self.central.oracle(|oracle| oracle.taken_back(id(entry)));
        }
    }

    /// What a comment said that was taken back is a draft, beside what was typed on the citizen meanwhile.
    fn is_typed_again(&mut self, desk: usize, entry: &OutboxEntry) {
        let is_comment = entry.draft.as_ref().is_some_and(|draft| matches!(draft.form, DraftForm::Comment { .. }));
        let form = self.form_of(entry).filter(|_| is_comment && entry.renews.is_none());
        let Some(text) = form.as_ref().and_then(typed::words).cloned() else { return };
        let Some(citizen) = self.central.oracle(|oracle| oracle.whose(id(entry))) else { return };
        match self.desks[desk].typed.take() {
            Some((typed_on, mut pieces)) => {
                if self.central.oracle(|oracle| oracle.were_ever_one(typed_on, citizen)) {
                    pieces.push(text);
                }
                self.desks[desk].typed = Some((typed_on, pieces));
            }
            None => self.desks[desk].typed = Some((citizen, vec![text])),
        }
    }

    pub(super) fn sends_now(&mut self, desk: usize, which: usize) {
        let resting = self.desk(desk).outbox(Nothing {}).unwrap().resting;
        let Some(entry) = nth(&resting, which) else { return };
        let sent = self.desk(desk).send_now(EntryRef { command: entry.command.clone() });
        if self.heard(desk, sent).is_some() {
            self.tell_of(desk, "sends now", entry);
        }
    }

    pub(super) fn readdresses(&mut self, desk: usize, which: usize) {
        let mut stopped = self.desk(desk).outbox(Nothing {}).unwrap().refused;
        stopped.retain(|entry| entry.can_send_on_new_number);
        let Some(entry) = nth(&stopped, which) else { return };
        let renewed = self.desk(desk).send_on_new_number(EntryRef { command: entry.command.clone() });
        if let Some(renewed) = self.heard(desk, renewed) {
            self.tell_of(desk, "sends on the new number", entry);
            self.renewed(entry, &renewed, self.form_of(entry).unwrap());
        }
    }

    pub(super) fn sends_again(&mut self, desk: usize, which: usize) {
        let mut lost = self.desk(desk).outbox(Nothing {}).unwrap().refused;
        lost.retain(|entry| entry.can_send_again);
        let Some(entry) = nth(&lost, which) else { return };
        let renewed = self.desk(desk).send_again(EntryRef { command: entry.command.clone() });
        if let Some(renewed) = self.heard(desk, renewed) {
            self.tell_of(desk, "sends once more", entry);
            self.renewed(entry, &renewed, self.form_of(entry).unwrap());
        }
    }

    pub(super) fn corrects_and_sends(&mut self, desk: usize, which: usize) {
        let mut stopped = self.desk(desk).outbox(Nothing {}).unwrap().refused;
        stopped.retain(|entry| entry.draft.is_some());
        let Some(entry) = nth(&stopped, which) else { return };
        let mut draft = entry.draft.clone().unwrap();
        let by = OpenBy::Citizen(draft.citizen.clone());
        let opened = self.desk(desk).open(OpenCitizen { by, purpose: Some(purpose()) });
        let Some(OpenAnswer::Citizen { .. }) = self.heard(desk, opened) else { return };
        if let Some(words) = self.form_of(entry).as_ref().and_then(typed::words) {
            draft.form = typed::in_other_words(draft.form, &format!("{words}, again"));
            self.types_booking(&draft.form);
        }
        let correcting = Correcting { command: entry.command.clone(), form: draft.form.clone() };
        let preview = self.desk(desk).preview_correction(correcting);
        let Some(Preview::Accepted { fingerprint, .. }) = self.heard(desk, preview) else { return };
        let renews = Some(entry.command.clone());
        let form = draft.form.clone();
        let renewed = self.desk(desk).confirm(Confirm { draft, fingerprint, renews });
        if let Some(renewed) = self.heard(desk, renewed) {
            self.tell_of(desk, "corrects and sends again", entry);
            self.renewed(entry, &renewed, form);
        }
    }

    pub(super) fn discards(&mut self, desk: usize, which: usize) {
        let outbox = self.desk(desk).outbox(Nothing {}).unwrap();
        let unsettled = [outbox.refused, outbox.waiting].concat();
        let Some(entry) = nth(&unsettled, which) else { return };
        let reason = "no longer true".to_owned();
        let discarded = self.desk(desk).discard(Discard { command: entry.command.clone(), reason });
        if self.heard(desk, discarded).is_some() {
            self.tell_of(desk, "discards", entry);
            self.central.oracle(|oracle| oracle.discarded(id(entry)));
        }
    }

    /// Shows what will happen, and confirms it where it may be done.
    pub(super) fn confirms(&mut self, desk: usize, citizen: usize, draft: Draft) {
        let name = self.desks[desk].name;
        let preview = self.desk(desk).preview(draft.clone());
        let Some(Preview::Accepted { fingerprint, .. }) = self.heard(desk, preview) else {
            return self.tell(&format!("{name} may not do that on citizen {citizen}"));
        };
        let is_new_comment = matches!(draft.form, DraftForm::Comment { .. });
        let form = draft.form.clone();
        let confirmed = self.desk(desk).confirm(Confirm { draft, fingerprint, renews: None });
        let Some(entry) = self.heard(desk, confirmed) else { return };
        let words = typed::words(&form).map_or("something without words", String::as_str);
        self.tell(&format!("{name} confirms {words} on citizen {citizen}"));
        self.central.oracle(|oracle| {
            // The second of two equal ones is the first.
            if !oracle.is_known(id(&entry)) {
                oracle.confirmed(desk, citizen, Sent { id: id(&entry), form });
            }
        });
        let is_typed_on = |typed: usize| self.central.oracle(|oracle| oracle.were_ever_one(typed, citizen));
        if is_new_comment && self.desks[desk].typed.as_ref().is_some_and(|(typed, _)| is_typed_on(*typed)) {
            self.desks[desk].typed = None;
        }
    }

    /// Opens a citizen by one of their numbers.
    pub(super) fn finds(&mut self, desk: usize, citizen: usize, number: usize) -> Option<Box<CitizenView>> {
        let typed = self.central.oracle(|oracle| {
            let numbers = oracle.world.numbers(citizen);
            numbers[(numbers.len() - 1 + number) % numbers.len()]
        });
        self.opened(desk, typed)
    }

    pub(super) fn opened(&self, desk: usize, typed: CprNumber) -> Option<Box<CitizenView>> {
        let by = OpenBy::Number(typed.to_string());
        let opened = self.desk(desk).open(OpenCitizen { by, purpose: Some(purpose()) });
        match self.heard(desk, opened) {
            Some(OpenAnswer::Citizen { citizen }) => Some(citizen),
            _ => None,
        }
    }

    fn finds_comment(&mut self, desk: usize, citizen: usize, comment: usize) -> Option<(String, String)> {
        let shown = self.finds(desk, citizen, 0)?;
        let comment = nth(&shown.comments, comment)?;
        Some((shown.citizen.clone(), comment.comment.clone()))
    }

    /// A desk may say no; a file that cannot be used is another matter, as no disk fails here.
    pub(super) fn heard<T>(&self, desk: usize, said: Result<T, DeskError>) -> Option<T> {
        match said {
            Ok(said) => Some(said),
            Err(DeskError::File { text, .. }) => {
                self.object(Kind::File, format!("desk {desk}: {}", text.en));
                None
            }
            Err(_) => None,
        }
    }

    fn renewed(&mut self, old: &OutboxEntry, new: &OutboxEntry, form: DraftForm) {
        self.central.oracle(|oracle| {
            if !oracle.is_known(id(new)) {
                oracle.renewed(id(old), Sent { id: id(new), form });
            }
        });
    }

    fn form_of(&self, entry: &OutboxEntry) -> Option<DraftForm> {
        self.central.oracle(|oracle| oracle.form_of(id(entry)))
    }

    fn tell_of(&mut self, desk: usize, what: &str, entry: &OutboxEntry) {
        let name = self.central.oracle(|oracle| oracle.named(id(entry)));
        self.tell(&format!("{} {what} {name}", self.desks[desk].name));
    }

    pub(super) fn citizen(&self, which: usize) -> usize {
        which % self.central.oracle(|oracle| oracle.world.count())
    }

    /// Each text is written once.
    pub(super) fn new_text(&self) -> String {
        format!("note {}", self.figures.steps)
    }
}

pub(super) fn id(entry: &OutboxEntry) -> CommandId {
    CommandId(entry.command.parse().unwrap())
}

pub(super) fn nth<T>(from: &[T], which: usize) -> Option<&T> {
    (!from.is_empty()).then(|| &from[which % from.len()])
}

pub(super) fn purpose() -> PurposeGiven {
    PurposeGiven { id: "oversight".to_owned(), note: String::new() }
}
