// A conversation that is dragged with the mouse: where it would be put down. Nobody moves anything by it: the form does.
import { lifted, putDown, type Lifted } from "./layout";
import type { CalendarEntry } from "../lib/door/door";

/** So far may the hand shake at a click. */
const A_CLICK_PX = 5;

/** What is under the mouse: a day, and a minute in it. */
export type At = (x: number, y: number) => { day: string; minute: number } | null;

export class Dragging {
  /** Where it would stand; nothing while nothing is dragged. */
  shadow = $state.raw<Lifted | null>(null);
  #begun: { x: number; y: number; one: Lifted; grip: number } | null = null;
  /** A drag ends with a click, which chooses nothing. */
  #swallows = false;

  /** The mouse is down on an entry. */
  begin(event: PointerEvent, entry: CalendarEntry, at: At): void {
    this.#swallows = false;
    if (event.button !== 0 || !entry.booking.can_change || entry.booking.state !== "coming") return;
    const one = lifted(entry);
    const grip = (at(event.clientX, event.clientY)?.minute ?? one.from) - one.from;
    this.#begun = { x: event.clientX, y: event.clientY, one, grip };
  }

  move(event: PointerEvent, at: At): void {
    const begun = this.#begun;
    if (begun === null) return;
    const isFar = Math.hypot(event.clientX - begun.x, event.clientY - begun.y) > A_CLICK_PX;
    if (this.shadow === null && !isFar) return;
    this.#swallows = true;
    const place = at(event.clientX, event.clientY);
    if (place !== null) this.shadow = putDown(begun.one, place.day, place.minute - begun.grip);
  }

  /** Where it was put down, if that is another place. */
  end(): Lifted | null {
    const [begun, shadow] = [this.#begun, this.shadow];
    this.drop();
    if (begun === null || shadow === null) return null;
    return shadow.day === begun.one.day && shadow.from === begun.one.from ? null : shadow;
  }

  /** It stays where it is. */
  drop(): void {
    this.#begun = null;
    this.shadow = null;
  }

  /** Whether a click is the end of a drag. */
  takesClick(): boolean {
    const swallows = this.#swallows;
    this.#swallows = false;
    return swallows;
  }
}
