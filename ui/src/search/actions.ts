// What can be done by its name from the search field.
import CalendarDays from "@lucide/svelte/icons/calendar-days";
import CalendarPlus from "@lucide/svelte/icons/calendar-plus";
import ClipboardCheck from "@lucide/svelte/icons/clipboard-check";
import EyeOff from "@lucide/svelte/icons/eye-off";
import GraduationCap from "@lucide/svelte/icons/graduation-cap";
import Inbox from "@lucide/svelte/icons/inbox";
import Keyboard from "@lucide/svelte/icons/keyboard";
import Languages from "@lucide/svelte/icons/languages";
import Lock from "@lucide/svelte/icons/lock";
import Moon from "@lucide/svelte/icons/moon";
import Send from "@lucide/svelte/icons/send";
import Stethoscope from "@lucide/svelte/icons/stethoscope";
import Sun from "@lucide/svelte/icons/sun";
import SunMoon from "@lucide/svelte/icons/sun-moon";
import Users from "@lucide/svelte/icons/users";
import Wifi from "@lucide/svelte/icons/wifi";
import WifiOff from "@lucide/svelte/icons/wifi-off";
import type { Component } from "svelte";

import { lock } from "../gate/gate.svelte";
import { announce } from "../lib/announce.svelte";
import { desk, set, switchConnection } from "../lib/desk.svelte";
import { sentenceOf } from "../lib/door/door";
import { shows, turnTo } from "../calendar/shows.svelte";
import { go, goOutside, route, turn, type CitizenTab } from "../lib/route.svelte";
import { say } from "../lib/text/text.svelte";
import { trouble } from "../trouble/trouble.svelte";
import { t } from "./words";

export interface Action {
  id: string;
  text: string;
  icon: Component;
  keys?: string;
  run: () => void | Promise<void>;
}

/** Those that make sense just now. */
export function actions(showKeys: () => void): Action[] {
  const offline = desk.connection?.switched_off ?? false;
  const { theme, language, hide_numbers } = desk.session?.settings ?? {
    theme: "",
    language: "",
    hide_numbers: false,
  };
  const isCitizenOpen = route.now.screen === "citizen";
  const all: (Action & { when?: boolean })[] = [
    {
      id: "booking",
      text: t("new_booking"),
      icon: CalendarPlus,
      keys: "Alt+B",
      when: isCitizenOpen,
      run: () => openForm("new_booking"),
    },
    {
      id: "held",
      text: t("register_held"),
      icon: ClipboardCheck,
      keys: "Alt+H",
      when: isCitizenOpen,
      run: () => openForm("held_conversation"),
    },
    { id: "my_day", text: t("to_my_day"), icon: Sun, keys: "Ctrl+1", run: () => go({ screen: "my_day" }) },
    {
      id: "citizens",
      text: t("to_citizens"),
      icon: Users,
      keys: "Ctrl+2",
      run: () => go({ screen: "citizens" }),
    },
    {
      id: "calendar",
      text: t("to_calendar"),
      icon: CalendarDays,
      keys: "Ctrl+3",
      run: () => go({ screen: "calendar" }),
    },
    { id: "calendar_day", text: t("calendar_day"), icon: CalendarDays, run: () => openCalendar("day") },
    { id: "calendar_week", text: t("calendar_week"), icon: CalendarDays, run: () => openCalendar("week") },
    { id: "calendar_list", text: t("calendar_list"), icon: CalendarDays, run: () => openCalendar("list") },
    { id: "inbox", text: t("to_inbox"), icon: Inbox, keys: "Ctrl+4", run: () => go({ screen: "inbox" }) },
    { id: "unsent", text: t("to_unsent"), icon: Send, keys: "Ctrl+5", run: () => go({ screen: "unsent" }) },
    {
      id: "exercise",
      text: t("to_exercise"),
      icon: GraduationCap,
      keys: "F4",
      when: desk.session?.exercise ?? false,
      run: goOutside,
    },
    {
      id: "connection",
      text: t(offline ? "go_online" : "go_offline"),
      icon: offline ? Wifi : WifiOff,
      run: () => switchConnection(offline),
    },
    { id: "trouble", text: t("trouble"), icon: Stethoscope, keys: "F2", run: showTrouble },
    {
      id: "numbers",
      text: t(hide_numbers ? "show_numbers" : "hide_numbers"),
      icon: EyeOff,
      keys: "Ctrl+Shift+M",
      run: () => set({ hide_numbers: !hide_numbers }),
    },
    {
      id: "light",
      text: t("theme_light"),
      icon: Sun,
      when: theme !== "light",
      run: () => set({ theme: "light" }),
    },
    {
      id: "dark",
      text: t("theme_dark"),
      icon: Moon,
      when: theme !== "dark",
      run: () => set({ theme: "dark" }),
    },
    {
      id: "system",
      text: t("theme_system"),
      icon: SunMoon,
      when: theme !== "system",
      run: () => set({ theme: "system" }),
    },
    {
      id: "language",
      text: t(language === "en" ? "in_danish" : "in_english"),
      icon: Languages,
      run: () => set({ language: language === "en" ? "da" : "en" }),
    },
    { id: "lock", text: t("lock"), icon: Lock, keys: "Ctrl+L", run: lock },
    { id: "keys", text: t("keys"), icon: Keyboard, keys: "?", run: showKeys },
  ];
  return all.filter(({ when }) => when !== false);
}

/** On the citizen who is open. */
function openForm(tab: CitizenTab): void {
  if (route.now.screen === "citizen") turn({ ...route.now, tab });
}

/** On today. */
function openCalendar(as: typeof shows.as): void {
  shows.as = as;
  turnTo(desk.today);
  go({ screen: "calendar" });
}

function showTrouble(): void {
  trouble.open = true;
}

export async function run(action: Action): Promise<void> {
  try {
    await action.run();
  } catch (error) {
    announce(say(sentenceOf(error)));
  }
}
