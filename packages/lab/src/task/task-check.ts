// What would show that a task is done, told before anything runs: a command that cannot run as it is written is refused whole, so that nobody takes
// the half that ran for all of it.
import {
  findTask,
  type NamedTask,
  readVerifyCell,
  type Subject,
  taskHash,
  type VerifyArtefact,
} from "@nomous/workbench";
import { sha256 } from "../document/content-hash.ts";
import { TaskError } from "./task-error.ts";

export interface TaskIdentity {
  /** As the document writes it. */
  readonly id: string;
  /** What the task asks for: see `taskHash` of the workbench. */
  readonly hash: string;
}

export interface TaskCheck extends TaskIdentity {
  readonly commands: readonly (readonly [string, ...string[]])[];
  readonly artefacts: readonly VerifyArtefact[];
  /** Names the list of commands: it is what a person allows (`areAllowed`). */
  readonly commandsHash: string;
}

/** Throws a `TaskError` when there is no such task, or one of its commands cannot run as it is written. */
export function taskCheck(subject: Subject, id: string): TaskCheck {
  const task = taskNamed(subject, id);
  const { commands, artefacts } = readVerifyCell(subject, task);
  const problems = commands.flatMap(({ problem }) => (problem === "" ? [] : [problem]));
  if (problems.length > 0) throw new TaskError("command", `${task.id.text} cannot be verified. ${problems.join("\n")}`);
  const argvs = commands.flatMap(({ argv }) => (argv === null ? [] : [argv]));
  const commandsHash = sha256(JSON.stringify(["verify", ...argvs]));
  return { ...taskIdentity(subject, id), commands: argvs, artefacts, commandsHash };
}

/** The task that a person means. Throws a `TaskError` with the id that was probably meant when there is none. */
export function taskIdentity(subject: Subject, wanted: string): TaskIdentity {
  const task = taskNamed(subject, wanted);
  return { id: task.id.text, hash: taskHash(subject.markdown, task) };
}

function taskNamed(subject: Subject, wanted: string): NamedTask {
  const task = findTask(subject, wanted);
  if (typeof task === "string") throw new TaskError("unknown", task);
  return task;
}
