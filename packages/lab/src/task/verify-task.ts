// Finds out whether a task is done as its Verify says, and keeps what was seen. The line is durable before anybody may call the task done, so that no
// document ever says more than what was written down; a run that was stopped leaves nothing.
import { commandLine } from "@nomous/workbench";
import type { Waiting } from "../document/document-lock.ts";
import { findCommand } from "../experiment/find-command.ts";
import { hashInputs } from "../experiment/hash-inputs.ts";
import { SessionError } from "../experiment/session-error.ts";
import { headCommit } from "../git/git-folder.ts";
import { personName } from "../git/git-status.ts";
import { runGit } from "../git/run-git.ts";
import { appendReview } from "../review/review-file.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";
import { type Onlooker, type RanCommand, runCommand } from "./run-command.ts";
import type { TaskCheck, TaskIdentity } from "./task-check.ts";
import { TaskError } from "./task-error.ts";
import type { VerificationLine } from "./verification-line.ts";

export interface Witness extends Onlooker {
  readonly workspace: Workspace;
  /** Of the document. */
  readonly path: string;
  /** What the commands see: all of it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** For each command, in milliseconds. */
  readonly timeoutMs: number;
  /** The moment as ISO 8601 with its zone. */
  readonly now: () => string;
  /** Called before each command. */
  readonly onCommand?: (argv: readonly string[]) => void;
}

/**
 * Runs the commands one after the other, in the root of the workspace, up to the first that fails; looks for the files; and writes down what was seen.
 * A person has allowed `check.commandsHash` before. Rejects with a `TaskError` when nothing can be run or looked for, or a program is not there; with
 * the signal's reason when it was stopped; with a `DocumentError` or a `WorkspaceError` when the line cannot be written.
 */
export async function verifyTask(check: TaskCheck, witness: Witness): Promise<VerificationLine> {
  const { workspace, path, now, signal } = witness;
  const argvs = await programsOf(check, witness);
  const before = await artefactsOf(check, workspace);
  if (argvs.length === 0 && Object.keys(before).length === 0) throw nothingNamed(check);
  const state = await workspaceState(workspace, path);
  const ran: RanArgv[] = [];
  for (const [i, argv] of argvs.entries()) {
    const written = check.commands[i] ?? argv;
    witness.onCommand?.(written);
    ran.push({ argv: written, ...(await runOne(argv, `${check.id}/${i + 1}`, witness)) });
    if (!isPassed(ran.at(-1))) break;
  }
  signal.throwIfAborted();
  const artefacts = argvs.length === 0 ? before : await artefactsOf(check, workspace);
  const line: VerificationLine = {
    v: 1,
    type: "verification",
    document: path,
    task: check.id,
    hash: check.hash,
    kind: argvs.length > 0 ? "command" : "artefact",
    outcome: ran.every(isPassed) && Object.values(artefacts).every((hash) => hash !== null) ? "passed" : "failed",
    ...(argvs.length > 0 && { commands: ran.map(commandOf) }),
    ...(Object.keys(artefacts).length > 0 && { artefacts }),
    person: await personName(workspace.root),
    at: now(),
    ...state,
  };
  await appendReview(workspace, line, witness);
  return line;
}

/** Writes down that a person looked at what a command cannot tell. */
export async function witnessTask(
  { id, hash }: TaskIdentity,
  seen: string,
  { workspace, path, now, ...waiting }: Pick<Witness, "workspace" | "path" | "now"> & Waiting,
): Promise<VerificationLine> {
  const line: VerificationLine = {
    v: 1,
    type: "verification",
    document: path,
    task: id,
    hash,
    kind: "seen",
    outcome: "passed",
    seen,
    person: await personName(workspace.root),
    at: now(),
    ...(await workspaceState(workspace, path)),
  };
  await appendReview(workspace, line, waiting);
  return line;
}

const nothingNamed = ({ id }: TaskCheck): TaskError =>
  new TaskError("nothing", `The Verify of ${id} names no command and no file that is there, so nothing can be run.`);

type RanArgv = RanCommand & { readonly argv: readonly string[] };

const isPassed = (ran: RanArgv | undefined): boolean => ran !== undefined && ran.exitCode === 0 && !ran.isTimedOut;

function commandOf({ argv, exitCode, signal, isTimedOut, durationMs, output }: RanArgv) {
  return {
    argv: [...argv],
    exitCode,
    ...(signal !== null && { signal }),
    ...(isTimedOut && { isTimedOut }),
    durationMs,
    output: { ...output },
  };
}

/** Each with the absolute path of its program: all are looked for before the first one runs. */
async function programsOf({ commands, id }: TaskCheck, witness: Witness): Promise<string[][]> {
  const place = placeOf(witness);
  const found: string[][] = [];
  for (const [program, ...args] of commands) {
    try {
      found.push([await findCommand(program, id, place), ...args]);
    } catch (error) {
      if (!(error instanceof SessionError)) throw error;
      throw new TaskError(
        "command",
        `${error.message} If it is no command, look yourself and say what you saw: --seen.`,
        {
          cause: error,
        },
      );
    }
  }
  return found;
}

const placeOf = ({ workspace: { root }, environment }: Witness) => ({
  cwd: root,
  env: Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ),
});

async function runOne(argv: readonly string[], mark: string, witness: Witness): Promise<RanCommand> {
  witness.signal.throwIfAborted();
  const { timeoutMs } = witness;
  const ran = await runCommand({ argv, ...placeOf(witness), mark: `verify/${mark}`, timeoutMs }, witness);
  witness.signal.throwIfAborted();
  if (ran.notStarted === null) return ran;
  throw new TaskError("command", `\`${commandLine(argv)}\` cannot be started: ${ran.notStarted}.`);
}

/** By path, what is named and is there, and what can be nothing but a file and is not. */
async function artefactsOf({ artefacts }: TaskCheck, workspace: Workspace): Promise<Record<string, string | null>> {
  const found: Record<string, string | null> = {};
  for (const { path, isCertain } of artefacts) {
    const hash = await hashOf(workspace, path, isCertain);
    if (hash !== null || isCertain) found[path] = hash;
  }
  return found;
}

async function hashOf(workspace: Workspace, path: string, isCertain: boolean): Promise<string | null> {
  try {
    return (await hashInputs(workspace, [path]))[path] ?? null;
  } catch (error) {
    if (isCertain || !(error instanceof WorkspaceError)) throw error;
    return null;
  }
}

const TIMEOUT_MS = 20_000;

/** Of which commit it is, and whether anything else than what this changes differs from it. */
async function workspaceState(
  { root }: Workspace,
  path: string,
): Promise<Pick<VerificationLine, "commit" | "isDirty">> {
  const commit = await headCommit(root);
  if (commit === null) return {};
  const leftOut = ["evidence", ".nomous", path].map((one) => `:(exclude,literal)${one}`);
  const args = ["status", "--porcelain=v1", "-z", "--no-renames", "--", ":(top)", ...leftOut];
  const changes = await runGit(args, { cwd: root, timeoutMs: TIMEOUT_MS });
  return { commit, ...(changes !== null && { isDirty: changes !== "" }) };
}
