// A free time that was chosen in the calendar: a new conversation begins with it, for whoever is found in the search that
// it opens. Where nobody is, it is forgotten.

let chosen = $state.raw<{ day: string; time: string } | null>(null);

export const slot = {
  get chosen() {
    return chosen;
  },
  choose(day: string, time: string): void {
    chosen = { day, time };
  },
  forget(): void {
    chosen = null;
  },
  /** The time, once. */
  take(): { day: string; time: string } | null {
    const taken = chosen;
    chosen = null;
    return taken;
  },
};
