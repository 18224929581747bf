import { isPlaceholder } from "../rule/placeholder.ts";
import type { Cell } from "../text/markdown.ts";
import type { WrittenTask } from "./task.ts";

/** What an estimate may say instead of a duration. */
export const isMilestoneWord = ({ text }: Cell): boolean => /^milestone\b/i.test(text.trim());

/** A task of no time, or one without an estimate that is called a milestone: "Write the milestone report" with two days is work. */
export function isMilestone({ text, min, likely, max }: WrittenTask): boolean {
  const estimates = [min, likely, max].filter((one) => one !== null && !isPlaceholder(one.text));
  if (estimates.length > 0)
    return estimates.every((one) => one !== null && (isMilestoneWord(one) || one.duration?.hours === 0));
  return /\bmilestone\b/i.test(text.text);
}
