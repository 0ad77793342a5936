// The two languages. Sentences from the desk come as `Text`; the face's own fixed words stand in tables made by `words`.
import type { Text } from "../door/door";

export type Language = "da" | "en";

let chosen = $state<Language>("da");

export const language = {
  get now(): Language {
    return chosen;
  },
  set now(language: Language) {
    chosen = language;
    document.documentElement.lang = language;
  },
};

/** A sentence from the desk, in the language of the screen. */
export function say(text: Text): string {
  return text[chosen];
}

type Gaps = Record<string, string | number>;

/** Makes the function that finds a room's words: `t("waiting", { n: 3 })` fills `{n}`. */
export function words<K extends string>(table: Record<K, Text>): (key: K, gaps?: Gaps) => string {
  return (key, gaps) => fill(table[key][chosen], gaps);
}

function fill(sentence: string, gaps: Gaps = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (gap, name: string) => String(gaps[name] ?? gap));
}
