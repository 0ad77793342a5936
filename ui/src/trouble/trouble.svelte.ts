// What is known to be wrong: asked for at the beginning, at each change, and when the panel opens.
import { call, onDesk, type KnownTrouble, type Trouble } from "../lib/door/door";

let view = $state.raw<KnownTrouble | null>(null);
let open = $state(false);

/** The pill says these itself. */
const IN_THE_PILL = ["offline", "switched_off", "waiting"];

export const trouble = {
  /** None until the desk has answered for the first time. */
  get view(): KnownTrouble | null {
    return view;
  },
  /** Those that stand nowhere else on the screen. */
  get besides(): Trouble[] {
    return view?.troubles.filter(({ kind }) => !IN_THE_PILL.includes(kind)) ?? [];
  },
  get open(): boolean {
    return open;
  },
  set open(now: boolean) {
    open = now;
    if (now) followTrouble();
  },
};

/** What stands on the screen stays there when the desk does not answer; the next time will do. */
export function followTrouble(): void {
  call("trouble", {}).then(
    (fresh) => (view = fresh),
    () => undefined,
  );
}

/** Follows the desk until the function it returns is called: made for `$effect`. */
export function beginTrouble(): () => void {
  followTrouble();
  const off = onDesk("trouble", followTrouble);
  return () => {
    off();
    view = null;
    open = false;
  };
}
