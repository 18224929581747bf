import type { ConversationId, ConversationSummary } from "@nomous/client";
import { expect, test } from "vitest";
import { groupByTime, groupName } from "./group-by-time.ts";

const NOW = new Date(2026, 10, 20, 14, 0).getTime();
const at = (day: number, hour = 12, month = 10, year = 2026): number => new Date(year, month, day, hour).getTime();

test.each([
  [at(20, 0), "Today"],
  [at(19, 23), "Yesterday"],
  [at(19, 0), "Yesterday"],
  [at(18), "Last 7 days"],
  [at(13, 1), "Last 7 days"],
  [at(12), "Last 30 days"],
  [at(1, 12, 8), "September 2026"],
  [at(1, 12, 8, 2025), "September 2025"],
])("%d is told as %s", (moment, name) => {
  expect(groupName(moment, NOW)).toBe(name);
});

test("newest first, a heading before each group, deleted ones apart", () => {
  const list = new Map<ConversationId, ConversationSummary>();
  const add = (name: string, activeAt: number, deletedAt?: number): void => {
    const id = name as ConversationId;
    const summary = { id, title: `About ${name}`, createdAt: 0, activeAt, turns: 2, branches: 1 };
    list.set(id, deletedAt === undefined ? summary : { ...summary, deletedAt });
  };
  add("old", at(1, 12, 8));
  add("noon", at(20, 12));
  add("gone", at(20, 13), NOW);
  add("morning", at(20, 8));
  const names = (text: string, isDeleted: boolean): string[] =>
    groupByTime(list, NOW, { text, isDeleted }).map((row) =>
      row.kind === "group" ? `# ${row.name}` : row.summary.title,
    );
  expect(names("", false)).toEqual(["# Today", "About noon", "About morning", "# September 2026", "About old"]);
  expect(names("MORN about", false)).toEqual(["# Today", "About morning"]);
  expect(names("", true)).toEqual(["# Today", "About gone"]);
});
