// Verifies a task for a job: exactly the commands that a person saw are run, what was seen is written down, and then the document says so.
import { allowCommands } from "@nomous/lab/experiments";
import { markTaskInFile, type TaskCheck, taskCheck, verificationWords, verifyTask } from "@nomous/lab/plans";
import type { JobOutcome, TaskRun } from "@nomous/protocol";
import type { JobTask } from "@nomous/server";
import { commandLine } from "@nomous/workbench";
import { localTime } from "../../workbench/local-time.ts";
import { type LabPlace, openDocument, openSettled, waitingOf } from "../lab/lab-place.ts";
import { Refusal } from "../lab/refusal.ts";

const TIMEOUT_MS = 30 * 60_000;

/** Remembers that a person allowed what they saw. Rejects with a `Refusal` when the task asks for something else by now. */
export async function allowTask(place: LabPlace, wanted: TaskRun): Promise<void> {
  await checkOf(place, wanted);
  await allowCommands(place.workspace, wanted.allow, waitingOf(place));
}

export async function runTask(
  place: LabPlace,
  wanted: TaskRun,
  say: JobTask["emit"],
  signal: AbortSignal,
): Promise<JobOutcome> {
  const { path } = wanted;
  const check = await checkOf(place, wanted);
  const decoder = new TextDecoder();
  const tell = (text: string): void => void say({ type: "text", text });
  try {
    const line = await verifyTask(check, {
      ...waitingOf(place),
      workspace: place.workspace,
      path,
      environment: place.environment,
      timeoutMs: TIMEOUT_MS,
      signal,
      now: () => localTime(place.runtime.clock.now()).iso,
      onCommand: (argv) => tell(`$ ${commandLine(argv)}\n`),
      onOutput: (piece) => tell(decoder.decode(piece, { stream: true })),
    });
    const status = line.outcome === "passed" ? "done" : "failed";
    const mark = { task: check.id, hash: check.hash, status } as const;
    const { marked } = await markTaskInFile(await openSettled(place), path, mark, waitingOf(place));
    if (marked.outcome !== "marked") await say({ type: "note", words: NOT_MARKED });
    return { state: line.outcome === "passed" ? "done" : "failed", message: verificationWords(line) };
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
    return { state: "stopped", message: "Stopped; nothing was written down." };
  }
}

const NOT_MARKED =
  "What was seen is written down. The document is as it was: its row was rewritten, or has no place for a status.";

async function checkOf(place: LabPlace, { path, task, allow }: TaskRun): Promise<TaskCheck> {
  const { subject } = await openDocument(await openSettled(place), path);
  const check = taskCheck(subject, task);
  if (check.commands.length > 0 && check.commandsHash === allow) return check;
  throw new Refusal(
    "The task asks for other commands now than those that were allowed. Look at them, and start it again.",
  );
}
