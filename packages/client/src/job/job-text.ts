// The items of a job, folded into what is read of it.
import { decodeJson, fromUtf8, growJob, ITEM, JobEvent } from "@nomous/protocol";
import type { JobView, StreamItem } from "../client.ts";

export type JobText = Omit<JobView, "status" | "end">;

export const EMPTY_JOB: JobText = { job: undefined, text: "", notes: [] };

export function growJobText(before: JobText, items: readonly StreamItem[]): JobText {
  let { job, text } = before;
  const notes = [...before.notes];
  for (const { kind, data, at } of items) {
    if (kind === ITEM.text) text += fromUtf8(data);
    if (kind !== ITEM.json) continue;
    const event = decodeJson(JobEvent, fromUtf8(data));
    if (event?.type === "note") notes.push({ at, words: event.words });
    else if (event !== undefined) job = growJob(job, event);
  }
  return { job, text, notes };
}
