import type { MergeLine } from "../lib/door/door";
import { t } from "./words";

/** What gave way in a merge, counted: `1 afkortet, 2 bortfaldet`. */
export function lossesOf(report: readonly MergeLine[]): string {
  return (["cut", "dropped", "value"] as const)
    .map((kind) => ({ kind, n: report.filter((line) => line.kind === kind).length }))
    .filter(({ n }) => n > 0)
    .map(({ kind, n }) => t(`${kind}_n`, { n }))
    .join(", ");
}
