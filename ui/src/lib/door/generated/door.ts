// Made from crates/desk/src/door by crates/desk/tests/typescript.rs. Do not edit.

/**
 * How a citizen is named in the outer world, which knows everybody.
 */
export type About = { "typed": string } | { "citizen": string };

/**
 * One use of a citizen's data.
 */
export type AccessLine = {
/**
 * `2023-09-18T10:05`, Danish time.
 */
at: string,
/**
 * Whether the caseworker did it. Others are not named.
 */
yours: boolean,
/**
 * From which jobcentre.
 */
jobcentre: Text,
/**
 * What was done.
 */
what: Text,
/**
 * Why, where it was asked for.
 */
purpose: Text | null,
/**
 * The caseworker's own words; none on others' lines.
 */
note: string | null, };

/**
 * Who has used a citizen's data: *Adgangslog*.
 */
export type AccessLogView = {
/**
 * The latest first, at most 500.
 */
lines: Array<AccessLine>,
/**
 * How many there are.
 */
total: number,
/**
 * Why others' uses are not among them, or that some cannot be read.
 */
missing: Text | null,
/**
 * Whether the times are not those of the exercise.
 */
real_time: boolean, };

/**
 * What came of an act.
 */
export type ActVerdict = { "is": "accepted",
/**
 * What came of it.
 */
effects: Array<Effect>, } | { "is": "refused",
/**
 * Why.
 */
refusal: RefusalView, };

/**
 * One kind of command that a role sends, and the form for it.
 */
export type ActView = {
/**
 * The name of the command's kind; a role has each at most once.
 */
act: string,
/**
 * What it is called.
 */
title: Text,
/**
 * In the order of the form.
 */
fields: Array<FieldView>, };

/**
 * What the backend answered.
 */
export type Acted = {
/**
 * What was asked for.
 */
title: Text,
/**
 * By whom.
 */
by: Text,
/**
 * `2023-09-18T10:05`, Danish time.
 */
at: string,
/**
 * What came of it.
 */
verdict: ActVerdict,
/**
 * The citizen afterwards.
 */
citizen: OuterCitizen, };

/**
 * An address.
 */
export type AddressView = { "kind": "unknown" } | { "kind": "open",
/**
 * Road and number.
 */
street: string,
/**
 * `8000 Aarhus C`.
 */
town: string, } | { "kind": "protected",
/**
 * Last day of the protection, `ÅÅÅÅ-MM-DD`.
 */
until: string | null, };

/**
 * What beginning anew means.
 */
export type AnewView = {
/**
 * What is given up.
 */
gives_up: GiveUp,
/**
 * What the button says: "Begynd med en tom liste".
 */
offer: Text,
/**
 * What is given up, in a sentence to agree to.
 */
agreed: Text, };

/**
 * How the screens before the desk look.
 */
export type Appearance = {
/**
 * `da` or `en`.
 */
language: string,
/**
 * `system`, `light` or `dark`.
 */
theme: string, };

/**
 * What a message asks of its reader.
 */
export type Asks = "action" | "notice" | "nothing";

/**
 * Begins anew without what cannot be opened.
 */
export type BeginAnew = {
/**
 * What the caseworker has agreed to give up: [`AnewView::gives_up`].
 */
gives_up: GiveUp, };

/**
 * What is typed in the form of a booking. Days as typed: `18.09.2023`, `1809`, `+7`; times too: `10`, `10.05`, `1005`.
 */
export type BookingFields = {
/**
 * Conversation type, by its id; empty while not chosen.
 */
conversation_type: string,
/**
 * Conversation form, by its id; empty while not chosen.
 */
form: string,
/**
 * Whether the fund takes part, in a joint conversation.
 */
fund_takes_part: boolean,
/**
 * Whether other citizens take part.
 */
is_group: boolean,
/**
 * The day.
 */
day: string,
/**
 * When it begins.
 */
from: string,
/**
 * When it ends, or for how many minutes: `10.45`, `45`; empty where that is not said.
 */
until: string,
/**
 * Where.
 */
place: string,
/**
 * The number to call; blanks between the digits do no harm.
 */
phone: string,
/**
 * Where a digital meeting is held.
 */
link: string,
/**
 * In one line.
 */
title: string,
/**
 * What the citizen is told.
 */
description: string,
/**
 * Who holds it, by user name; empty for the caseworker's own, and in a change for who holds it already.
 */
caseworker: string,
/**
 * Whether the citizen may move it.
 */
can_rebook: boolean,
/**
 * The last day for that.
 */
rebook_until: string,
/**
 * Whether the citizen may cancel it.
 */
can_cancel: boolean,
/**
 * The last day for that; empty for until it begins.
 */
cancel_until: string, };

/**
 * A booking of a citizen who has been opened.
 */
export type BookingRef = {
/**
 * Person id.
 */
citizen: string,
/**
 * Record id.
 */
booking: string, };

/**
 * A booking as it stands on the citizen.
 */
export type BookingView = {
/**
 * The commands that have written it: goes along with what is done with it, as what was seen.
 */
writings: Array<string>,
/**
 * Its title.
 */
title: string | null,
/**
 * What the citizen is told.
 */
description: string | null,
/**
 * What the citizen may do: "Kan ombookes til og med 18.09.2023".
 */
citizen_may: Text,
/**
 * When it was cancelled and why.
 */
cancelled: Text | null,
/**
 * Who takes part beside who summons; none where the conversation is not joint.
 */
joint: JointView | null,
/**
 * What its form begins with.
 */
fields: BookingFields,
/**
 * Record id; for one that waits, the id it will get.
 */
booking: string,
/**
 * How often it has been written.
 */
written: number,
/**
 * "Jobsamtale".
 */
conversation_type: Text,
/**
 * "Telefonisk".
 */
form: Text,
/**
 * `2023-09-20T10:05`, Danish time.
 */
start: string,
/**
 * The same form; none where it is not known.
 */
end: string | null,
/**
 * Who summons: "Jobcenter Aarhus", "A-kassen Midtvej".
 */
by: Text,
/**
 * Whether a jobcentre summons, and no other authority.
 */
is_ours: boolean,
/**
 * Who holds it.
 */
caseworker: string | null,
/**
 * Place, telephone number or link: where the citizen meets.
 */
place: string | null,
/**
 * Marks: group meeting, self-booked, owned by another system.
 */
marks: Array<Text>,
/**
 * `coming`, `now`, `past`, `held` or `cancelled`.
 */
state: string,
/**
 * Another one at the same time: what it is, and who summons to it.
 */
double: Text | null,
/**
 * Set while it, its change or its cancelling is not sent.
 */
waiting: Text | null,
/**
 * Whether it can be registered as held here.
 */
can_hold: boolean,
/**
 * Whether it can be changed and cancelled here.
 */
can_change: boolean,
/**
 * Why not.
 */
why_not: Text | null, };

/**
 * The first link of the access log that does not hold. What it says is not shown.
 */
export type BrokenLink = {
/**
 * Its number.
 */
link: number,
/**
 * `2023-09-18T10:05`, Danish time, as the link says; none for one that is missing.
 */
at: string | null, };

/**
 * Which days, and whose conversations.
 */
export type CalendarAsk = {
/**
 * The first day, `ÅÅÅÅ-MM-DD` or as the caseworker types it: `20.09`, `+7`, `uge 40 ma`.
 */
from: string,
/**
 * How many days, 1 to 42.
 */
days: number,
/**
 * Whose.
 */
whose: CalendarOf, };

/**
 * One day.
 */
export type CalendarDay = {
/**
 * `ÅÅÅÅ-MM-DD`.
 */
date: string,
/**
 * ISO week.
 */
week: number,
/**
 * Whether it is a Saturday or a Sunday.
 */
is_weekend: boolean,
/**
 * A public holiday.
 */
holiday: Text | null, };

/**
 * One conversation of a calendar.
 */
export type CalendarEntry = {
/**
 * Person id.
 */
citizen: string,
/**
 * The citizen's name.
 */
name: string,
/**
 * Whether the caseworker holds it.
 */
is_mine: boolean,
/**
 * What is drawn of the booking.
 */
booking: MeetingView,
/**
 * The group meeting that it is a part of: those of one meeting share this.
 */
group: string | null,
/**
 * Another citizen whom the same caseworker meets at the same time, and to what.
 */
also_meets: Text | null, };

/**
 * Whose conversations a calendar shows.
 */
export type CalendarOf = "mine" | "jobcentre";

/**
 * Some days of a calendar.
 */
export type CalendarView = {
/**
 * In their order.
 */
days: Array<CalendarDay>,
/**
 * In the order of time.
 */
entries: Array<CalendarEntry>,
/**
 * Whether not all citizens of the jobcentre are kept here, so that some of its conversations may be missing.
 */
is_partial: boolean,
/**
 * How fresh this is.
 */
as_of: Text, };

