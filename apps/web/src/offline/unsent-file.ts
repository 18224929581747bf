// What was not sent as a file that a person can read and keep: each change in words, and below them the same for a program.
import type { OutboxEntry, UnsentChange } from "@nomous/client";
import { plural } from "../words/numbers.ts";

interface UnsentFile {
  readonly name: string;
  readonly text: string;
}

/** `entries`: the commands of the outbox, which those that were refused are not in. */
export function unsentFile(changes: readonly UnsentChange[], entries: readonly OutboxEntry[], now: number): UnsentFile {
  const stamp = isoMinute(now);
  const commands = changes.map((change) => ({ ...change, args: entries.find(({ id }) => id === change.id)?.args }));
  const text = [
    `# ${plural(changes.length, "change")} that Nomous did not send`,
    `Saved ${stamp.replace("T", " ")} UTC. The bridge does not have what stands here. Nothing reads this file by itself: copy from it what you need.`,
    ...changes.map((change, index) => section(change, index + 1)),
    "## For a program",
    fenced("json", JSON.stringify(commands, undefined, 2)),
  ].join("\n\n");
  return { name: `nomous-unsent-${stamp.replaceAll(/[-:]/g, "")}.md`, text: `${text}\n` };
}

function section({ kind, where, text, at, why }: UnsentChange, n: number): string {
  const facts = `\`${kind}\`, ${isoMinute(at).replace("T", " ")} UTC. ${why}`;
  return [`## ${n}. ${where.replaceAll("\n", " ")}`, facts, ...(text === "" ? [] : [fenced("text", text)])].join(
    "\n\n",
  );
}

/** Longer than every run of the same mark inside. */
function fenced(language: string, text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((length, run) => Math.max(length, run.length), 0);
  const fence = "`".repeat(Math.max(3, longest + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** 2026-11-29T14:10 */
const isoMinute = (at: number): string => new Date(at).toISOString().slice(0, 16);
