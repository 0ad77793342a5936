// What the calendar shows; it stands so when somebody comes back to it.
import { desk } from "../lib/desk.svelte";

let day = $state<string | null>(null);
let as = $state<"day" | "week" | "list">("week");
let whose = $state<"mine" | "jobcentre">("mine");

export const shows = {
  /** A day of what is shown, `ÅÅÅÅ-MM-DD`. */
  get day(): string {
    return day ?? desk.today;
  },
  get as() {
    return as;
  },
  set as(value: "day" | "week" | "list") {
    as = value;
  },
  get whose() {
    return whose;
  },
  set whose(value: "mine" | "jobcentre") {
    whose = value;
  },
};

/** Shows another day, and the week that it lies in. Today goes on with the clock. */
export function turnTo(to: string): void {
  day = to === desk.today ? null : to;
}