/**
 * Changes the passphrase, or adds one to the keychain.
 */
export type ChangePassphrase = {
/**
 * The present one; none where there is only the keychain.
 */
present: Typed | null,
/**
 * The new one.
 */
new: Typed, };

/**
 * One thing to choose.
 */
export type Choice = {
/**
 * What is sent.
 */
id: string,
/**
 * What is shown.
 */
text: Text, };

/**
 * That somebody stays away from the citizen's next joint conversation.
 */
export type ChoiceView = {
/**
 * `citizen`, `guest` for this jobcentre's, or `other`.
 */
chooser: string,
/**
 * "Borgeren har sagt nej til a-kassens deltagelse i den næste fællessamtale".
 */
told: Text,
/**
 * Whether it can be taken back here.
 */
can_take_back: boolean,
/**
 * Set while it is not sent.
 */
waiting: Text | null, };

/**
 * The citizens of this desk.
 */
export type CitizenList = {
/**
 * A piece of the list.
 */
citizens: Array<HitView>,
/**
 * How many there are.
 */
total: number, };

/**
 * A part of a citizen's page.
 */
export type CitizenPart = "overview" | "bookings" | "merge_report";

/**
 * A citizen, by the desk's own key. Never a CPR number.
 */
export type CitizenRef = {
/**
 * Person id.
 */
citizen: string, };

/**
 * One citizen as a caseworker sees them: one person, whatever the number.
 */
export type CitizenView = {
/**
 * Person id.
 */
citizen: string,
/**
 * Full name.
 */
name: string,
/**
 * The name that stands on a button.
 */
given_name: string,
/**
 * The current number.
 */
number: NumberView,
/**
 * Every number, newest first.
 */
numbers: Array<NumberView>,
/**
 * `ÅÅÅÅ-MM-DD`.
 */
birth_date: string | null,
/**
 * In whole years today; none for the dead.
 */
age: number | null,
/**
 * Dead, emigrated, disappeared, protected, 999.
 */
tags: Array<TagView>,
/**
 * Jobcentre today.
 */
jobcentre: PlaceView | null,
/**
 * Whether that is the caseworker's own.
 */
own: boolean,
/**
 * Who is contact person today, with what waits carried out; who has been it the longest first.
 */
contact_persons: Array<ContactPersonView>,
/**
 * Whether the caseworker is one of them and has not ended it, with what waits carried out.
 */
is_contact_person: boolean,
/**
 * Referrals to other operators: the latest first, and those that are over last.
 */
referrals: Array<ReferralView>,
/**
 * Unemployment fund today.
 */
fund: PlaceView | null,
/**
 * Municipality, and what is known of 999.
 */
municipality: PlaceView | null,
/**
 * Address.
 */
address: AddressView,
/**
 * Set when the citizen was opened with a former number.
 */
opened_by_former: OpenedByFormer | null,
/**
 * What gave way in merges.
 */
merge_report: Array<MergeLine>,
/**
 * What the caseworker should know.
 */
notices: Array<NoticeView>,
/**
 * The picture of periods.
 */
timeline: TimelineView,
/**
 * The contact group today: "10 Fleksjobansat".
 */
contact_group: Text | null,
/**
 * Bookings: what is to come, in the order of time, and then what has been; those that wait are marked.
 */
bookings: Array<BookingView>,
/**
 * Deadlines: what is due first, and what is done with last.
 */
deadlines: Array<DeadlineView>,
/**
 * Who stays away from the next joint conversation.
 */
participation_choices: Array<ChoiceView>,
/**
 * Whose no to the next joint conversation can be registered here: `citizen`, and `guest` for this jobcentre's.
 */
may_decline: Array<string>,
/**
 * Conversations that were held, the latest first; those that wait are marked.
 */
held_conversations: Array<HeldView>,
/**
 * Comments, newest first; those that wait are marked.
 */
comments: Array<CommentView>,
/**
 * What is not sent or was refused, of this citizen.
 */
unsent: Array<OutboxEntry>,
/**
 * The latest lines of the history.
 */
latest: Array<HistoryGroup>,
/**
 * What is typed and not confirmed.
 */
drafts: Array<Draft>,
/**
 * How fresh this is: "Hentet 10.05", or that the desk is offline since.
 */
as_of: Text, };

/**
 * One choice, with what is known of it.
 */
export type CodeChoice = {
/**
 * What is sent.
 */
id: string,
/**
 * What is shown.
 */
text: Text,
/**
 * Whether the name is ours, until a better source is found.
 */
is_provisional: boolean, };

/**
 * A comment.
 */
export type CommentView = {
/**
 * Record id; for one that waits, the id it will get.
 */
comment: string,
/**
 * What it says.
 */
text: string,
/**
 * By whom.
 */
by: string,
/**
 * `2023-09-18T10:05`, Danish time.
 */
at: string,
/**
 * When it was corrected, the same form.
 */
corrected: string | null,
/**
 * The number it was registered under, where that is a former one.
 */
number: NumberView | null,
/**
 * Set while it, its correction or its withdrawal is not sent: "venter på forbindelse".
 */
waiting: Text | null,
/**
 * Whether it may be corrected or withdrawn here.
 */
editable: boolean, };

/**
 * Confirms a draft.
 */
export type Confirm = {
/**
 * What is typed.
 */
draft: Draft,
/**
 * The preview that was on the screen.
 */
fingerprint: string,
/**
 * The refused, held or lost command that this one takes the place of.
 */
renews: string | null, };

/**
 * How the desk stands with the backend.
 */
export type Connection = {
/**
 * Whether the backend answers.
 */
online: boolean,
/**
 * Whether somebody has switched it off here.
 */
switched_off: boolean,
/**
 * Danish time of the last pull, `10.05`; none before the first.
 */
synced_at: string | null,
/**
 * Commands that rest or wait.
 */
waiting: number,
/**
 * Commands that are refused, held or lost: somebody must act.
 */
refused: number,
/**
 * Commands that went otherwise than shown, and nobody has said that it is seen.
 */
otherwise: number,
/**
 * Drafts on citizens: typed, and no commands yet.
 */
drafts: number,
/**
 * Whether everything is sent, answered and pulled: nothing waits, nothing is refused, and the last pull is later
 * than the last push.
 */
all_settled: boolean, };

/**
 * Somebody who is contact person.
 */
export type ContactPersonView = {
/**
 * User name.
 */
caseworker: string,
/**
 * Full name, or the user name where no name is known.
 */
name: string,
/**
 * First day, `ÅÅÅÅ-MM-DD`.
 */
since: string,
/**
 * Whether it is a colleague of the own jobcentre whom nobody has ended: that can be done here.
 */
can_end: boolean,
/**
 * Last day, `ÅÅÅÅ-MM-DD`; none while open.
 */
until: string | null,
/**
 * Set while it, or its end, is not sent.
 */
waiting: Text | null, };

/**
 * What is typed in the correction of a command that somebody must act on. It belongs to the command, and the citizen's own
 * drafts are others.
 */
export type Correcting = {
/**
 * Command id.
 */
command: string,
/**
 * What is typed.
 */
form: DraftForm, };

/**
 * One field of a command.
 */
export type Correction = {
/**
 * The field's name.
 */
field: Text,
/**
 * As sent.
 */
sent: Text,
/**
 * As it would be sent again; none when unchanged.
 */
corrected: Text | null, };

/**
 * One step of a command's life.
 */
export type CourseLine = {
/**
 * `2023-09-18T10:05`, Danish time.
 */
at: string,
/**
 * What happened.
 */
text: Text,
/**
 * Which rule.
 */
rule: RuleChip | null, };

/**
 * One line of the page of the day.
 */
export type DayItem = {
/**
 * Who.
 */
citizen: HitView,
/**
 * `2023-09-18T10:05`, Danish time.
 */
at: string,
/**
 * What happened.
 */
title: Text,
/**
 * What it means.
 */
detail: Text,
/**
 * Which rule.
 */
rule: RuleChip,
/**
 * `number`, `merge`, `dead`, `emigrated`, `disappeared`, `protection`, `municipality`, `jobcentre`.
 */
icon: string, };

/**
 * What is typed in the form of a deadline. Days as typed: `18.09.2023`, `1809`, `+14`.
 */
export type DeadlineFields = {
/**
 * Conversation type, by its id; empty while not chosen.
 */
conversation_type: string,
/**
 * The last day for booking.
 */
book_by: string,
/**
 * The last day for holding.
 */
hold_by: string,
/**
 * Whether the citizen must book at once.
 */
at_once: boolean, };

/**
 * A deadline as it stands on the citizen.
 */
