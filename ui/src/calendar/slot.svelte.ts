// A free time that was chosen in the calendar: the next new conversation begins with it.

let chosen = $state.raw<{ day: string; time: string } | null>(null);

export const slot = {
  get chosen() {
    return chosen;
  },
  choose(day: string, time: string): void {
    chosen = { day, time };
  },
  /** The time, once. */
  take(): { day: string; time: string } | null {
    const taken = chosen;
    chosen = null;
    return taken;
  },
};
