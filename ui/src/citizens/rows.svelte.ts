// The list of citizens as the screen needs it: the rows that are near, fetched in pieces, and how many there are.
import { call, sentenceOf, type HitView, type Text } from "../lib/door/door";

const PIECE = 100;

export class Rows {
  #pieces = $state.raw(new Map<number, HitView[]>());
  #total = $state(0);
  #failed = $state.raw<Text | null>(null);
  #known = $state(false);
  #asked = new Set<number>();
  /** Answers to what was asked before the list was begun anew are passed over. */
  #round = 0;

  get total(): number {
    return this.#total;
  }

  get failed(): Text | null {
    return this.#failed;
  }

  /** Whether the desk has answered, so that none means none. */
  get known(): boolean {
    return this.#known;
  }

  at(row: number): HitView | undefined {
    return this.#pieces.get(Math.floor(row / PIECE))?.[row % PIECE];
  }

  /** Fetches what is missing between two rows. */
  near(first: number, last: number): void {
    for (let piece = Math.floor(first / PIECE); piece <= Math.floor(last / PIECE); piece++) {
      if (!this.#asked.has(piece)) void this.#fetch(piece);
    }
  }

  /** Fetches again what has been fetched: somebody is new, gone, or called otherwise. */
  again(): void {
    this.#round += 1;
    const pieces = [...this.#asked];
    this.#asked.clear();
    for (const piece of pieces) void this.#fetch(piece);
  }

  async #fetch(piece: number): Promise<void> {
    const round = this.#round;
    this.#asked.add(piece);
    try {
      const { citizens, total } = await call("citizens", { from: piece * PIECE, count: PIECE });
      if (round !== this.#round) return;
      this.#pieces = new Map(this.#pieces).set(piece, citizens);
      this.#total = total;
      this.#known = true;
      this.#failed = null;
    } catch (error) {
      if (round !== this.#round) return;
      this.#asked.delete(piece);
      this.#failed = sentenceOf(error);
    }
  }
}