export type DeadlineView = {
/**
 * Record id; for one that waits, the id it will get.
 */
deadline: string,
/**
 * How often it has been written: goes along with its change.
 */
revision: number,
/**
 * "Jobsamtale".
 */
conversation_type: Text,
/**
 * `2023-10-02`: the last day for booking.
 */
book_by: string,
/**
 * `2023-10-20`: the last day for holding.
 */
hold_by: string,
/**
 * What there is to do, or what has been done: "Sidste dag for booking er i dag", "Opfyldt af samtalen 20.09.2023".
 */
standing: Text,
/**
 * `open`, `due`, `overdue`, `booked` or `done`.
 */
state: string,
/**
 * Who set it.
 */
by: Text,
/**
 * Set while it is not sent.
 */
waiting: Text | null,
/**
 * Whether it waits for a booking that can be made here.
 */
can_book: boolean,
/**
 * Whether it can be changed and taken back here: also while a booking fulfils it.
 */
can_change: boolean,
/**
 * What its form begins with.
 */
fields: DeadlineFields, };

/**
 * Why the desk cannot answer. The sentences are for the caseworker.
 */
export type DeskError = { "error": "asked",
/**
 * What is wrong and what to do.
 */
text: Text, } | { "error": "gone",
/**
 * What happened.
 */
text: Text, } | { "error": "file",
/**
 * What happened, and what is safe.
 */
text: Text, } | { "error": "locked" } | { "error": "malformed" };

/**
 * What the desk tells a face without being asked.
 */
export type DeskEvent = { "event": "changed",
/**
 * Person ids.
 */
citizens: Array<string>, } | { "event": "outbox" } | { "event": "inbox" } | { "event": "connection",
/**
 * How.
 */
connection: Connection, } | { "event": "gate",
/**
 * How.
 */
gate: GateView, } | { "event": "locks_soon",
/**
 * In how many seconds.
 */
seconds: number, } | { "event": "trouble" };

/**
 * Discards a command.
 */
export type Discard = {
/**
 * Command id.
 */
command: string,
/**
 * Why; must not be empty.
 */
reason: string, };

/**
 * Something typed and not confirmed. Belongs to a citizen.
 */
export type Draft = {
/**
 * Person id.
 */
citizen: string,
/**
 * What is typed.
 */
form: DraftForm, };

/**
 * The forms. Dates as typed: `18.09.2023`, `1809`, `d`, `+7`.
 */
export type DraftForm = { "kind": "comment",
/**
 * 1 to 1500 characters.
 */
text: string, } | { "kind": "correct_comment",
/**
 * Record id.
 */
comment: string,
/**
 * 1 to 1500 characters.
 */
text: string, } | { "kind": "withdraw_comment",
/**
 * Record id.
 */
comment: string, } | { "kind": "affiliation",
/**
 * Code; empty while not chosen.
 */
jobcentre: string,
/**
 * First day, as typed.
 */
from: string, } | { "kind": "contact_person" } | { "kind": "end_contact_person",
/**
 * The colleague's user name; none where it is the caseworker's own.
 */
caseworker?: string, } | { "kind": "make_booking",
/**
 * What is typed.
 */
fields: BookingFields, } | { "kind": "change_booking",
/**
 * Record id.
 */
booking: string,
/**
 * The commands that had written it when the form was opened.
 */
seen: Array<string>,
/**
 * What is typed.
 */
fields: BookingFields,
/**
 * What stood there when the form was opened, to tell apart what was typed.
 */
begun?: BookingFields, } | { "kind": "held_conversation",
/**
 * The booking that it comes from: its record id.
 */
booking?: string,
/**
 * The commands that had written that booking when the form was opened.
 */
seen: Array<string>,
/**
 * What is typed.
 */
fields: HeldFields,
/**
 * What is typed of the next booking; none where none is made.
 */
next?: BookingFields, } | { "kind": "cancel_booking",
/**
 * Record id.
 */
booking: string,
/**
 * The commands that had written it when the form was opened.
 */
seen: Array<string>,
/**
 * At most 2000 characters; may be empty.
 */
reason: string, } | { "kind": "participation",
/**
 * The booking: its record id.
 */
booking: string,
/**
 * The commands that had written it when the form was opened.
 */
seen: Array<string>,
/**
 * Whether the other authority does.
 */
takes_part: boolean,
/**
 * Whom to find there.
 */
fields: GuestFields, } | { "kind": "participation_choice",
/**
 * `citizen` or `guest`.
 */
chooser: string,
/**
 * False to stay away.
 */
takes_part: boolean, } | { "kind": "set_deadline",
/**
 * What is typed.
 */
fields: DeadlineFields, } | { "kind": "change_deadline",
/**
 * Record id.
 */
deadline: string,
/**
 * How often it had been written when the form was opened.
 */
revision: number,
/**
 * What is typed.
 */
fields: DeadlineFields,
/**
 * What stood there when the form was opened, to tell apart what was typed.
 */
begun?: DeadlineFields, } | { "kind": "withdraw_deadline",
/**
 * Record id.
 */
deadline: string,
/**
 * How often it had been written when the form was opened.
 */
revision: number, } | { "kind": "register_referral",
/**
 * What is typed.
 */
fields: ReferralFields, } | { "kind": "end_referral",
/**
 * Record id.
 */
referral: string,
/**
 * How often it had been written when the form was opened.
 */
revision: number,
/**
 * Last day, as typed.
 */
to: string, };

/**
 * One draft of a citizen.
 */
export type DraftRef = {
/**
 * Person id.
 */
citizen: string,
/**
 * `comment`, `correct_comment/<comment>`, `withdraw_comment/<comment>`, `affiliation`, `contact_person`,
 * `end_contact_person`, `end_contact_person/<caseworker>`, `make_booking`, `change_booking/<booking>` or
 * `cancel_booking/<booking>`, `held_conversation` or `held_conversation/<booking>`; one that waits until its form is free: `second/<id>/` before that.
 */
kind: string, };

/**
 * A deadline on the page of the day.
 */
export type DueLine = {
/**
 * Whose.
 */
citizen: HitView,
/**
 * Which.
 */
deadline: string,
/**
 * For which conversation.
 */
conversation_type: Text,
/**
 * Its code, as the form of a booking has it.
 */
code: string,
/**
 * What there is to do.
 */
standing: Text,
/**
 * Whether the last day has passed; else it is today.
 */
is_overdue: boolean,
/**
 * Since when: `2023-09-18`, Danish calendar day.
 */
since: string,
/**
 * Whether nothing is booked: then that is to be done.
 */
can_book: boolean,
/**
 * The booking that can be registered as held here, if there is one.
 */
booking: string | null, };

/**
 * One thing that a decision does or leaves.
 */
export type Effect = {
/**
 * `changes`, `stays`, `told` or `not_told`.
 */
group: string,
/**
 * Subject in bold.
 */
subject: Text,
/**
 * Outcome in bold.
 */
outcome: Text,
/**
 * The rest.
 */
detail: Text | null,
/**
 * Whether somebody should look at it.
 */
check: boolean,
/**
 * Which rule.
 */
rule: RuleChip, };

/**
 * One command of the outbox.
 */
export type EntryRef = {
/**
 * Command id.
 */
command: string, };

/**
 * Where a command stands.
 */
export type EntryState = { "is": "resting",
/**
 * Milliseconds left.
 */
left_ms: number, } | { "is": "waiting",
/**
 * Place in the queue, from 1.
 */
place: number,
/**
 * For what: connection, another command.
 */
reason: Text, } | { "is": "sent" } | { "is": "held",
/**
 * Why.
 */
refusal: RefusalView, } | { "is": "refused",
/**
 * Why.
 */
refusal: RefusalView,
/**
 * `2023-09-18T10:05`, Danish time.
 */
at: string, } | { "is": "accepted",
/**
 * `2023-09-18T10:05`, Danish time.
 */
at: string,
/**
 * *Gik anderledes end vist*; none where what was shown was done.
 */
otherwise: Otherwise | null, } | { "is": "lost",
/**
 * `2023-09-18T10:05`, Danish time: when it was accepted.
 */
accepted_at: string,
/**
 * `2023-09-18T10:05`, Danish time: when it was found out.
 */
at: string, } | { "is": "undone" } | { "is": "discarded",
/**
 * Why.
 */
reason: string, } | { "is": "unreadable" };

/**
 * Exports what is not sent.
 */
export type Export = {
/**
 * `da` or `en`: the language of the file.
 */
language: string, };

/**
 * What was exported of a damaged outbox.
 */
export type Exported = {
/**
 * The whole path of the file; it names nobody.
 */
file: string,
/**
 * How many commands are in it.
 */
commands: number,
/**
 * How many drafts.
 */
drafts: number,
/**
 * What could not be read.
 */
lost: Text, };

