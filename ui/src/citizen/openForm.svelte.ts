// One form as it is being filled in: what is typed, what the desk says would happen, and the draft that is kept.
import { desk } from "../lib/desk.svelte";
import {
  call,
  sentenceOf,
  Unanswered,
  type DraftForm,
  type HeldFields,
  type OutboxEntry,
  type Preview,
  type Text,
  type UnderstoodDays,
} from "../lib/door/door";
import { onClosing } from "../lib/keeping";
import { rest, restsSoon } from "../lib/resting.svelte";
import { objection } from "./foreseen";
import { isRemoval, isUntyped, NO_DAYS, NO_HELD, NO_OPERATOR, recordOf } from "./forms";

const LOOK_AFTER_MS = 150;
const KEEP_AFTER_MS = 500;
/** What could not be kept is tried again: somebody may have made room on the disk. */
const AGAIN_AFTER_MS = 10_000;

/** What is typed and on its way to the desk, perhaps from a form that is closed by now. */
const saves = new Set<Promise<unknown>>();

/** Resolves when the desk holds what was on its way, or has said that it cannot. */
export async function keptTyped(): Promise<void> {
  await Promise.all(saves);
}

/**
 * The forms in which something is typed that the desk does not hold, by what they are of. They stay in the page when they
 * are closed or locked away, so that nothing is lost to a disk that cannot be written.
 */
const unkept = new Map<string, OpenForm>();

onClosing(async (citizen) => {
  const forms = [...unkept.values()].filter((form) => citizen === undefined || form.citizen === citizen);
  const kept = await Promise.all(forms.map((form) => form.keep()));
  return kept.every(Boolean);
});

export class OpenForm {
  readonly citizen: string;
  /** The command that this one takes the place of. What is typed is its correction, and no draft of the citizen's. */
  readonly renews: string | null;

  form = $state.raw<DraftForm>({ kind: "comment", text: "" });
  preview = $state.raw<Preview | null>(null);
  /** Being confirmed: nothing else may be. */
  busy = $state(false);
  /** For how many that come back from the desk nobody types in it: they are put together with what stands there. */
  holds = $state(0);
  /** What the desk could not do. */
  problem = $state.raw<Text | null>(null);
  draftKept = $state(false);
  draftProblem = $state.raw<Text | null>(null);

  #looks = 0;
  /** The form that the preview on the screen is of. */
  #previewed: DraftForm | null = null;
  #lookSoon: ReturnType<typeof setTimeout> | undefined;
  #keepSoon: ReturnType<typeof setTimeout> | undefined;
  #unkept = false;
  /** The last save, and whether what was typed until then is kept. */
  #saves: Promise<boolean> = Promise.resolve(true);
  #confirming: Promise<unknown> = Promise.resolve();
  /** What it is of, as `unkept` knows it. */
  readonly #of: string;

  /** `isKept`: the form is the one that the desk holds. */
  constructor(citizen: string, form: DraftForm, isKept = false, renews: string | null = null) {
    this.citizen = citizen;
    this.renews = renews;
    this.form = form;
    this.draftKept = isKept;
    this.#of = renews ?? `${citizen}/${draftKey(form)}`;
    this.#takeOver(unkept.get(this.#of));
    if (!isEmpty(this.form)) void this.look();
  }

