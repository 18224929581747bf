// The evidence of a session as far as it is here: what its lines say, computed again each time that some were added.
import { analyse, decodeEvidence, type SessionResults } from "@nomous/workbench/experiments";

export type ReadSession =
  | { readonly status: "empty" }
  | { readonly status: "broken"; readonly line: number; readonly message: string }
  | { readonly status: "read"; readonly results: SessionResults };

export const NO_SESSION: ReadSession = { status: "empty" };

/** What the lines say so far; a last line that is not whole yet is left for later. */
export function readSession(text: string): ReadSession {
  if (!text.includes("\n")) return NO_SESSION;
  const decoded = decodeEvidence(text);
  if (decoded.ok) return { status: "read", results: analyse(decoded.evidence) };
  const [{ line, message } = { line: 1, message: "it cannot be read" }] = decoded.problems;
  return { status: "broken", line, message };
}

/** Of a file and of a job that was followed to its end the one that knows more: a list that names the file may be older than the job. */
export function newerOf(file: ReadSession | undefined, live: ReadSession): ReadSession | undefined {
  if (live.status !== "read") return file;
  if (file?.status !== "read") return file?.status === "broken" ? file : live;
  return progressOf(live.results) > progressOf(file.results) ? live : file;
}

/** Sessions in the order of their beginning; of one session the rounds. */
const progressOf = ({ evidence, roundsDone }: SessionResults): string =>
  `${evidence.session.startedAt} ${String(roundsDone).padStart(6, "0")}`;