/**
 * The citizen's extract of the access log, as a file.
 */
export type Extract = {
/**
 * Where it is, in full.
 */
file: string,
/**
 * How many uses are in it.
 */
lines: number,
/**
 * What is in it, as the page shows it.
 */
log: AccessLogView, };

/**
 * One fact about a citizen.
 */
export type FactView = {
/**
 * What it is.
 */
label: Text,
/**
 * How it stands.
 */
value: Text,
/**
 * What it is made of, one by one.
 */
lines: Array<Text>, };

/**
 * How a field is filled in.
 */
export type FieldInput = { "is": "text" } | { "is": "digits" } | { "is": "day" } | { "is": "time" } | { "is": "choice",
/**
 * What may stay empty, where it may.
 */
none: Text | null,
/**
 * The list.
 */
choices: Array<Choice>, } | { "is": "booking" } | { "is": "booking_fields" };

/**
 * One field of such a form.
 */
export type FieldView = {
/**
 * Its name in [`OuterAct::typed`].
 */
field: string,
/**
 * What it is called.
 */
label: Text,
/**
 * What may be typed.
 */
hint: Text | null,
/**
 * How it is filled in.
 */
input: FieldInput, };

/**
 * What a search finds.
 */
export type Found = {
/**
 * How the text was understood.
 */
read_as: ReadAs,
/**
 * At most 20, in the order of their names.
 */
hits: Array<HitView>,
/**
 * Whether there are more than the 20.
 */
more: boolean,
/**
 * A sentence where there is nothing to show, or something to know: half a number, no such day, not here.
 */
note: Text | null,
/**
 * Whether the backend can be asked for the typed number: not among this desk's citizens.
 */
ask_backend: boolean, };

/**
 * How it stands at the gate, before everything else.
 */
export type GateView = { "is": "first_start",
/**
 * The ways to the key that there can be here; the first is the one to advise. None where the key is known
 * and only the caseworker is not.
 */
ways: Array<WayView>,
/**
 * The jobcentres that are open today. One alone where it is settled.
 */
jobcentres: Array<Choice>, } | { "is": "locked",
/**
 * In which ways it can be unlocked; the first is the one to try.
 */
ways: Array<WayView>,
/**
 * Whether all citizens are made up.
 */
exercise: boolean,
/**
 * Danish time at which it was locked, `10.05`; none where nobody has unlocked it since the start.
 */
since: string | null,
/**
 * How many commands wait to be sent; none where that is not known before the key is.
 */
unsent: number | null,
/**
 * What is the matter with the other way.
 */
notice: Text | null,
/**
 * What can be done where the passphrase is forgotten; none while the desk is open behind the door.
 */
forgotten: TroubleView | null, } | { "is": "trouble",
/**
 * Whether all citizens are made up.
 */
exercise: boolean,
/**
 * Why, and what can be done.
 */
trouble: TroubleView, } | { "is": "open",
/**
 * The page says [`still_here`](super::AtTheGate::still_here) at most this often, in milliseconds.
 */
still_here_ms: number,
/**
 * The ways to the key; the passphrase can be changed, or added to the keychain.
 */
ways: Array<WayView>,
/**
 * What was found at the opening, and was dealt with.
 */
notices: Array<Text>, };

/**
 * What is given up. It is set aside on the disk, and never deleted.
 */
export type GiveUp = "unsent" | "desk" | "exercise";

/**
 * What is typed of the authority that takes part in a joint conversation.
 */
export type GuestFields = {
/**
 * Name.
 */
name: string,
/**
 * Another way of contact.
 */
contact: string,
/**
 * Telephone; blanks between the digits do no harm.
 */
phone: string,
/**
 * Mail.
 */
email: string, };

/**
 * That somebody has opened or finished a message.
 */
export type HandledView = {
/**
 * Name.
 */
by: string,
/**
 * `2023-09-18T10:05`, Danish time.
 */
at: string,
/**
 * Whether it is not handed over yet: colleagues do not see it.
 */
waits: boolean, };

/**
 * What is typed of a conversation that was held.
 */
export type HeldFields = {
/**
 * Conversation type, by its id; empty while not chosen.
 */
conversation_type: string,
/**
 * Conversation form, by its id.
 */
form: string,
/**
 * The day, as typed.
 */
day: string,
/**
 * When it began, as typed.
 */
from: string,
/**
 * What was agreed on.
 */
agreement: string,
/**
 * Whether the fund was to take part: `no`, `took_part` or `stayed_away`.
 */
fund: string,
/**
 * Who else took part.
 */
participants: Array<ParticipantField>, };

/**
 * A conversation that was held.
 */
export type HeldView = {
/**
 * Record id; for one that waits, the id it will get.
 */
conversation: string,
/**
 * "Jobsamtale".
 */
conversation_type: Text,
/**
 * "Telefonisk".
 */
form: Text,
/**
 * `2023-09-18T08:30`, Danish time.
 */
at: string,
/**
 * Who held it.
 */
by: Text,
/**
 * Who registered it.
 */
caseworker: string | null,
/**
 * What was agreed on.
 */
agreement: string | null,
/**
 * Who took part: "Tolk: Tolk Tolkesen".
 */
participants: Array<Text>,
/**
 * Whether the other authority took part, where one was to.
 */
fund: Text | null,
/**
 * Set while it is not sent.
 */
waiting: Text | null, };

/**
 * One command and all that it led to.
 */
export type HistoryGroup = {
/**
 * Command id.
 */
command: string,
/**
 * `2023-09-18T10:05`, Danish time: when it was registered.
 */
at: string,
/**
 * When it was written, where that was another minute.
 */
written_at: string | null,
/**
 * What was done: "Nyt personnummer".
 */
title: Text,
/**
 * By whom: "CPR-registret", "Line Bjerre, Jobcenter Aarhus".
 */
by: Text,
/**
 * `you`, `caseworker`, `register`, `fund`, `citizen` or `system`.
 */
by_kind: string,
/**
 * `accepted`, `refused`, `discarded` or `waiting`.
 */
state: string,
/**
 * Its effects.
 */
lines: Array<HistoryLine>, };

/**
 * One effect in the history.
 */
export type HistoryLine = {
/**
 * `change`, `message`, `notice` or `not_done`.
 */
kind: string,
/**
 * What it is about.
 */
subject: Text,
/**
 * Before.
 */
before: Text | null,
/**
 * After, or what happened.
 */
after: Text,
/**
 * Every rule that says so, the deciding one first.
 */
rules: Array<RuleChip>,
/**
 * `numbers`, `person`, `jobcentre`, `fund`, `contact_persons`, `referrals`, `conversations`, `contact_group`, `comments`: for the
 * filter.
 */
area: string, };

/**
 * The history of a citizen.
 */
export type HistoryView = {
/**
 * Newest first.
 */
groups: Array<HistoryGroup>, };

/**
 * A citizen in a list. The number is masked, a protected address never stands here.
 */
export type HitView = {
/**
 * Person id.
 */
citizen: string,
/**
 * Full name.
 */
name: string,
/**
 * Current number, masked.
 */
number: NumberView,
/**
 * `ÅÅÅÅ-MM-DD`.
 */
birth_date: string | null,
/**
 * Town; none where the address is protected.
 */
town: string | null,
/**
 * Jobcentre's name.
 */
jobcentre: string | null,
/**
 * Dead, emigrated, protected and so on.
 */
tags: Array<TagView>,
/**
 * Whether the typed number is a former one.
 */
by_former_number: boolean, };

/**
 * Asks for the inbox.
 */
export type InboxAsk = {
/**
 * Whether what is done is shown too.
 */
with_done: boolean,
/**
 * How many lines of each group to bring, at most 500.
 */
most: number, };

/**
 * The messages to this jobcentre.
 */
export type InboxView = {
/**
 * What needs somebody, what is good to know, what is not ours: always all three, in this order.
 */
groups: Array<MessageGroup>,
/**
 * How old the list is.
 */
as_of: Text,
/**
 * What has been done here and is not handed over yet.
 */
waiting: number, };

/**
 * The jobcentres that are open today.
 */
export type JobcentreView = {
/**
 * In the order of their names.
 */
jobcentres: Array<Choice>, };

/**
 * A joint conversation: who takes part beside who summons.
 */
export type JointView = {
/**
 * "A-kassen Midtvej deltager", "A-kassen deltager ikke".
 */
told: Text,
/**
 * Whether the other authority takes part.
 */
takes_part: boolean,
/**
 * Who could: "A-kassen Midtvej"; none where no authority has the citizen.
 */
other: Text | null,
/**
 * Whether it can be said here that it takes part.
 */
can_invite: boolean,
/**
 * Whether it can be said here that it takes part no more.
 */
can_remove: boolean,
/**
 * Why not.
 */
why_not: Text | null,
/**
 * What its form begins with.
 */
fields: GuestFields, };

