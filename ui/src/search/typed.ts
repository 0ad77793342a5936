// What can be told from the typed text before the desk has answered.

/** Whether a whole CPR number stands in the text: ten digits in one piece, a hyphen or a space after the sixth or between pairs. */
export function holdsNumber(text: string): boolean {
  return /(?<!\d)(?:\d[ \t]?){6}[-–—]?(?:[ \t]?\d){4}(?!\d)/.test(text);
}

/** Whether every word of the typed text begins a word of the action's name: `gå off` finds *Gå offline*. */
export function namesAction(typed: string, action: string): boolean {
  const wanted = piecesOf(typed);
  const there = piecesOf(action);
  return wanted.length > 0 && wanted.every((piece) => there.some((word) => word.startsWith(piece)));
}

function piecesOf(text: string): string[] {
  return text
    .toLocaleLowerCase("da")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((piece) => piece !== "");
}
