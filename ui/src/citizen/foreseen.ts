// Whether what would happen is still what was seen, when the form is confirmed sooner than the screen has followed.
import type { DraftForm, Effect, Preview, Text } from "../lib/door/door";

export type Accepted = Extract<Preview, { outcome: "accepted" }>;

export const CHANGED: Text = {
  da: "Det, der vil ske, er ændret. Se efter, og gem igen.",
  en: "What will happen has changed. Look at it, and save again.",
};
export const TO_CHECK: Text = {
  da: "Der er noget at tjekke. Se efter, og gem igen.",
  en: "There is something to check. Look at it, and save again.",
};

/** What keeps a fresh preview from being confirmed unseen: none where it says nothing but what was typed. */
export function objection(shown: Preview | null, fresh: Accepted, form: DraftForm): Text | null {
  if (shown === null || shown.outcome === "incomplete")
    return fresh.effects.some((effect) => effect.check) ? TO_CHECK : null;
  return shown.outcome === "accepted" && told(shown, form) === told(fresh, form) ? null : CHANGED;
}

/** Everything that a preview says, but for the typed text that it repeats. */
function told({ effects, days, caution }: Accepted, form: DraftForm): string {
  const repeats = (effect: Effect) => form.kind === "comment" && effect.group === "changes" && !effect.check;
  return JSON.stringify([
    effects.map((effect) => (repeats(effect) ? { ...effect, detail: null } : effect)),
    days,
    caution,
  ]);
}
