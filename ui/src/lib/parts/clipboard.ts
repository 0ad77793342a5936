// A number on the clipboard stays there for a minute.
const STAYS_MS = 60_000;

let clear: (() => void) | undefined;

/** Puts on the clipboard what `bring` fetches. The page may only do so while a press is being handled, so `bring` is given along. */
export async function copy(bring: () => Promise<string>): Promise<void> {
  const text = bring().then((found) => new Blob([found], { type: "text/plain" }));
  await navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
  clear?.();
  clear = clearLater();
}

/** The engine may refuse to touch the clipboard without a press; then the next press after the minute does it. */
function clearLater(): () => void {
  const timer = setTimeout(() => void empty().catch(() => onNextPress()), STAYS_MS);
  const onNextPress = () => {
    addEventListener("pointerdown", press, { once: true, capture: true });
    addEventListener("keydown", press, { once: true, capture: true });
  };
  const press = () => {
    stop();
    void empty().catch(() => undefined);
  };
  const stop = () => {
    clearTimeout(timer);
    removeEventListener("pointerdown", press, { capture: true });
    removeEventListener("keydown", press, { capture: true });
  };
  return stop;
}

function empty(): Promise<void> {
  return navigator.clipboard.writeText("");
}