/**
 * How long citizens stay at this desk. The sentences say what happened and what to do.
 */
export type Kept = { "is": "fresh" } | { "is": "runs_out",
/**
 * When.
 */
text: Text, } | { "is": "dropped",
/**
 * What to do.
 */
text: Text, } | { "is": "not_fetched",
/**
 * What to do.
 */
text: Text, } | { "is": "nobody",
/**
 * What that means.
 */
text: Text, };

/**
 * What is known to be wrong, the worst first.
 */
export type KnownTrouble = {
/**
 * Empty where all is well.
 */
troubles: Array<Trouble>,
/**
 * What was looked at last, and when.
 */
checked: Text, };

/**
 * One lane.
 */
export type LaneView = {
/**
 * `numbers`, `jobcentre`, `fund` or `bookings`.
 */
id: string,
/**
 * Its name.
 */
name: Text,
/**
 * In the order of their starts.
 */
periods: Array<PeriodView>, };

/**
 * What would be left behind if the window were closed now. Nothing of it is lost.
 */
export type LeavingView = {
/**
 * Whether everything is sent, settled and confirmed: then nothing needs to be said.
 */
is_settled: boolean,
/**
 * Each kind of thing that is left behind.
 */
left: Array<LeftBehind>,
/**
 * What becomes of it, a sentence or two for what is confirmed and for what is not.
 */
means: Array<Text>,
/**
 * Whether something can be sent now.
 */
can_send: boolean, };

/**
 * One kind of thing that is left behind.
 */
export type LeftBehind = {
/**
 * What it is and how much of it.
 */
text: Text,
/**
 * On whom, by name and masked number: the first few, and how many others.
 */
on: Text, };

/**
 * What a check of this desk's access log found.
 */
export type LogChecked = {
/**
 * How many links follow from each other, from the first on.
 */
links: number,
/**
 * How many of them were compared with what the backend was given; none where it does not answer.
 */
compared: number | null,
/**
 * The first link that does not hold, if there is one.
 */
broken: BrokenLink | null,
/**
 * What that means, and what to do.
 */
text: Text, };

/**
 * Finishes a message, or takes that back; for the whole jobcentre.
 */
export type MarkMessage = {
/**
 * [`MessageLine::message`].
 */
message: string,
/**
 * Whether it is done.
 */
done: boolean, };

/**
 * A booking as a calendar draws it. What was written of the conversation is not in it, nor why it was cancelled: that is read
 * where the citizen is opened.
 */
export type MeetingView = {
/**
 * Record id; for one that waits, the id it will get.
 */
booking: string,
/**
 * How often it has been written.
 */
written: number,
/**
 * "Jobsamtale".
 */
conversation_type: Text,
/**
 * "Telefonisk".
 */
form: Text,
/**
 * `2023-09-20T10:05`, Danish time.
 */
start: string,
/**
 * The same form; none where it is not known.
 */
end: string | null,
/**
 * Who summons: "Jobcenter Aarhus", "A-kassen Midtvej".
 */
by: Text,
/**
 * Whether a jobcentre summons, and no other authority.
 */
is_ours: boolean,
/**
 * Who holds it.
 */
caseworker: string | null,
/**
 * Place, telephone number or link: where the citizen meets.
 */
place: string | null,
/**
 * Marks: group meeting, self-booked, owned by another system.
 */
marks: Array<Text>,
/**
 * `coming`, `now`, `past`, `held` or `cancelled`.
 */
state: string,
/**
 * Another one at the same time: what it is, and who summons to it.
 */
double: Text | null,
/**
 * Set while it, its change or its cancelling is not sent.
 */
waiting: Text | null,
/**
 * Whether it can be registered as held here.
 */
can_hold: boolean,
/**
 * Whether it can be changed and cancelled here.
 */
can_change: boolean,
/**
 * Why not.
 */
why_not: Text | null, };

/**
 * One line of the merge report.
 */
export type MergeLine = {
/**
 * `cut`, `dropped` or `value`.
 */
kind: string,
/**
 * What it was.
 */
what: Text,
/**
 * Before.
 */
before: Text,
/**
 * After.
 */
after: Text,
/**
 * On which number it was.
 */
number: NumberView,
/**
 * S23-1.1f.
 */
rule: RuleChip, };

/**
 * The one thing to do with a message.
 */
export type MessageAction = { "is": "open_citizen",
/**
 * Person id.
 */
citizen: string,
/**
 * Where on the citizen's page.
 */
at: CitizenPart,
/**
 * What stands on the button.
 */
text: Text, } | { "is": "look_up",
/**
 * What stands on the button.
 */
text: Text, } | { "is": "mark_as_seen",
/**
 * What stands on the button.
 */
text: Text, };

/**
 * One thing that a message says.
 */
export type MessageFact = {
/**
 * Its name.
 */
name: Text,
/**
 * What it says, where that is no number.
 */
value: Text | null,
/**
 * A number.
 */
number: NumberView | null,
/**
 * What to know about it.
 */
note: Text | null,
/**
 * Which rule.
 */
rule: RuleChip | null, };

/**
 * One group of the inbox.
 */
export type MessageGroup = {
/**
 * Which.
 */
asks: Asks,
/**
 * Newest first.
 */
lines: Array<MessageLine>,
/**
 * How many there are, those included that are not brought.
 */
total: number,
/**
 * How many of the group are done and left out.
 */
done: number, };

/**
 * A message in the list. Messages that say the same are one line.
 */
export type MessageLine = {
/**
 * Which.
 */
message: string,
/**
 * The sender's name of the kind: `GetCprChanged`.
 */
kind: string,
/**
 * What has happened, in two or three words.
 */
title: Text,
/**
 * About whom: the name of a citizen of ours, or that it is another's.
 */
name: Text,
/**
 * The citizen's number in the message.
 */
number: NumberView | null,
/**
 * What it means here.
 */
detail: Text,
/**
 * When it was last received: `2023-09-18T10:05`, Danish time.
 */
at: string,
/**
 * How many times it was received.
 */
times: number,
/**
 * Whether nobody of the jobcentre has opened it.
 */
unread: boolean,
/**
 * Who has finished it.
 */
done: HandledView | null,
/**
 * Person id, where the citizen is ours.
 */
citizen: string | null, };

/**
 * One message.
 */
export type MessageRef = {
/**
 * [`MessageLine::message`].
 */
message: string, };

/**
 * A message as its reader sees it. Numbers are masked, and of a citizen who is not ours nothing more is said than the
 * message itself says.
 */
export type MessageView = {
/**
 * As it stands in the list.
 */
line: MessageLine,
/**
 * What it asks of its reader.
 */
asks: Asks,
/**
 * Why it is in that group.
 */
why_here: Reason,
/**
 * Why it was sent.
 */
why_sent: Reason,
/**
 * What it says.
 */
facts: Array<MessageFact>,
/**
 * Each time it was received, the latest first: `2023-09-18T10:05`, Danish time.
 */
received: Array<string>,
/**
 * Who opened it first.
 */
opened: HandledView | null,
/**
 * The one thing to do.
 */
action: MessageAction, };

/**
 * Moves the clock of an exercise, forward alone.
 */
export type MoveClock = { "by": "hour" } | { "by": "day" } | { "by": "week" } | { "by": "to",
/**
 * As typed.
 */
day: string,
/**
 * As typed.
 */
time: string, };

/**
 * The page of the day.
 */
export type MyDay = {
/**
 * Refused, held and lost commands, first.
 */
refused: Array<OutboxEntry>,
/**
 * What went otherwise than shown, and nobody has said that it is seen.
 */
otherwise: Array<OutboxEntry>,
/**
 * How many wait.
 */
waiting: number,
/**
 * The caseworker's own conversations of the day that are not cancelled, in the order of time.
 */
conversations: Array<CalendarEntry>,
/**
 * Deadlines of the caseworker's own citizens, and of those without a contact person, that are due or overdue: the one
 * that has been due the longest first.
 */
due: Array<DueLine>,
/**
 * Messages that need somebody, newest first.
 */
messages: Array<MessageLine>,
/**
 * What needs an eye: merges with losses, citizens without a jobcentre, 999.
 */
to_check: Array<DayItem>,
/**
 * What came in: new numbers, deaths, emigrations, protections. Newest first.
 */
news: Array<DayItem>, };

/**
 * An operation without a request or without an answer.
 */
export type Nothing = Record<symbol, never>;

/**
 * Something to know.
 */