  /** What was typed in a form of the same, and could not be kept, stands here again, and is tried again. */
  #takeOver(before: OpenForm | undefined): void {
    if (before === undefined || before.busy) return;
    this.form = before.form;
    this.draftKept = false;
    this.draftProblem = before.draftProblem;
    this.#saves = before.#saves;
    before.#forgetTyped();
    this.#remember();
    this.#keepLater();
  }

  #remember(): void {
    this.#unkept = true;
    unkept.set(this.#of, this);
  }

  get isEmpty(): boolean {
    return isEmpty(this.form);
  }

  get isTyped(): boolean {
    return isTyped(this.form);
  }

  /** The days that were typed, as the desk understood them. None while something is missing. */
  get understood(): Partial<UnderstoodDays> {
    return this.preview === null || this.preview.outcome === "incomplete" ? {} : this.preview.days;
  }

  get canConfirm(): boolean {
    return !this.busy && this.holds === 0 && this.preview?.outcome === "accepted";
  }

  /** Takes what was typed. The desk is asked when typing pauses; the draft is kept a little later. */
  type(form: DraftForm): void {
    this.form = form;
    this.problem = null;
    this.draftKept = false;
    this.#remember();
    clearTimeout(this.#lookSoon);
    this.#lookSoon = setTimeout(() => void this.look(), LOOK_AFTER_MS);
    this.#keepLater();
  }

  /** Asks the desk what would happen. Of several answers under way only the last asked for counts. */
  async look(): Promise<void> {
    clearTimeout(this.#lookSoon);
    const mine = ++this.#looks;
    const form = this.form;
    try {
      const preview = await (this.renews === null
        ? call("preview", { citizen: this.citizen, form })
        : call("preview_correction", { command: this.renews, form }));
      if (mine !== this.#looks) return;
      this.preview = preview;
      this.#previewed = form;
    } catch (error) {
      if (mine !== this.#looks) return;
      this.preview = null;
      this.problem = sentenceOf(error);
    }
  }

  #keepLater(): void {
    clearTimeout(this.#keepSoon);
    this.#keepSoon = setTimeout(() => void this.keep(), KEEP_AFTER_MS);
  }

  /** Behind a lock the desk keeps nothing: that is waited for. */
  #keepAgain(): void {
    clearTimeout(this.#keepSoon);
    this.#keepSoon = setTimeout(() => {
      if (desk.session === null) this.#keepAgain();
      else void this.keep();
    }, AGAIN_AFTER_MS);
  }

  /**
   * Keeps what is typed and not kept yet, and says whether it is kept; an emptied form has no draft. One after the other,
   * so that the last one stands.
   */
  keep(): Promise<boolean> {
    clearTimeout(this.#keepSoon);
    if (!this.#unkept) return this.#saves;
    // What is in the outbox needs no draft; what did not come that far does.
    if (this.busy) return this.#confirming.then(() => this.keep());
    this.#unkept = false;
    const form = this.form;
    const kept = this.#saves.then(() => this.#save(form));
    this.#saves = kept;
    saves.add(kept);
    void kept.then(() => saves.delete(kept));
    return kept;
  }

  async #save(form: DraftForm): Promise<boolean> {
    try {
      await (isEmpty(form) ? this.#drop(form) : this.#store(form));
      this.draftKept = !isEmpty(form) && form === this.form;
      this.draftProblem = null;
      if (form === this.form) this.#forgetTyped();
      return true;
    } catch (error) {
      this.draftProblem = sentenceOf(error);
      if (isFinal(error)) {
        if (form === this.form) this.#forgetTyped();
        return isEmpty(form);
      }
      // Not where it is thrown away by now, or stands in another form.
      this.#unkept = unkept.get(this.#of) === this;
      if (this.#unkept && form === this.form) this.#keepAgain();
      return isEmpty(form);
    }
  }

  async #store(form: DraftForm): Promise<void> {
    if (this.renews === null) await call("save_draft", { draft: { citizen: this.citizen, form } });
    else await call("save_correction", { command: this.renews, form });
  }

  async #drop(form: DraftForm): Promise<void> {
    if (this.renews === null) await call("drop_draft", { citizen: this.citizen, kind: draftKey(form) });
    else await call("drop_correction", { command: this.renews });
  }

  /** Puts the command in the outbox, once, with the fingerprint of what is on the screen. Another outcome is shown first. */
  async confirm(): Promise<OutboxEntry | null> {
    if (this.busy) return null;
    this.busy = true;
    const confirming = this.#confirm();
    this.#confirming = confirming;
    restsSoon(confirming);
    return confirming;
  }

  async #confirm(): Promise<OutboxEntry | null> {
    this.problem = null;
    try {
      const fingerprint = await this.#seen();
      if (fingerprint === null) return null;
      // A draft on its way would come back after the desk has dropped it.
      await this.#saves;
      const draft = { citizen: this.citizen, form: this.form };
      const entry = await call("confirm", { draft, fingerprint, renews: this.renews });
      this.#forgetTyped();
      rest(entry);
      return entry;
    } catch (error) {
      this.problem = sentenceOf(error);
      await this.look();
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** The fingerprint to confirm: of what stands on the screen, or of what says nothing new beside it. */
  async #seen(): Promise<string | null> {
    const shown = this.preview;
    const isSeen = shown !== null && this.#previewed === this.form;
    if (!isSeen) await this.look();
    const fresh = this.preview;
    if (fresh?.outcome !== "accepted") return null;
    if (!isSeen) this.problem = objection(shown, fresh, this.form);
    return this.problem === null ? fresh.fingerprint : null;
  }

  /** What was typed is kept, or thrown away: nothing is left to keep. */
  #forgetTyped(): void {
    clearTimeout(this.#keepSoon);
    this.#unkept = false;
    if (unkept.get(this.#of) === this) unkept.delete(this.#of);
  }

  /** Empties the form, for the next one. */
  reset(form: DraftForm): void {
    clearTimeout(this.#lookSoon);
    this.#forgetTyped();
    this.#looks += 1;
    this.form = form;
    this.preview = null;
    this.#previewed = null;
    this.problem = null;
    this.draftKept = false;
  }

  /** Shows what the desk has kept. */
  show(kept: DraftForm): void {
    this.reset(kept);
    this.draftKept = true;
    void this.look();
  }

  /** Throws away what is typed. */
  async drop(empty: DraftForm): Promise<void> {
    const typed = this.form;
    this.reset(empty);
    await this.#saves.then(() => this.#drop(typed)).catch(() => undefined);
  }
}

/** Whether the desk will not keep it another time either: nobody has to act on the command that was being corrected. */
function isFinal(error: unknown): boolean {
  return error instanceof Unanswered && error.desk.error === "asked";
}

export function isEmpty(form: DraftForm): boolean {
  switch (form.kind) {
    case "comment":
    case "correct_comment":
      return form.text.trim() === "";
    case "withdraw_comment":
    case "contact_person":
    case "end_contact_person":
      return false;
    case "affiliation":
      return form.jobcentre === "" && form.from.trim() === "";
    case "make_booking":
      return isUntyped(form.fields);
    case "change_booking":
    case "cancel_booking":
      return false;
    case "held_conversation":
      return form.booking === undefined && form.next === undefined && isUnheld(form.fields);
    case "set_deadline":
      return JSON.stringify(form.fields) === JSON.stringify(NO_DAYS);
    case "register_referral":
      return JSON.stringify(form.fields) === JSON.stringify(NO_OPERATOR);
    case "end_referral":
    case "change_deadline":
    case "withdraw_deadline":
    case "participation":
    case "participation_choice":
      return false;
  }
}

/** What stands in a new form from the start is not typed. */
function isUnheld(fields: HeldFields): boolean {
  return JSON.stringify(fields) === JSON.stringify(NO_HELD);
}

/** Forms that are not typed in: they only show what would happen. */
const SHOWING: DraftForm["kind"][] = [
  "withdraw_comment",
  "contact_person",
  "end_contact_person",
  "participation_choice",
  "withdraw_deadline",
];

/** Whether it is a form to type in: that nobody takes part is only shown. */
export function isTyped(form: DraftForm): boolean {
  return !SHOWING.includes(form.kind) && !isRemoval(form);
}

/**
 * The desk's name for the draft of a form: a correction and a withdrawal are of one comment each, a change and a
 * cancelling of one booking, an end of one colleague.
 */
export function draftKey(form: DraftForm): string {
  if (form.kind === "end_contact_person" && form.caseworker !== undefined)
    return `${form.kind}/${form.caseworker}`;
  if (isRemoval(form)) return `no_participation/${form.booking}`;
  const record = recordOf(form);
  return record === undefined ? form.kind : `${form.kind}/${record}`;
}
