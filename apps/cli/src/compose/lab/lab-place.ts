// The workspace as the lab works with it for a bridge: its settings, and documents as they are on the disk now.
import { createSurvey, openWorkbench, readDocument, type Workbench } from "@nomous/lab/documents";
import type { Workspace } from "@nomous/lab";
import { type Runtime, sleep } from "@nomous/protocol";
import { createSubject, type Experiment, readExperiments, type Subject } from "@nomous/workbench";
import { localTime } from "../../workbench/local-time.ts";
import { Refusal } from "./refusal.ts";

export interface LabPlace {
  readonly workspace: Workspace;
  readonly runtime: Runtime;
  /** Version of the program, for the evidence. */
  readonly build: string;
  /** The person's; runs see what their experiment names of it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface OpenedDocument {
  readonly workbench: Workbench;
  readonly subject: Subject;
  readonly read: ReturnType<typeof readExperiments>;
}

export const openSettled = ({ workspace, runtime }: LabPlace): Promise<Workbench> =>
  openWorkbench(workspace, localTime(runtime.clock.now()).date);

/** How a write of the lab waits for another one. */
export const waitingOf = ({ runtime }: LabPlace) => ({
  pause: (ms: number, signal?: AbortSignal): Promise<void> => sleep(runtime.clock, ms, signal),
});

export async function openDocument(workbench: Workbench, path: string): Promise<OpenedDocument> {
  const { text } = await readDocument(workbench.workspace, path);
  const { subject } = createSubject(await createSurvey(workbench)(path, text));
  return { workbench, subject, read: readExperiments(subject.markdown) };
}

/** The experiment of that id. Rejects with a `Refusal` when there is none, or it cannot be understood. */
export function experimentIn({ subject, read }: OpenedDocument, id: string): Experiment {
  const { path, markdown } = subject;
  const found = read.find((one) => one.id === id);
  if (found === undefined) throw new Refusal(`${path} has no experiment "${id}".`);
  if (found.experiment !== null) return found.experiment;
  const [problem] = found.problems;
  const { line, column } = markdown.lines.positionOf(problem?.from ?? found.fence.from);
  throw new Refusal(`The experiment cannot run. ${path}:${line}:${column}: ${problem?.message ?? "it is incomplete"}.`);
}
