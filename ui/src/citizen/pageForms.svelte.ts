// The forms of a citizen's page: the note's own, which is there all the time, and one other that somebody has opened.
import { tick } from "svelte";

import { gate } from "../gate/gate.svelte";
import { announce } from "../lib/announce.svelte";
import {
  call,
  sentenceOf,
  type CitizenView,
  type Draft,
  type DraftForm,
  type OutboxEntry,
} from "../lib/door/door";
import { ofOpened } from "../lib/opened.svelte";
import { say } from "../lib/text/text.svelte";
import { draftIn, isOfAnotherType, NO_JOBCENTRE, NO_NOTE, OTHER_DRAFT, recordOf, untouched } from "./forms";
import { comeBack, leave } from "./leftOpen";
import { isTyped, OpenForm } from "./openForm.svelte";

export class PageForms {
  readonly citizen: string;
  readonly note: OpenForm;
  other = $state.raw<OpenForm | null>(null);

  /** One after the other, so that the last answer is what stands. */
  #takings: Promise<unknown> = Promise.resolve();
  /** What has come back, and could not be shown. */
  #missed: DraftForm | null = null;

  constructor({ citizen, drafts }: CitizenView) {
    this.citizen = citizen;
    this.note = this.#formOf(draftIn(drafts, "comment"), NO_NOTE);
  }

  /** Opens a form in which nothing is typed: it shows what would happen. */
  show(form: DraftForm): void {
    this.#open(undefined, form);
  }

  /** Opens a form in the place of the other one, with what the desk has kept of it. */
  async open(form: DraftForm): Promise<void> {
    await this.close();
    try {
      const drafts = isTyped(form) ? await this.#kept() : [];
      this.#open(draftIn(drafts, form.kind, recordOf(form)), form);
      if (this.other !== null && isOfAnotherType(this.other.form, form)) this.other.problem = OTHER_DRAFT;
    } catch (error) {
      announce(say(sentenceOf(error)));
    }
  }

  /** What is typed in the other form is kept. */
  async close(): Promise<void> {
    await this.other?.keep();
    this.other = null;
  }

  /** What is typed in the other form is thrown away. */
  async drop(): Promise<void> {
    if (this.other !== null) await this.other.drop(this.other.form);
    this.other = null;
  }

  /** What is saved is a command now, and no form. */
  saved(entry: OutboxEntry): void {
    if (entry.draft?.form.kind === "comment" || this.other === null) return this.note.reset(NO_NOTE);
    this.other.reset(this.other.form);
    this.other = null;
  }

  /** What stands on the screen was worked out on the citizen as they were. */
  workOutAgain(drafts: Draft[]): void {
    if (this.#missed !== null) this.#showAgain(drafts, this.#missed);
    // What has waited for a form stands in it now, and is not typed over.
    const waited = draftIn(drafts, "affiliation");
    if (this.other?.form === NO_JOBCENTRE && waited !== undefined) this.other.show(waited);
    for (const form of [this.note, this.other])
      if (form !== null && !form.isEmpty && !form.busy) void form.look();
  }

  /**
   * A command that is taken back is a form again, with all that was typed: the desk puts what comes back together with what
   * stands here, and nobody types meanwhile. `turnTo` is told of the form; says whether it is the note.
   */
  takeBack(taken: Promise<OutboxEntry>, turnTo: (form: DraftForm) => void): Promise<boolean> {
    const forms = this.other === null ? [this.note] : [this.note, this.other];
    forms.forEach((form) => (form.holds += 1));
    const taking = this.#takings.then(async () => {
      const entry = await taken.catch(() => null);
      const isNote = entry?.draft ? await this.#typeAgain(entry.draft.form, turnTo) : false;
      forms.forEach((form) => (form.holds -= 1));
      await tick();
      return isNote;
    });
    this.#takings = taking;
    return taking;
  }

  /** Locked in the middle of something: after the unlocking it stands as it was. None where it is the note, or nothing. */
  comeBack(citizen: CitizenView): { form: DraftForm | null; writesNote: boolean } {
    const left = comeBack(citizen.citizen);
    if (left === null) return { form: null, writesNote: false };
    if (left.kind === "comment") return { form: null, writesNote: left.writing };
    const kept = left.shown ? undefined : draftIn(citizen.drafts, left.kind, left.record ?? undefined);
    const form = left.shown ?? kept ?? untouched(citizen, left);
    if (form !== null) this.#open(kept, form);
    return { form, writesNote: false };
  }

  /** The page goes. Behind a lock it is remembered which form stood open. */
  leave(): void {
    if (!gate.isClosed) return;
    if (this.other !== null || gate.wasWriting)
      leave(this.citizen, (this.other ?? this.note).form, gate.wasWriting);
  }

  #open(kept: DraftForm | undefined, form: DraftForm): void {
    void this.other?.keep();
    this.other = this.#formOf(kept, form);
    if (this.other.isEmpty) void this.other.look();
  }

  #formOf(kept: DraftForm | undefined, form: DraftForm): OpenForm {
    return new OpenForm(this.citizen, kept ?? form, kept !== undefined);
  }

  /** What the desk holds now. The page may have been brought before something was typed, or thrown away. */
  async #kept(): Promise<Draft[]> {
    const { drafts } = await ofOpened(this.citizen, () => call("citizen", { citizen: this.citizen }));
    return drafts;
  }

  /**
   * As the desk has kept it: with what was being typed. Where that cannot be shown, nobody types over it either. Says
   * whether it is the note that stands there again.
   */
  async #typeAgain(form: DraftForm, turnTo: (form: DraftForm) => void): Promise<boolean> {
    turnTo(form);
    try {
      return this.#showAgain(await this.#kept(), form);
    } catch (error) {
      this.note.problem = sentenceOf(error);
      if (this.#missed === null) this.note.holds += 1;
      this.#missed = form;
      return false;
    }
  }

  #showAgain(drafts: Draft[], form: DraftForm): boolean {
    if (this.#missed !== null) this.note.holds -= 1;
    this.#missed = null;
    const kept = isTyped(form) ? draftIn(drafts, form.kind, recordOf(form)) : undefined;
    if (form.kind === "comment") {
      if (kept !== undefined) this.note.show(kept);
      return kept !== undefined;
    }
    // Where nothing is typed, nothing is kept.
    if (kept !== undefined || !isTyped(form)) this.#open(kept, form);
    return false;
  }
}
