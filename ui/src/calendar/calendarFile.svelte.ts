// A booking on its way into another calendar: written once at a time, and where it lies.
import { call, sentenceOf, type Text } from "../lib/door/door";
import { ofOpened } from "../lib/opened.svelte";

export class CalendarFile {
  busy = $state(false);
  /** Where the file is, in full. */
  place = $state<string | null>(null);
  problem = $state.raw<Text | null>(null);

  async save(citizen: string, booking: string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.place = null;
    this.problem = null;
    try {
      const saved = await ofOpened(citizen, () => call("export_booking", { citizen, booking }));
      this.place = saved.file;
    } catch (error) {
      this.problem = sentenceOf(error);
    } finally {
      this.busy = false;
    }
  }

  forget(): void {
    this.place = null;
    this.problem = null;
  }
}
