// Looking for citizens while typing. Of many requests under way the last one asked for is the one that is shown.
import { call, sentenceOf, type Found, type Text } from "../lib/door/door";

/** How long the hands must rest before the search is noted as looked at. */
const SETTLES_MS = 900;

export class Finding {
  #found = $state.raw<Found | null>(null);
  #failed = $state.raw<Text | null>(null);
  #text = "";
  #asked = 0;
  #latest: Promise<Found | null> = Promise.resolve(null);
  #rest: ReturnType<typeof setTimeout> | undefined;

  /** What is found for the typed text; what was found for the text before, while the answer is under way. */
  get found(): Found | null {
    return this.#found;
  }

  get failed(): Text | null {
    return this.#failed;
  }

  typed(text: string): void {
    this.#text = text.trim();
    clearTimeout(this.#rest);
    const mine = ++this.#asked;
    this.#latest = this.#text === "" ? Promise.resolve(null) : this.#ask(this.#text);
    void this.#latest.then((found) => {
      if (mine === this.#asked) this.#found = found;
    });
    this.#rest = setTimeout(() => this.#settle(), SETTLES_MS);
  }

  /** The answer to the text as it stands now; none when something else has been typed meanwhile. */
  async settled(): Promise<Found | null> {
    const mine = this.#asked;
    const found = await this.#latest;
    return mine === this.#asked ? found : null;
  }

  forget(): void {
    clearTimeout(this.#rest);
    this.#asked += 1;
    this.#text = "";
    this.#found = null;
    this.#failed = null;
    this.#latest = Promise.resolve(null);
  }

  async #ask(text: string): Promise<Found | null> {
    try {
      const found = await call("search", { text });
      if (text === this.#text) this.#failed = null;
      return found;
    } catch (error) {
      if (text === this.#text) this.#failed = sentenceOf(error);
      return null;
    }
  }

  /** The hits have been looked at: that is what the access log is to know, not each key. */
  async #settle(): Promise<void> {
    const text = this.#text;
    const found = await this.settled();
    if (found === null || found.hits.length === 0) return;
    await call("settle_search", { text }).catch((error: unknown) => (this.#failed = sentenceOf(error)));
  }
}
