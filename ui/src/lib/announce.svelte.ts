// What has just happened, in one sentence: seen at the foot of the window for a while, and read aloud politely.
const STAYS_MS = 5_000;

let sentence = $state("");
let timer: ReturnType<typeof setTimeout> | undefined;

export const announced = {
  get now(): string {
    return sentence;
  },
};

export function announce(text: string): void {
  clearTimeout(timer);
  sentence = text;
  timer = setTimeout(() => (sentence = ""), STAYS_MS);
}