export type NoticeView = {
/**
 * What happened, and what it means.
 */
title: Text,
/**
 * What to do.
 */
detail: Text,
/**
 * Which rule.
 */
rule: RuleChip,
/**
 * `info`, `warn` or `bad`.
 */
tone: string, };

/**
 * One of a citizen's numbers.
 */
export type NumberRef = {
/**
 * Person id.
 */
citizen: string,
/**
 * [`NumberView::which`].
 */
which: number, };

/**
 * A CPR number as it may be shown: masked unless it may stand in full.
 */
export type NumberView = {
/**
 * `150385-1234`, or `150385-••••`.
 */
shown: string,
/**
 * Whether digits are hidden in `shown`.
 */
masked: boolean,
/**
 * Place in the citizen's list of numbers, 0 for the current one: how to ask for it.
 */
which: number,
/**
 * Whether it is the current one.
 */
current: boolean,
/**
 * First day as the citizen's number, `ÅÅÅÅ-MM-DD`; none for the first number.
 */
since: string | null,
/**
 * Last day, `ÅÅÅÅ-MM-DD`; none for the current one.
 */
until: string | null, };

/**
 * What comes of opening a citizen.
 */
export type OpenAnswer = { "answer": "citizen",
/**
 * The whole view.
 */
citizen: CitizenView, } | { "answer": "ask_purpose",
/**
 * Why it is asked.
 */
text: Text, } | { "answer": "unknown",
/**
 * What to do.
 */
text: Text, } | { "answer": "out_of_reach",
/**
 * What to do.
 */
text: Text, };

/**
 * How a citizen is named when opened.
 */
export type OpenBy = { "number": string } | { "citizen": string } | { "message": string } | { "command": string } | { "typed": string };

/**
 * Opens a citizen.
 */
export type OpenCitizen = {
/**
 * By the typed number, by person id, or by something about them.
 */
by: OpenBy,
/**
 * Why, for a citizen outside the own jobcentre.
 */
purpose: PurposeGiven | null, };

/**
 * That the citizen was opened with a former number.
 */
export type OpenedByFormer = {
/**
 * The typed one.
 */
typed: NumberView,
/**
 * The current one.
 */
current: NumberView,
/**
 * S23-1.1g.
 */
rule: RuleChip, };

/**
 * What was shown before confirming beside what was done.
 */
export type Otherwise = {
/**
 * Both in one sentence.
 */
text: Text,
/**
 * What was shown; empty where the citizen is not here.
 */
shown: Array<Effect>,
/**
 * What was done.
 */
done: Array<Effect>,
/**
 * Whether the caseworker has said so.
 */
is_seen: boolean, };

/**
 * A command as it stands in *Ikke sendt*.
 */
export type OutboxEntry = {
/**
 * Command id.
 */
command: string,
/**
 * Person id; none where the citizen is not here any more.
 */
citizen: string | null,
/**
 * The citizen's name, or that it is not known here.
 */
name: Text,
/**
 * The number it is written under.
 */
number: NumberView,
/**
 * What it is: "Notat", "Nyt jobcenter".
 */
title: Text,
/**
 * The first words of what was typed.
 */
summary: string,
/**
 * `2023-09-18T10:05`, Danish time of writing.
 */
written_at: string,
/**
 * Where it stands.
 */
state: EntryState,
/**
 * What was typed, to correct; none where this version cannot read it or the citizen is not here.
 */
draft: Draft | null,
/**
 * What is typed so far in its correction; none where no correction has begun.
 */
correcting: DraftForm | null,
/**
 * Field by field, what was typed. Where somebody must act also the number, and what would be corrected.
 */
corrections: Array<Correction>,
/**
 * The text as it was written, with numbers masked, where this version cannot read it.
 */
unread: string | null,
/**
 * The command that it took the place of.
 */
renews: string | null,
/**
 * What happened to it, oldest first.
 */
course: Array<CourseLine>,
/**
 * Whether it can be sent as it is on the citizen's present number; not where a correction has begun.
 */
can_send_on_new_number: boolean,
/**
 * Whether it can be sent once more as it is: the backend has lost it, and no correction has begun.
 */
can_send_again: boolean,
/**
 * Whether it can be discarded with a reason.
 */
can_discard: boolean, };

/**
 * Everything that is not sent or not settled.
 */
export type OutboxView = {
/**
 * Refused, held and lost: somebody must act.
 */
refused: Array<OutboxEntry>,
/**
 * Accepted, went otherwise than shown, and nobody has said that it is seen.
 */
otherwise: Array<OutboxEntry>,
/**
 * Confirmed less than the rest ago.
 */
resting: Array<OutboxEntry>,
/**
 * In the order in which they will be sent.
 */
waiting: Array<OutboxEntry>,
/**
 * All of the above by citizen: those with something to act on first.
 */
citizens: Array<UnsentCitizen>,
/**
 * Those whose acceptance was learned today, newest first. What went otherwise is here once it is seen.
 */
accepted: Array<OutboxEntry>,
/**
 * What is typed and not confirmed, the oldest first. None of it is a command yet.
 */
drafts: Array<UnsentDraft>, };

/**
 * Does something as somebody in the outer world.
 */
export type OuterAct = {
/**
 * Person id.
 */
citizen: string,
/**
 * The number that it is written under: [`NumberView::which`].
 */
under: number,
/**
 * [`RoleView::role`].
 */
role: string,
/**
 * Of [`RoleView::which`]; empty where there is one.
 */
which: string,
/**
 * [`ActView::act`].
 */
act: string,
/**
 * By [`FieldView::field`].
 */
typed: { [key in string]: string },
/**
 * Where a field is [`FieldInput::BookingFields`].
 */
booking: BookingFields | null, };

/**
 * A booking that somebody may act on.
 */
export type OuterBooking = {
/**
 * Record id.
 */
booking: string,
/**
 * "Jobsamtale onsdag 20.09.2023 kl. 10.00, A-kassen Midtvej".
 */
text: Text,
/**
 * The role that summons: `fund`, or `jobcentre`.
 */
by: string,
/**
 * What its form begins with.
 */
fields: BookingFields, };

/**
 * A citizen as the backend has them now, whoever's they are.
 */
export type OuterCitizen = {
/**
 * Person id.
 */
citizen: string,
/**
 * Full name.
 */
name: string,
/**
 * The newest first.
 */
numbers: Array<NumberView>,
/**
 * What the acts begin from: status, jobcentre, fund, contact group.
 */
facts: Array<FactView>,
/**
 * The fund that the citizen is a member of today.
 */
fund: string | null,
/**
 * The bookings that stand, in the order of time.
 */
bookings: Array<OuterBooking>, };

/**
 * Looks at the outer world of an exercise, and at one citizen from there.
 */
export type OuterWorldAsk = {
/**
 * Whom the acts are about; none while nobody is chosen.
 */
about: About | null, };

/**
 * The outer world of an exercise.
 */
export type OuterWorldView = {
/**
 * `2023-09-18T10:05`, Danish time: where the exercise begins, and begins again when it is reset.
 */
start: string,
/**
 * Who can be played.
 */
roles: Array<RoleView>,
/**
 * The citizen, as the backend has them now.
 */
citizen: OuterCitizen | null,
/**
 * Several whose name fits what was typed.
 */
hits: Array<HitView>,
/**
 * Why nobody is chosen.
 */
note: Text | null, };

/**
 * A piece of a list.
 */
export type Page = {
/**
 * How many to pass over.
 */
from: number,
/**
 * How many to bring, at most 500.
 */
count: number, };

/**
 * Somebody who took part.
 */
export type ParticipantField = {
/**
 * Name.
 */
name: string,
/**
 * As what: `interpreter`, `assessor` …
 */
role: string, };

/**
 * One period of a lane.
 */
export type PeriodView = {
/**
 * First day, `ÅÅÅÅ-MM-DD`; none where it is not known.
 */
from: string | null,
/**
 * Last day, `ÅÅÅÅ-MM-DD`; none while open.
 */
to: string | null,
/**
 * What stands in the bar.
 */
label: Text,
/**
 * What a screen reader says: everything.
 */
spoken: Text,
/**
 * `standing`, `cut`, `dropped` or `waiting`.
 */
state: string,
/**
 * The rule, where a merge or a filing stands behind.
 */
rule: RuleChip | null, };

/**
 * A jobcentre, a fund or a municipality.
 */
export type PlaceView = {
/**
 * Code.
 */
code: string,
/**
 * Name, or the code with "(navn ikke kendt)".
 */
name: Text,
/**
 * First day, `ÅÅÅÅ-MM-DD`.
 */
since: string | null,
/**
 * The number it is filed under, where that is a former one (S23-1.1e).
 */
filed_under: NumberView | null,
/**
 * Something to know about it.
 */
note: Text | null,
/**
 * The rule behind the note.
 */
rule: RuleChip | null, };

