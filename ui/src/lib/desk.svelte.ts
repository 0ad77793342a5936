// What every screen knows of the desk: who sits at it, how the screen is set, how it stands with the backend.
import {
  call,
  onDesk,
  type Appearance,
  type Connection,
  type ReferenceView,
  type RuleView,
  type Session,
  type Settings,
} from "./door/door";
import { language } from "./text/text.svelte";

const EVERY_MS = 30_000;

let session = $state.raw<Session | null>(null);
let reference = $state.raw<ReferenceView>({
  rules: [],
  purposes: [],
  conversation_types: [],
  deadline_types: [],
  conversation_forms: [],
});
const rules = $derived(new Map(reference.rules.map((view) => [view.rule.id, view])));

export const desk = {
  /** None until the desk has answered for the first time. */
  get session(): Session | null {
    return session;
  },
  get connection(): Connection | null {
    return session?.connection ?? null;
  },
  get hidesNumbers(): boolean {
    return session?.settings.hide_numbers ?? false;
  },
  get today(): string {
    return session?.today ?? "";
  },
  get conversationTypes(): ReferenceView["conversation_types"] {
    return reference.conversation_types;
  },
  get deadlineTypes(): ReferenceView["deadline_types"] {
    return reference.deadline_types;
  },
  get conversationForms(): ReferenceView["conversation_forms"] {
    return reference.conversation_forms;
  },
  get purposes(): ReferenceView["purposes"] {
    return reference.purposes;
  },
};

/** A rule's text, for a chip that is opened. */
export function ruleText(id: string): RuleView | undefined {
  return rules.get(id);
}

export async function refreshSession(): Promise<void> {
  takeSession(await call("session", {}));
}

export async function set(settings: Partial<Settings>): Promise<void> {
  if (session === null) return;
  takeSession(await call("set", { ...session.settings, ...settings }));
}

export async function switchConnection(online: boolean): Promise<void> {
  const connection = await call("switch_connection", { online });
  if (session !== null) session = { ...session, connection };
}

/** Asks for everything once, then follows what the desk tells. The clock is asked for again each minute. */
export async function beginDesk(): Promise<void> {
  await refreshSession();
  reference = await call("reference", {});
  if (following) return;
  following = true;
  onDesk("connection", ({ connection }) => {
    if (session !== null) session = { ...session, connection };
  });
  onDesk("changed", followSession);
  onDesk("outbox", followSession);
  onDesk("inbox", followSession);
  setInterval(followSession, EVERY_MS);
}

let following = false;

/** Forgets who sits at the desk and whom they have opened. Language and theme stay as they are. */
export function forgetDesk(): void {
  session = null;
}

/** What stands on the screen stays there when the desk does not answer; the next time will do. */
export function followSession(): void {
  if (session === null) return;
  refreshSession().catch(() => undefined);
}

/** Shows the desk as it has just answered. */
export function takeSession(fresh: Session): void {
  session = fresh;
  wear(fresh.settings);
}

/** Shows language and theme as they are chosen. */
export function wear({ language: chosen, theme }: Appearance): void {
  language.now = chosen === "en" ? "en" : "da";
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
