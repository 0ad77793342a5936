// Which screen is shown, and the way back. It lives in memory alone: no address holds who was looked at.

export type CitizenTab =
  | "overview"
  | "comments"
  | "conversations"
  | "new_booking"
  | "held_conversation"
  | "history"
  | "access"
  | "jobcentre"
  | "merge_report";

export type Route =
  | { screen: "start" }
  | { screen: "my_day" }
  | { screen: "citizens" }
  | { screen: "calendar" }
  | { screen: "citizen"; citizen: string; tab: CitizenTab }
  | { screen: "inbox"; message?: string }
  | { screen: "unsent"; command?: string }
  | { screen: "exercise"; citizen?: string };

let trail = $state<Route[]>([{ screen: "start" }]);
let place = $state(0);

export const route = {
  get now(): Route {
    return trail[place] ?? { screen: "start" };
  },
  get canBack(): boolean {
    return place > 0 && trail[place - 1]?.screen !== "start";
  },
  get canForward(): boolean {
    return place < trail.length - 1;
  },
};

/** Shows another screen; the one before can be gone back to. */
export function go(to: Route): void {
  if (JSON.stringify(to) === JSON.stringify(route.now)) return;
  trail = [...trail.slice(0, place + 1), to];
  place = trail.length - 1;
}

/** To the outer world of the exercise, with whoever is open. */
export function goOutside(): void {
  if (route.now.screen === "exercise") return;
  go({ screen: "exercise", ...(route.now.screen === "citizen" ? { citizen: route.now.citizen } : {}) });
}

/** Shows another screen in the place of this one: another tab, another choice in a list. */
export function turn(to: Route): void {
  trail = trail.map((route, n) => (n === place ? to : route));
}

export function back(): void {
  if (route.canBack) place -= 1;
}

export function forward(): void {
  if (route.canForward) place += 1;
}
