// A task is closed by what shows that it is done: its commands are shown, allowed once a workspace, and run; what was seen is written down before the
// document says so.
import { allowCommands, areAllowed } from "@nomous/lab/experiments";
import {
  markTaskInFile,
  type TaskCheck,
  taskCheck,
  TaskError,
  type TaskIdentity,
  taskIdentity,
  type VerificationLine,
  verificationWords,
  verifyTask,
  type Witness,
  witnessTask,
} from "@nomous/lab/plans";
import { commandLine, type Plan, readDuration, type TaskMark } from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import { confirm } from "../confirm.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { onSignal } from "../interrupts.ts";
import { localTime } from "../workbench/local-time.ts";
import { explained } from "../workbench/open-workbench.ts";
import { tellKept } from "../workbench/tell-kept.ts";
import { waitingOf } from "../workbench/waiting.ts";
import { type OpenedPlan, openPlan } from "./open-plan.ts";

export interface DoneOptions {
  /** What the person looked at, instead of commands. */
  readonly seen?: string;
  /** It is said to be done, and nothing shows it. */
  readonly notVerified?: boolean;
  /** How long it took: `3d`. */
  readonly took?: string;
  /** For each command, in minutes. */
  readonly timeout: number;
  readonly yes?: boolean;
}

/** Exit code 0: it is done. 1: its verification failed, and the document says so. 130: stopped, and nothing was written. */
export async function doneTask(
  context: Context,
  named: string | undefined,
  id: string,
  options: DoneOptions,
): Promise<ExitCode> {
  if (options.took !== undefined && readDuration(options.took) === null)
    throw new CliError(EXIT.usage, `"${options.took}" is no duration.`, "Write it as 4h or 3d.");
  if (options.seen?.trim() === "")
    throw new CliError(EXIT.usage, "--seen says nothing.", "Say what you looked at, in a sentence.");
  const opened = await openPlan(context, named);
  const task = await explainedTask(opened, async () => taskIdentity(opened.subject, id));
  if (options.notVerified === true) return finish(context, opened, task, options, null);
  const line = await (options.seen === undefined
    ? verified(context, opened, id, options)
    : seenBy(context, opened, task, options.seen));
  return line === null ? EXIT.interrupted : finish(context, opened, task, options, line);
}

function seenBy(context: Context, opened: OpenedPlan, task: TaskIdentity, seen: string): Promise<VerificationLine> {
  return explained(
    witnessTask(task, seen.replaceAll(/\s+/g, " ").trim(), { ...placeOf(context, opened), ...waitingOf(context) }),
  );
}

const placeOf = (
  { runtime }: Context,
  { document: { path, workbench } }: OpenedPlan,
): Pick<Witness, "workspace" | "path" | "now"> => ({
  workspace: workbench.workspace,
  path,
  now: () => localTime(runtime.clock.now()).iso,
});

/** Null when the person stopped it. */
async function verified(
  context: Context,
  opened: OpenedPlan,
  id: string,
  options: DoneOptions,
): Promise<VerificationLine | null> {
  const check = await explainedTask(opened, async () => taskCheck(opened.subject, id));
  await allow(context, opened, check, options.yes === true);
  const stop = new AbortController();
  const stopListening = onSignal(context.runtime.clock, ["SIGINT", "SIGTERM"], () => stop.abort());
  const { console } = context;
  const decoder = new TextDecoder();
  const witness: Witness = {
    ...placeOf(context, opened),
    ...waitingOf(context),
    environment: context.env,
    timeoutMs: options.timeout * 60_000,
    signal: stop.signal,
    onCommand: (argv) => console.note(console.styleNote("bold", `$ ${commandLine(argv)}`)),
    onOutput: (piece) => console.writeNote(decoder.decode(piece, { stream: true })),
  };
  try {
    return await explainedTask(opened, () => verifyTask(check, witness));
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    console.note(`Stopped: nothing was written down, and ${check.id} stays as it is.`);
    return null;
  } finally {
    stopListening();
  }
}

