// How a command of the outbox looks in a row and above its details: an icon, a colour, and words that say the same.
import CircleCheck from "@lucide/svelte/icons/circle-check";
import CircleX from "@lucide/svelte/icons/circle-x";
import Clock from "@lucide/svelte/icons/clock";
import DatabaseBackup from "@lucide/svelte/icons/database-backup";
import FileQuestion from "@lucide/svelte/icons/file-question-mark";
import Hand from "@lucide/svelte/icons/hand";
import Hourglass from "@lucide/svelte/icons/hourglass";
import Send from "@lucide/svelte/icons/send";
import Shuffle from "@lucide/svelte/icons/shuffle";
import Trash2 from "@lucide/svelte/icons/trash-2";
import type { Component } from "svelte";

import { when } from "../citizen/days";
import { desk } from "../lib/desk.svelte";
import type { OutboxEntry } from "../lib/door/door";
import { say } from "../lib/text/text.svelte";
import { t } from "./words";

export interface Look {
  icon: Component;
  tone: "plain" | "info" | "ok" | "warn" | "bad";
  text: string;
}

export function lookOf({ state }: OutboxEntry): Look {
  switch (state.is) {
    case "resting":
      return { icon: Hourglass, tone: "info", text: t("is_resting") };
    case "waiting":
      return { icon: Clock, tone: "warn", text: `${t("is_waiting")}. ${t("place", { n: state.place })}` };
    case "sent":
      return { icon: Send, tone: "info", text: t("is_sent") };
    case "held":
      return { icon: Hand, tone: "bad", text: t("is_held") };
    case "refused":
      return { icon: CircleX, tone: "bad", text: t("is_refused", { when: when(state.at, desk.today) }) };
    case "lost":
      return { icon: DatabaseBackup, tone: "bad", text: t("is_lost") };
    case "accepted":
      return state.otherwise !== null && !state.otherwise.is_seen
        ? { icon: Shuffle, tone: "warn", text: t("is_otherwise") }
        : { icon: CircleCheck, tone: "ok", text: t("is_accepted", { when: when(state.at, desk.today) }) };
    case "undone":
      return { icon: CircleX, tone: "plain", text: t("is_undone") };
    case "discarded":
      return { icon: Trash2, tone: "plain", text: t("is_discarded") };
    case "unreadable":
      return { icon: FileQuestion, tone: "warn", text: t("is_unreadable") };
  }
}

/** Why it is here, in one line; empty where the icon says enough. */
export function reasonOf({ state }: OutboxEntry): string {
  switch (state.is) {
    case "refused":
    case "held":
      return say(state.refusal.what);
    case "lost":
      return t("is_lost");
    case "waiting":
      return say(state.reason);
    case "sent":
      return t("is_sent");
    case "unreadable":
      return t("is_unreadable");
    case "accepted":
      return state.otherwise === null ? "" : t("is_otherwise");
    default:
      return "";
  }
}

/** What there is to do about it, the first thing first. */
export type Deed = "send_on_new_number" | "send_again" | "renew" | "acknowledge" | "look_up";

export function deedsOf(entry: OutboxEntry): Deed[] {
  const { state } = entry;
  const stuck = state.is === "refused" || state.is === "held" || state.is === "lost";
  const deeds: [Deed, boolean][] = [
    ["send_on_new_number", entry.can_send_on_new_number],
    ["send_again", entry.can_send_again],
    ["renew", stuck && entry.draft !== null && entry.citizen !== null],
    ["acknowledge", state.is === "accepted" && state.otherwise !== null && !state.otherwise.is_seen],
    ["look_up", entry.citizen === null],
  ];
  return deeds.filter(([, can]) => can).map(([deed]) => deed);
}
