// The conversations as rows of a list, grouped by when something was last said in them.
import type { ConversationList, ConversationSummary } from "@nomous/client";
import { monthText, startOfDay } from "../words/time.ts";

export type RailRow =
  | { readonly kind: "group"; readonly key: string; readonly name: string }
  | { readonly kind: "conversation"; readonly key: string; readonly summary: ConversationSummary };

export interface RailFilter {
  readonly text: string;
  /** Show what was deleted instead of what is there. */
  readonly isDeleted: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

export function groupByTime(list: ConversationList, now: number, filter: RailFilter): readonly RailRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = [...list.values()]
    .filter(({ deletedAt }) => (deletedAt !== undefined) === filter.isDeleted)
    .filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)))
    .toSorted((a, b) => b.activeAt - a.activeAt);
  const rows: RailRow[] = [];
  let last: string | undefined;
  for (const summary of shown) {
    const name = groupName(summary.activeAt, now);
    if (name !== last) rows.push({ kind: "group", key: name, name });
    last = name;
    rows.push({ kind: "conversation", key: summary.id, summary });
  }
  return rows;
}

/** Today, Yesterday, Last 7 days, Last 30 days, then months. */
export function groupName(at: number, now: number): string {
  const today = startOfDay(now);
  if (at >= today) return "Today";
  // Half a day of slack: days are 23 to 25 hours long.
  if (at >= startOfDay(today - DAY_MS / 2)) return "Yesterday";
  if (at >= today - 7 * DAY_MS) return "Last 7 days";
  if (at >= today - 30 * DAY_MS) return "Last 30 days";
  return monthText(at);
}