/** Resolves when all may run. Rejects with a `CliError` when the person says no, or nobody is there to ask. */
async function allow(
  context: Context,
  { document }: OpenedPlan,
  { id, commands, commandsHash }: TaskCheck,
  isSaid: boolean,
): Promise<void> {
  const { workspace } = document.workbench;
  if (commands.length === 0 || (await areAllowed(workspace, commandsHash))) return;
  for (const argv of commands) context.console.note(`  ${id} runs  ${commandLine(argv)}`);
  const what = commands.length === 1 ? "This command has" : "These commands have";
  const question = `${what} not run in ${workspace.root} before. Run ${commands.length === 1 ? "it" : "them"}?`;
  if (!(await confirm(question, isSaid))) throw new CliError(EXIT.refused, "Nothing was run.");
  await explained(allowCommands(workspace, commandsHash, waitingOf(context)));
}

async function explainedTask<T>({ shown }: OpenedPlan, work: () => Promise<T>): Promise<T> {
  try {
    return await explained(work());
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    const exit = error.code === "host" ? EXIT.failure : EXIT.usage;
    throw new CliError(exit, error.message, remedyFor(error.code, shown), { cause: error });
  }
}

const remedyFor = (code: TaskError["code"], shown: string): string | undefined =>
  code === "nothing"
    ? `Look yourself and say what you saw: --seen "…". Or say that nobody looked: --not-verified. A command in backticks in Verify runs by itself: ${shown}`
    : undefined;

const WORDS = { done: "is done", failed: "has failed", "not verified": "is not verified" } as const;

/** Writes into the document what was seen, and tells it. */
async function finish(
  context: Context,
  { document, shown, plan }: OpenedPlan,
  { id, hash }: TaskIdentity,
  { took }: DoneOptions,
  line: VerificationLine | null,
): Promise<ExitCode> {
  const { console, json } = context;
  const isPassed = line === null || line.outcome === "passed";
  const status = line === null ? "not verified" : isPassed ? "done" : "failed";
  const mark: TaskMark = { task: id, hash, status, ...(took !== undefined && isPassed && { took: written(took) }) };
  const { marked, kept } = await explained(markTaskInFile(document.workbench, document.path, mark, waitingOf(context)));
  tellKept(context, document.path, kept);
  if (json)
    console.print(
      JSON.stringify({ path: document.path, task: id, status, marked: marked.outcome, verification: line }),
    );
  else {
    console.print(`${id} ${WORDS[status]}.${line === null ? "" : ` ${verificationWords(line)}`}`);
    if (!isPassed) console.note(`Mend it, then again: nomous plan done ${shown} ${id}`);
  }
  const open = isPassed ? openBefore(plan, id) : [];
  if (open.length > 0) console.note(`${id} comes after ${open.join(", ")}, which is not done.`);
  if (marked.outcome === "marked") return isPassed ? EXIT.ok : EXIT.failure;
  const kepts = line === null ? "Nothing was written." : "What was seen is written down, the document is as it was.";
  throw marked.outcome === "rewritten"
    ? new CliError(
        EXIT.failure,
        `${id} was rewritten meanwhile, so what was seen is of another task. ${kepts}`,
        "Verify it again.",
      )
    : new CliError(
        EXIT.failure,
        `The table of ${id} has rows with too many cells for a column ${marked.column}. ${kepts}`,
        `Add the column ${marked.column}, then again.`,
      );
}

/** `3d` as tables of plans have it: `3 d`. */
const written = (took: string): string => took.trim().replaceAll(/(\d)([a-z])/gi, "$1 $2");

/** Ids of what was to come before a task, and is not done. */
function openBefore({ tasks }: Plan, id: string): string[] {
  const after = new Set(tasks.find((task) => task.id === id)?.after);
  return tasks.filter((task) => after.has(task.id) && !OVER.has(task.standing)).map((task) => task.id);
}

const OVER: ReadonlySet<string> = new Set(["done", "dropped"]);
