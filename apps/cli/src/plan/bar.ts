import type { ScheduledTask } from "@nomous/workbench";

/** A row of a schedule in so many characters: `█` or `▓` while it goes on, `░` as late as it may be; every task has at least one. */
export function bar({ start, finish, slack, isCritical }: ScheduledTask, length: number, width: number): string {
  if (length <= 0) return "";
  const at = (hours: number): number => Math.min(width, Math.round((hours / length) * width));
  const from = Math.min(width - 1, at(start));
  const to = Math.max(from + 1, at(finish));
  const late = Math.max(to, at(finish + slack));
  return " ".repeat(from) + (isCritical ? "█" : "▓").repeat(to - from) + "░".repeat(late - to);
}