/**
 * "Det sker der": what a draft would do, or why it would be refused.
 */
export type Preview = { "outcome": "incomplete",
/**
 * What is missing.
 */
text: Text, } | { "outcome": "accepted",
/**
 * What changes, stays, who is told, what to check.
 */
effects: Array<Effect>,
/**
 * The days that were typed, as they were understood.
 */
days: UnderstoodDays,
/**
 * What may be out of date, offline; what depends on sending before midnight.
 */
caution: Text | null,
/**
 * Whom else the caseworker who is to hold the conversation meets at that time. No rule of DFDG's, and no refusal.
 */
also_meets: Text | null,
/**
 * What is confirmed: hand it back in [`Confirm`].
 */
fingerprint: string, } | { "outcome": "refused",
/**
 * Why, and what to do.
 */
refusal: RefusalView,
/**
 * The days that were typed, as they were understood: one that was misread may be why.
 */
days: UnderstoodDays, };

/**
 * A purpose as chosen.
 */
export type PurposeGiven = {
/**
 * One of [`super::ReferenceView::purposes`].
 */
id: string,
/**
 * The caseworker's own words.
 */
note: string, };

/**
 * How a search text was understood.
 */
export type ReadAs = "nothing" | "number" | "not_a_number" | "birth_date" | "name";

/**
 * A sentence with the rules behind it.
 */
export type Reason = {
/**
 * Why.
 */
text: Text,
/**
 * The deciding one first.
 */
rules: Array<RuleChip>, };

/**
 * What the screens show of rules, refusals and lists.
 */
export type ReferenceView = {
/**
 * Every rule.
 */
rules: Array<RuleView>,
/**
 * Reasons for looking at a citizen of another jobcentre.
 */
purposes: Array<Choice>,
/**
 * The conversation types whose names are known.
 */
conversation_types: Array<CodeChoice>,
/**
 * Those of them that a deadline can be of: what a citizen can book.
 */
deadline_types: Array<CodeChoice>,
/**
 * The conversation forms whose names are known.
 */
conversation_forms: Array<CodeChoice>, };

/**
 * What is typed in the form of a referral to another operator. Days as typed: `18.09.2023`, `1809`, `+14`.
 */
export type ReferralFields = {
/**
 * The operator's CVR number; blanks between the digits do no harm.
 */
cvr: string,
/**
 * The P-number of its place of work; may be empty.
 */
p_number: string,
/**
 * Its name.
 */
name: string,
/**
 * First day.
 */
from: string,
/**
 * Last day; empty while it is not known.
 */
to: string,
/**
 * Why, and to what; may be empty.
 */
reason: string, };

/**
 * A referral to another operator as it stands on the citizen.
 */
export type ReferralView = {
/**
 * Record id; for one that waits, the id it will get.
 */
referral: string,
/**
 * How often it has been written; to end it says which one was seen.
 */
revision: number,
/**
 * The operator's name.
 */
operator: string,
/**
 * Its CVR number.
 */
cvr: string,
/**
 * The P-number of its place of work.
 */
p_number: string | null,
/**
 * "fra 18.09.2023 uden slutdato".
 */
period: Text,
/**
 * Last day as a form has it; empty while it is not known.
 */
to: string,
/**
 * Why, and to what.
 */
reason: string | null,
/**
 * `coming`, `running` or `over`.
 */
state: string,
/**
 * Who registered it: "Line Bjerre, Jobcenter Aarhus".
 */
by: Text,
/**
 * Set while it, or its end, is not sent.
 */
waiting: Text | null,
/**
 * Whether it can be ended here.
 */
can_end: boolean, };

/**
 * A refusal, in words.
 */
export type RefusalView = {
/**
 * `9460`, `SB-1001`.
 */
code: string,
/**
 * Hvad er galt.
 */
what: Text,
/**
 * Hvorfor.
 */
why: Text,
/**
 * Hvad gør du.
 */
what_to_do: Text,
/**
 * DFDG's own words, to the letter; none where they are not known or the code is ours.
 */
dfdg: string | null,
/**
 * Which rule.
 */
rule: RuleChip, };

/**
 * Somebody who speaks to the backend from outside.
 */
export type RoleView = {
/**
 * `cpr`, `fund`, `jobnet` or `case_system`.
 */
role: string,
/**
 * What it is called.
 */
name: Text,
/**
 * Which of several; empty where there is one.
 */
which: Array<Choice>,
/**
 * What it can do.
 */
acts: Array<ActView>, };

/**
 * A rule's name as a chip.
 */
export type RuleChip = {
/**
 * `S23-1.1h`.
 */
id: string,
/**
 * Whether it is our own reading, or our own rule: a dashed edge.
 */
ours: boolean, };

/**
 * A rule's text.
 */
export type RuleView = {
/**
 * Its name.
 */
rule: RuleChip,
/**
 * At most 70 characters.
 */
title: Text,
/**
 * What DFDG says.
 */
dfdg: Text | null,
/**
 * Our reading, or our rule.
 */
ours: Text | null,
/**
 * Where it stands.
 */
source: Text, };

/**
 * Keeps a draft.
 */
export type SaveDraft = {
/**
 * What is typed.
 */
draft: Draft, };

/**
 * A file that was written for the caseworker.
 */
export type SavedFile = {
/**
 * Where it is, in full.
 */
file: string, };

/**
 * What stands in the search field.
 */
export type SearchText = {
/**
 * As typed or pasted.
 */
text: string, };

/**
 * Who is at the desk, and how the screen is set.
 */
export type Session = {
/**
 * Whether all citizens are made up.
 */
exercise: boolean,
/**
 * The caseworker's name.
 */
caseworker: string,
/**
 * Initials.
 */
initials: string,
/**
 * Name of the caseworker's jobcentre.
 */
jobcentre: string,
/**
 * Code of the caseworker's jobcentre.
 */
jobcentre_code: string,
/**
 * The Danish calendar day, `ÅÅÅÅ-MM-DD` (the exercise clock in an exercise).
 */
today: string,
/**
 * Danish time, `10.05`.
 */
time: string,
/**
 * ISO week.
 */
week: number,
/**
 * How the screen is set.
 */
settings: Settings,
/**
 * How the desk stands with the backend.
 */
connection: Connection,
/**
 * How many citizens are here.
 */
citizens: number,
/**
 * How long they stay, where there is something to say of it.
 */
kept: Kept,
/**
 * What it means that only those are kept here whom the caseworker is contact person for, where that is the policy.
 */
caseload: Text | null,
/**
 * How many messages need somebody.
 */
inbox: number,
/**
 * Last opened first, at most eight.
 */
recent: Array<HitView>,
/**
 * Numbers and names that are worth trying, in an exercise.
 */
to_try: Array<Try>, };

/**
 * Whose desk it is, at the first start.
 */
export type SetUp = {
/**
 * Full name.
 */
name: string,
/**
 * User name, as colleagues and the access log know it.
 */
user: string,
/**
 * Code.
 */
jobcentre: string,
/**
 * The passphrase; none for the keychain.
 */
passphrase: Typed | null, };

/**
 * How the screen is set. Kept between starts.
 */
export type Settings = {
/**
 * `da` or `en`.
 */
language: string,
/**
 * `system`, `light` or `dark`.
 */
theme: string,
/**
 * Whether all numbers are masked: a citizen sits at the desk.
 */
hide_numbers: boolean,
/**
 * Seconds that a confirmed command rests before it may leave, 0 to 30.
 */
rest_seconds: number,
/**
 * Minutes without a key or a movement before the desk locks, 1 to 60.
 */
lock_minutes: number, };

/**
 * A number in full.
 */
export type ShownNumber = {
/**
 * `150385-1234`.
 */
number: string,
/**
 * When it was noted in the access log, `10.07`.
 */
noted_at: string, };

/**
 * Switches the connection.
 */
export type SwitchConnection = {
/**
 * Whether to go online.
 */
online: boolean, };

/**
 * A mark with icon and words.
 */
export type TagView = {
/**
 * Which: `dead`, `emigrated`, `disappeared`, `name_and_address`, `address`, `999`, `former_number`, `no_jobcentre`.
 */
kind: string,
/**
 * The words.
 */
text: Text, };

/**
 * A sentence in both languages of the screen.
 */
export type Text = {
/**
 * Danish.
 */
da: string,
/**
 * English.
 */
en: string, };

/**
 * The picture of periods. The window and the zoom are the face's.
 */
export type TimelineView = {
/**
 * Today, `ÅÅÅÅ-MM-DD`.
 */
today: string,
/**
 * From the top.
 */
lanes: Array<LaneView>,
/**
 * Days on which the number changed, `ÅÅÅÅ-MM-DD`.
 */
number_changes: Array<string>, };

