// How many of the things that a document rests on do not hold any more, in words.
import type { BoundTarget, Freshness } from "@nomous/client";
import { plural } from "../words/numbers.ts";

/** "2 things it rests on changed, 1 is gone"; empty when all of them are fresh. */
export function reasonText(targets: readonly Pick<BoundTarget, "freshness">[]): string {
  const count = (freshness: Freshness): number => targets.filter((target) => target.freshness === freshness).length;
  const [changed, gone, unclear] = [count("needs-review"), count("broken"), count("unverifiable")];
  if (changed > 0) return `${things(changed)} changed${gone > 0 ? `, ${gone} ${isOrAre(gone)} gone` : ""}`;
  if (gone > 0) return `${things(gone)} ${isOrAre(gone)} gone`;
  return unclear > 0 ? `${things(unclear)} cannot be looked at` : "";
}

const things = (count: number): string => `${plural(count, "thing")} it rests on`;
const isOrAre = (count: number): string => (count === 1 ? "is" : "are");
