// How the three groups look: an icon and a word each, so that none is told by its colour alone.
import Bell from "@lucide/svelte/icons/bell";
import CircleAlert from "@lucide/svelte/icons/circle-alert";
import CircleMinus from "@lucide/svelte/icons/circle-minus";

import type { Asks } from "../lib/door/door";
import type { Tone } from "../lib/parts/tag";

export const LOOKS = {
  action: { icon: CircleAlert, tone: "bad", word: "action" },
  notice: { icon: Bell, tone: "info", word: "notice" },
  nothing: { icon: CircleMinus, tone: "plain", word: "nothing" },
} as const satisfies Record<Asks, { icon: unknown; tone: Tone; word: string }>;