/**
 * One thing that is down or odd.
 */
export type Trouble = {
/**
 * A name for it, one of each: `offline`, `waiting`, `clock` and so on.
 */
kind: string,
/**
 * `bad` where work is in danger, `warn` where something is not as it should be, `info` where it mends itself.
 */
tone: string,
/**
 * What is wrong.
 */
what: Text,
/**
 * `2023-09-18T10:05`, Danish time; none where it is not known.
 */
since: string | null,
/**
 * What it means, and what can be done.
 */
means: Text,
/**
 * What can be done here and now.
 */
action: TroubleAction | null, };

/**
 * The one thing that can be done about a trouble from the panel.
 */
export type TroubleAction = "go_online" | "try_now" | "see_unsent";

/**
 * Why a desk does not open. Each sentence stands alone.
 */
export type TroubleView = {
/**
 * What happened.
 */
what: Text,
/**
 * Why, as far as it is known.
 */
why: Text,
/**
 * What is safe, and what is not.
 */
safe: Text,
/**
 * What to do first.
 */
to_do: Text,
/**
 * Whether trying again can help.
 */
can_try_again: boolean,
/**
 * Whether what is not sent can be exported first, as far as it can be read.
 */
can_export: boolean,
/**
 * What can be given up to go on; none where nothing needs to be.
 */
anew: AnewView | null, };

/**
 * Something to try in the exercise.
 */
export type Try = {
/**
 * What to type in the search field.
 */
typed: string,
/**
 * What it shows.
 */
shows: Text,
/**
 * The rule it shows.
 */
rule: RuleChip, };

/**
 * Something secret as it was typed. It is in no debug text.
 */
export type Typed = string;

/**
 * The days of a form as they were understood, each `ÅÅÅÅ-MM-DD`, by the field that it was typed in.
 */
export type UnderstoodDays = {
/**
 * Of a conversation.
 */
day: string | null,
/**
 * Until when the citizen may move it.
 */
rebook_until: string | null,
/**
 * Until when the citizen may cancel it.
 */
cancel_until: string | null,
/**
 * Of the conversation that is booked along with one that was held.
 */
next_day: string | null,
/**
 * The first of a period.
 */
from: string | null,
/**
 * The last of a period.
 */
to: string | null,
/**
 * The last for booking.
 */
book_by: string | null,
/**
 * The last for the conversation itself.
 */
hold_by: string | null, };

/**
 * How the door is opened again.
 */
export type Unlock = { "with": "enter" } | { "with": "keychain" } | { "with": "passphrase",
/**
 * As typed.
 */
passphrase: Typed, };

/**
 * A citizen in *Ikke sendt*.
 */
export type UnsentCitizen = {
/**
 * The citizen's name, or that it is not known here.
 */
name: Text,
/**
 * The current number, masked; that of the first command where the citizen is not here.
 */
number: NumberView,
/**
 * How many of the commands somebody must act on or look at.
 */
to_act_on: number,
/**
 * Command ids, in the order in which they ask for somebody.
 */
commands: Array<string>, };

/**
 * What is typed on a citizen and not confirmed, as it stands in *Ikke sendt*. It is not sent.
 */
export type UnsentDraft = {
/**
 * Its kind, and the id that it is typed on: to throw it away.
 */
of: DraftRef,
/**
 * What is typed; none where it was kept by another version of the program, and this one cannot read it.
 */
draft: Draft | null,
/**
 * How the citizen is opened, or looked up where they are not here any more; none where no number is known either, the draft
 * cannot be read, or another stands in its form.
 */
opens_by: OpenBy | null,
/**
 * Whether another draft of the citizen's stands in its form: from before a merge, or typed before this one came back from
 * the outbox. It opens when that one is settled.
 */
is_second: boolean,
/**
 * Whether the citizen is here.
 */
is_here: boolean,
/**
 * The citizen's name, or that it is not known here.
 */
name: Text,
/**
 * The current number, or the one that was current when it was typed; masked.
 */
number: NumberView | null,
/**
 * What it would be: "Kommentar", "Nyt jobcenter".
 */
title: Text,
/**
 * The first words of what is typed; all of it where the citizen is not here, or as it is kept
 * where it cannot be read.
 */
summary: Text,
/**
 * `2023-09-18T10:05`, Danish time: when it was last typed in.
 */
typed_at: string, };

/**
 * How a desk is unlocked.
 */
export type WayView = "enter" | "keychain" | "passphrase";

/** Everything that a face can ask: name, request, answer. */
export interface Operations {
  gate: { request: Nothing; answer: GateView };
  appearance: { request: Nothing; answer: Appearance };
  set_up: { request: SetUp; answer: GateView };
  unlock: { request: Unlock; answer: GateView };
  lock: { request: Nothing; answer: GateView };
  still_here: { request: Nothing; answer: Nothing };
  change_passphrase: { request: ChangePassphrase; answer: GateView };
  try_again: { request: Nothing; answer: GateView };
  export_unsent: { request: Export; answer: Exported };
  begin_anew: { request: BeginAnew; answer: GateView };
  reset_exercise: { request: Nothing; answer: GateView };
  session: { request: Nothing; answer: Session };
  set: { request: Settings; answer: Session };
  my_day: { request: Nothing; answer: MyDay };
  calendar: { request: CalendarAsk; answer: CalendarView };
  export_booking: { request: BookingRef; answer: SavedFile };
  citizens: { request: Page; answer: CitizenList };
  search: { request: SearchText; answer: Found };
  settle_search: { request: SearchText; answer: Nothing };
  open: { request: OpenCitizen; answer: OpenAnswer };
  citizen: { request: CitizenRef; answer: CitizenView };
  history: { request: CitizenRef; answer: HistoryView };
  access_log: { request: CitizenRef; answer: AccessLogView };
  write_extract: { request: CitizenRef; answer: Extract };
  verify_access_log: { request: Nothing; answer: LogChecked };
  show_number: { request: NumberRef; answer: ShownNumber };
  copy_number: { request: NumberRef; answer: ShownNumber };
  preview: { request: Draft; answer: Preview };
  confirm: { request: Confirm; answer: OutboxEntry };
  save_draft: { request: SaveDraft; answer: Nothing };
  drop_draft: { request: DraftRef; answer: Nothing };
  preview_correction: { request: Correcting; answer: Preview };
  save_correction: { request: Correcting; answer: Nothing };
  drop_correction: { request: EntryRef; answer: Nothing };
  outbox: { request: Nothing; answer: OutboxView };
  undo: { request: EntryRef; answer: OutboxEntry };
  send_now: { request: EntryRef; answer: OutboxEntry };
  send_on_new_number: { request: EntryRef; answer: OutboxEntry };
  send_again: { request: EntryRef; answer: OutboxEntry };
  acknowledge: { request: EntryRef; answer: OutboxEntry };
  discard: { request: Discard; answer: OutboxEntry };
  leaving: { request: Nothing; answer: LeavingView };
  trouble: { request: Nothing; answer: KnownTrouble };
  connection: { request: Nothing; answer: Connection };
  switch_connection: { request: SwitchConnection; answer: Connection };
  inbox: { request: InboxAsk; answer: InboxView };
  open_message: { request: MessageRef; answer: MessageView };
  mark_message: { request: MarkMessage; answer: MessageView };
  reference: { request: Nothing; answer: ReferenceView };
  jobcentres: { request: Nothing; answer: JobcentreView };
  outer_world: { request: OuterWorldAsk; answer: OuterWorldView };
  act: { request: OuterAct; answer: Acted };
  move_clock: { request: MoveClock; answer: Session };
}

/** The names of all operations. */
export const OPERATIONS = [
  "gate",
  "appearance",
  "set_up",
  "unlock",
  "lock",
  "still_here",
  "change_passphrase",
  "try_again",
  "export_unsent",
  "begin_anew",
  "reset_exercise",
  "session",
  "set",
  "my_day",
  "calendar",
  "export_booking",
  "citizens",
  "search",
  "settle_search",
  "open",
  "citizen",
  "history",
  "access_log",
  "write_extract",
  "verify_access_log",
  "show_number",
  "copy_number",
  "preview",
  "confirm",
  "save_draft",
  "drop_draft",
  "preview_correction",
  "save_correction",
  "drop_correction",
  "outbox",
  "undo",
  "send_now",
  "send_on_new_number",
  "send_again",
  "acknowledge",
  "discard",
  "leaving",
  "trouble",
  "connection",
  "switch_connection",
  "inbox",
  "open_message",
  "mark_message",
  "reference",
  "jobcentres",
  "outer_world",
  "act",
  "move_clock",
] as const satisfies readonly (keyof Operations)[];
