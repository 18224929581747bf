// The thread that has the lab: rules and grammars take long to load, statistics and histories to go through, which must not delay a token or a
// keystroke elsewhere. The runs themselves are processes of their own.
import { parentPort, workerData } from "node:worker_threads";
import { systemRuntime } from "@nomous/client";
import { WorkspaceError } from "@nomous/lab";
import { ConfigError, DocumentError, mirrorConflicts } from "@nomous/lab/documents";
import { SessionError } from "@nomous/lab/experiments";
import { TaskError } from "@nomous/lab/plans";
import type { JobTask } from "@nomous/server";
import { evidenceText } from "../experiment/evidence-text.ts";
import type { LabCall, LabQuestion, LabReply, LabWorkerData } from "./lab-message.ts";
import { waitingOf } from "./lab-place.ts";
import { listExperiments } from "../experiment/list-experiments.ts";
import { planExperiment } from "../experiment/plan-experiment.ts";
import { Refusal } from "./refusal.ts";
import { allowExperiment, runExperiment } from "../experiment/run-experiment.ts";
import { taskCommands, taskVerifications } from "../plan/task-verifications.ts";
import { allowTask, runTask } from "../plan/verify-task.ts";
import { documentFreshness, listFreshness, recordReview } from "../trace/freshness.ts";
import { readTrace } from "../trace/read-trace.ts";

if (parentPort === null) throw new Error("this file is the entry of a worker");
const port = parentPort;
const place = { ...(workerData as LabWorkerData), runtime: systemRuntime };
const reply = (message: LabReply): void => port.postMessage(message);
const working = new Map<number, AbortController>();

function answer(id: number, question: LabQuestion, signal: AbortSignal): Promise<unknown> {
  const say: JobTask["emit"] = async (part) => reply({ type: "part", id, part });
  switch (question.name) {
    case "list":
      return listExperiments(place, signal);
    case "plan":
      return planExperiment(place, question.path, question.experiment);
    case "evidence":
      return evidenceText(place, question.path);
    case "allow":
      return allowExperiment(place, question.wanted);
    case "run":
      return runExperiment(place, question.wanted, say, signal);
    case "freshness":
      return listFreshness(place, signal);
    case "freshness-of":
      return documentFreshness(place, question.path, signal);
    case "reviewed":
      return recordReview(place, question.path, question.why);
    case "trace":
      return readTrace(place, question.id, signal);
    case "verifications":
      return taskVerifications(place, question.path);
    case "task-commands":
      return taskCommands(place, question.path, question.task);
    case "allow-task":
      return allowTask(place, question.wanted);
    case "mirror":
      return mirrorConflicts(place.workspace, question.path, question.conflicts, waitingOf(place));
    case "verify":
      break;
  }
  return runTask(place, question.wanted, say, signal);
}

async function take(id: number, question: LabQuestion): Promise<void> {
  const work = new AbortController();
  working.set(id, work);
  try {
    reply({ type: "done", id, value: await answer(id, question, work.signal) });
  } catch (error) {
    reply(replyOf(id, error));
  } finally {
    working.delete(id);
  }
}

const FILE_CODES = {
  "not-found": "missing",
  forbidden: "forbidden",
  "not-text": "not-text",
  unreadable: "unreadable",
} as const;

/** An error does not keep its class on the way to another thread; its words do. */
function replyOf(id: number, error: unknown): LabReply {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof WorkspaceError) return { type: "refused", id, message, file: FILE_CODES[error.code] };
  const isRefusal =
    error instanceof Refusal ||
    error instanceof SessionError ||
    error instanceof TaskError ||
    error instanceof DocumentError ||
    error instanceof ConfigError;
  return { type: isRefusal ? "refused" : "failed", id, message };
}

port.on("message", (call: LabCall) => {
  if (call.type === "call") void take(call.id, call.question);
  else working.get(call.id)?.abort();
});
