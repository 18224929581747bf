import { decodeRecord } from "../evidence/decode-record.ts";
import type { TracedSession } from "./trace-extra.ts";

/** What a file of evidence says of itself in its first and its last line; the lines between are not looked at. */
export function sessionHead(
  { path, experiment, session }: Pick<TracedSession, "path" | "experiment" | "session">,
  text: string,
): TracedSession {
  const lines = text.trimEnd();
  const [first, last] = [lines.split("\n", 1)[0] ?? "", lines.slice(lines.lastIndexOf("\n") + 1)].map(decodeRecord);
  const known = { path, experiment, session };
  if (first?.ok !== true || first.record.type !== "session") return { ...known, state: "cannot be read", commit: null };
  const state = last?.ok === true && last.record.type === "end" ? last.record.reason : "not ended";
  return { ...known, state, commit: first.record.git.commit };
}
