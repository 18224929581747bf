// A session as a job: its lines are what the job makes, and at its end the document says what was found. What runs is exactly what a person has
// allowed: the document is read again when the job's turn comes, and another list of commands is refused (rule J9).
import { basename } from "node:path";
import { WorkspaceError } from "@nomous/lab";
import { DocumentError, readDocument } from "@nomous/lab/documents";
import { allowCommands, areAllowed, commandsHash, commandsOf, fillFile, runSession } from "@nomous/lab/experiments";
import type { ExperimentRun, JobOutcome, JobProgress } from "@nomous/protocol";
import type { JobTask } from "@nomous/server";
import {
  analyse,
  type EvidenceRecord,
  type Experiment,
  findResults,
  freezeProtocol,
  planSession,
} from "@nomous/workbench";
import { probeCommand } from "../../experiment/probe-command.ts";
import {
  experimentIn,
  type LabPlace,
  openDocument,
  type OpenedDocument,
  openSettled,
  waitingOf,
} from "../lab/lab-place.ts";
import { resumableIn, type Resumable } from "./plan-experiment.ts";
import { Refusal } from "../lab/refusal.ts";
import { sessionWords } from "./session-words.ts";

type Say = JobTask["emit"];

const OTHER_COMMANDS =
  "The document asks for other commands now than those that were allowed. Look at them, and start it again.";

/** Remembers that a person allowed what they saw. Rejects with a `Refusal` when the document asks for something else by now. */
export async function allowExperiment(place: LabPlace, { path, experiment: id, allow }: ExperimentRun): Promise<void> {
  const experiment = experimentIn(await openDocument(await openSettled(place), path), id);
  if (commandsHash(commandsOf(experiment, probeCommand)) !== allow) throw new Refusal(OTHER_COMMANDS);
  await allowCommands(place.workspace, allow, waitingOf(place));
}

export async function runExperiment(
  place: LabPlace,
  wanted: ExperimentRun,
  say: Say,
  signal: AbortSignal,
): Promise<JobOutcome> {
  const opened = await openDocument(await openSettled(place), wanted.path);
  const experiment = experimentIn(opened, wanted.experiment);
  const hash = commandsHash(commandsOf(experiment, probeCommand));
  if (hash !== wanted.allow || !(await areAllowed(place.workspace, hash))) throw new Refusal(OTHER_COMMANDS);
  const before = wanted.resume === true ? resumableOf(opened, experiment) : null;
  const session = await follow(place, { path: wanted.path, experiment, before, say, signal });
  if (session === null) return { state: "stopped", message: "Stopped before the first run." };
  await fill(place, opened, say);
  const { reason, path, evidence } = session;
  const results = analyse(evidence);
  if (reason === "complete") return { state: "done", message: sessionWords(results) };
  const rounds = `${results.roundsDone} round${results.roundsDone === 1 ? "" : "s"}`;
  return { state: "stopped", message: `Stopped after ${rounds}; they are in ${path}. Resume goes on.` };
}

function resumableOf({ subject }: OpenedDocument, experiment: Experiment): Resumable {
  const resumable = resumableIn(findResults(subject.surroundings, experiment));
  if (resumable !== null) return resumable;
  throw new Refusal(`There is no session of ${experiment.id} to go on with. Start a new one.`);
}

interface Followed {
  readonly path: string;
  readonly experiment: Experiment;
  /** What is gone on with. */
  readonly before: Resumable | null;
  readonly say: Say;
  readonly signal: AbortSignal;
}

/** Null when it was stopped before its first line. */
async function follow(place: LabPlace, { path, experiment, before, say, signal }: Followed) {
  const { workspace, runtime, build: toolVersion, environment } = place;
  const { pause } = waitingOf(place);
  const progressAfter = progressOf(experiment);
  const tell = (record: EvidenceRecord): void => {
    const progress = progressAfter(record);
    if (progress !== null) void say({ type: "progress", progress });
  };
  if (before !== null) {
    // Who follows the job sees all of its session. A line that was cut off is no part of it.
    const { text } = await readDocument(workspace, before.path);
    await say({ type: "text", text: text.slice(0, text.lastIndexOf("\n") + 1) });
    before.results.evidence.runs.forEach(progressAfter);
  }
  try {
    return await runSession({
      workspace,
      document: path,
      experiment,
      toolVersion,
      clock: runtime.clock,
      pause,
      signal,
      environment,
      probeCommand,
      resume: before === null ? undefined : basename(before.path, ".jsonl"),
      onLine(line, record) {
        void say({ type: "text", text: line });
        tell(record);
      },
      onNote: (words) => void say({ type: "note", words }),
    });
  } catch (error) {
    if (signal.aborted && error === signal.reason) return null;
    throw error;
  }
}

/** How far a session is after each line; null for lines that are no runs. */
function progressOf(experiment: Experiment): (record: EvidenceRecord) => JobProgress | null {
  const { rounds, runs: total } = planSession(freezeProtocol(experiment));
  let done = 0;
  return (record) => {
    if (record.type === "fault") return { done: (done += 1), total, words: `fault ${record.fault}` };
    if (record.type !== "run") return null;
    const words = record.round < 1 ? "warming up" : `round ${record.round} of ${rounds}`;
    // A round that is run once more is no progress.
    if (record.attempt === 1) done += 1;
    return { done, total, words };
  };
}

/** The evidence is there whether or not the document could be written. */
async function fill(place: LabPlace, { workbench, subject }: OpenedDocument, say: Say): Promise<void> {
  try {
    const { moved, notes } = await fillFile(workbench, subject.path, waitingOf(place));
    for (const words of moved) await say({ type: "note", words: `Kept below the generated part: ${words}` });
    for (const words of notes) await say({ type: "note", words });
  } catch (error) {
    if (!(error instanceof DocumentError) && !(error instanceof WorkspaceError)) throw error;
    await say({
      type: "note",
      words: `${error.message} What was found is in the evidence; write it with nomous fill.`,
    });
  }
}
