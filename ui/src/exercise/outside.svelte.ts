// What a trainer is about to do from outside: as whom, to whom, what is typed, and what was answered. It stands so when
// they come back from the desk, until it is locked or the exercise begins anew.
import { NO_FIELDS } from "../citizen/forms";
import {
  call,
  sentenceOf,
  type About,
  type ActView,
  type Acted,
  type BookingFields,
  type OuterCitizen,
  type OuterWorldView,
  type RoleView,
  type Text,
} from "../lib/door/door";

let world = $state.raw<OuterWorldView | null>(null);
let citizen = $state.raw<OuterCitizen | null>(null);
let role = $state("fund");
let which = $state("");
let act = $state("");
let under = $state(0);
let typed = $state.raw<Record<string, string>>({});
let booking = $state.raw<BookingFields>(NO_FIELDS);
let answers = $state.raw<Acted[]>([]);
let problem = $state.raw<Text | null>(null);
let unseen = $state.raw<Text | null>(null);
let busy = $state(false);
let asks = 0;

/** So many answers stay in sight. */
const KEPT = 6;

export const outside = {
  get world(): OuterWorldView | null {
    return world;
  },
  get citizen(): OuterCitizen | null {
    return citizen;
  },
  get role(): RoleView | undefined {
    return world?.roles.find((one) => one.role === role);
  },
  get which(): string {
    return which;
  },
  set which(value: string) {
    which = value;
  },
  get act(): ActView | undefined {
    const acts = outside.role?.acts ?? [];
    return acts.find((one) => one.act === act) ?? acts[0];
  },
  get under(): number {
    return under;
  },
  set under(value: number) {
    under = value;
  },
  get typed(): Record<string, string> {
    return typed;
  },
  get booking(): BookingFields {
    return booking;
  },
  /** The latest first. */
  get answers(): Acted[] {
    return answers;
  },
  /** Why something was not sent, or why nothing is seen. */
  get problem(): Text | null {
    return problem ?? unseen;
  },
  get busy(): boolean {
    return busy;
  },
};

/** Asks who can be played, and about whom. */
export async function look(about: About | null): Promise<void> {
  const mine = ++asks;
  try {
    const seen = await call("outer_world", { about });
    if (mine !== asks) return;
    world = seen;
    unseen = null;
    if (seen.citizen !== null) choose(seen.citizen);
  } catch (error) {
    if (mine === asks) unseen = sentenceOf(error);
  }
}

/** Another citizen: what was typed of the one before is of no use. */
function choose(chosen: OuterCitizen): void {
  const isAnother = chosen.citizen !== citizen?.citizen;
  citizen = chosen;
  if (!isAnother) return;
  under = 0;
  which = chosen.fund ?? "";
  empty();
}

export function leaveCitizen(): void {
  citizen = null;
  empty();
}

export function play(as: string): void {
  role = as;
  act = "";
  which = citizen?.fund ?? "";
  empty();
}

export function send(as: string): void {
  act = as;
  empty();
}

export function type(field: string, value: string): void {
  typed = { ...typed, [field]: value };
  problem = null;
}

/** The booking that is to be changed: its form begins with what stands. */
export function typeRecord(field: string, record: string): void {
  type(field, record);
  booking = citizen?.bookings.find((one) => one.booking === record)?.fields ?? NO_FIELDS;
}

export function typeBooking(change: Partial<BookingFields>): void {
  booking = { ...booking, ...change };
  problem = null;
}

function empty(): void {
  typed = {};
  booking = NO_FIELDS;
  problem = null;
}

/** Sends it. What was refused stands as it was typed; what was carried out is done with. */
export async function carryOut(): Promise<void> {
  const chosen = outside.act;
  if (busy || citizen === null || chosen === undefined) return;
  busy = true;
  try {
    const hasBooking = chosen.fields.some(({ input }) => input.is === "booking_fields");
    const acted = await call("act", {
      citizen: citizen.citizen,
      under,
      role,
      which,
      act: chosen.act,
      typed,
      booking: hasBooking ? booking : null,
    });
    // A look that was begun before it has seen less.
    asks += 1;
    problem = null;
    unseen = null;
    answers = [acted, ...answers].slice(0, KEPT);
    citizen = acted.citizen;
    if (acted.verdict.is === "refused") return;
    under = 0;
    empty();
  } catch (error) {
    problem = sentenceOf(error);
  } finally {
    busy = false;
  }
}

/** Nothing of a citizen stays in the page. */
export function forgetOutside(): void {
  asks += 1;
  world = null;
  citizen = null;
  answers = [];
  unseen = null;
  under = 0;
  which = "";
  empty();
}
