import Cross from "@lucide/svelte/icons/cross";
import Hash from "@lucide/svelte/icons/hash";
import History from "@lucide/svelte/icons/history";
import MapPinOff from "@lucide/svelte/icons/map-pin-off";
import PlaneTakeoff from "@lucide/svelte/icons/plane-takeoff";
import Shield from "@lucide/svelte/icons/shield";
import TagIcon from "@lucide/svelte/icons/tag";
import UserSearch from "@lucide/svelte/icons/user-search";
import type { Component } from "svelte";

export type Tone = "plain" | "ok" | "warn" | "bad" | "info" | "guard";

/** How each kind of tag looks. Its words come from the desk. */
const LOOKS: Record<string, { icon: Component; tone: Tone }> = {
  dead: { icon: Cross, tone: "plain" },
  emigrated: { icon: PlaneTakeoff, tone: "info" },
  disappeared: { icon: UserSearch, tone: "warn" },
  name_and_address: { icon: Shield, tone: "guard" },
  address: { icon: Shield, tone: "guard" },
  "999": { icon: Hash, tone: "warn" },
  former_number: { icon: History, tone: "info" },
  no_jobcentre: { icon: MapPinOff, tone: "warn" },
};

export function looksOf(kind: string): { icon: Component; tone: Tone } {
  return LOOKS[kind] ?? { icon: TagIcon, tone: "plain" };
}
