// The thread that has the experiments: the rules take long to load, and the statistics to compute, which must not delay a token or a keystroke
// elsewhere. The runs themselves are processes of their own.
import { parentPort, workerData } from "node:worker_threads";
import { systemRuntime } from "@nomous/client";
import { WorkspaceError } from "@nomous/lab";
import { ConfigError, DocumentError } from "@nomous/lab/documents";
import { SessionError } from "@nomous/lab/experiments";
import { evidenceText } from "./evidence-text.ts";
import type {
  ExperimentCall,
  ExperimentQuestion,
  ExperimentReply,
  ExperimentWorkerData,
} from "./experiment-message.ts";
import { listExperiments } from "./list-experiments.ts";
import { planExperiment } from "./plan-experiment.ts";
import { Refusal } from "./refusal.ts";
import { allowExperiment, runExperiment } from "./run-experiment.ts";

if (parentPort === null) throw new Error("this file is the entry of a worker");
const port = parentPort;
const place = { ...(workerData as ExperimentWorkerData), runtime: systemRuntime };
const reply = (message: ExperimentReply): void => port.postMessage(message);
const working = new Map<number, AbortController>();

function answer(id: number, question: ExperimentQuestion, signal: AbortSignal): Promise<unknown> {
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
      break;
  }
  return runExperiment(place, question.wanted, async (part) => reply({ type: "part", id, part }), signal);
}

async function take(id: number, question: ExperimentQuestion): Promise<void> {
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
function replyOf(id: number, error: unknown): ExperimentReply {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof WorkspaceError) return { type: "refused", id, message, file: FILE_CODES[error.code] };
  const isRefusal =
    error instanceof Refusal ||
    error instanceof SessionError ||
    error instanceof DocumentError ||
    error instanceof ConfigError;
  return { type: isRefusal ? "refused" : "failed", id, message };
}

port.on("message", (call: ExperimentCall) => {
  if (call.type === "call") void take(call.id, call.question);
  else working.get(call.id)?.abort();
});
