// The open citizen: the view that `open` answered with, handed to the screen so that it need not ask twice.
import { call, type CitizenView, type OpenAnswer, type OpenBy, type PurposeGiven } from "./door/door";
import { go, type CitizenTab } from "./route.svelte";

let view = $state.raw<CitizenView | null>(null);
let asked = 0;

export const opened = {
  get view(): CitizenView | null {
    return view;
  },
  set view(fresh: CitizenView | null) {
    view = fresh;
  },
};

/** Opens a citizen and shows the page. Only the last one asked for is shown; what else is answered is the caller's to show. */
export async function openCitizen(
  by: OpenBy,
  purpose: PurposeGiven | null = null,
  tab: CitizenTab = "overview",
): Promise<OpenAnswer | "overtaken"> {
  const mine = ++asked;
  const answer = await call("open", { by, purpose });
  if (mine !== asked) return "overtaken";
  if (answer.answer === "citizen") {
    view = answer.citizen;
    go({ screen: "citizen", citizen: answer.citizen.citizen, tab });
  }
  return answer;
}
