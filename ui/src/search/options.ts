// What can be chosen below the search field, in the order in which the arrow keys pass it.
import type { Found, HitView } from "../lib/door/door";
import type { Action } from "./actions";
import { namesAction } from "./typed";

export type Option =
  | { kind: "hit"; id: string; hit: HitView }
  | { kind: "backend"; id: string }
  | { kind: "action"; id: string; action: Action };

export interface Group {
  name: "citizens" | "recent" | "actions";
  options: Option[];
}

/** Before anything is typed: who was opened last, and all that can be done. Then what fits. */
export function groupsFor(typed: string, found: Found | null, recent: HitView[], actions: Action[]): Group[] {
  if (typed.trim() === "") {
    return filled([
      { name: "recent", options: recent.slice(0, 5).map(hitOption) },
      { name: "actions", options: actions.map(actionOption) },
    ]);
  }
  const backend: Option[] = found?.ask_backend ? [{ kind: "backend", id: "backend" }] : [];
  return filled([
    { name: "citizens", options: [...(found?.hits ?? []).map(hitOption), ...backend] },
    { name: "actions", options: actions.filter(({ text }) => namesAction(typed, text)).map(actionOption) },
  ]);
}

function filled(groups: Group[]): Group[] {
  return groups.filter(({ options }) => options.length > 0);
}

function hitOption(hit: HitView): Option {
  return { kind: "hit", id: `hit-${hit.citizen}`, hit };
}

function actionOption(action: Action): Option {
  return { kind: "action", id: `action-${action.id}`, action };
}
