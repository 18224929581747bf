import type { PlannedTask } from "./plan.ts";

/** Everybody who is needed for a task, each as one key: `Ada, @bob` and `bob & ada` are the same two. */
export const peopleOf = ({ who }: PlannedTask): string[] => [
  ...new Set(
    (who ?? "")
      .toLowerCase()
      .split(/[,;/&+]|\band\b/)
      .map((name) => name.trim().replace(/^@/, ""))
      .filter((name) => name !== ""),
  ),
];
