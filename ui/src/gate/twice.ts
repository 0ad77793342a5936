/** Whether a passphrase typed again is another one. While it is being typed, only where it can no longer become the first. */
export function isAnother(again: string, first: string, settled: boolean): boolean {
  if (again === first) return false;
  return settled ? again !== "" : !first.startsWith(again);
}
