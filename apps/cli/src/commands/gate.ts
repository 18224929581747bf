import { isAbsolute, join } from "node:path";
import {
  gateOutcome,
  type GateOptions,
  type GateReport,
  gateSnippet,
  joinReports,
  type OpenedGate,
  openGate,
  openStagedGate,
  runGate,
  type SnippetName,
} from "@nomous/lab/gate";
import { openWorkspace, type Workspace } from "@nomous/lab";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { gateAnnotations, gateJson, type GatePrint, printGate } from "../gate/print-gate.ts";
import { onSignal } from "../interrupts.ts";
import { useBaseline } from "../workbench/baseline-file.ts";
import { findChecks } from "../workbench/find-checks.ts";
import { localTime } from "../workbench/local-time.ts";
import { explained, homeWorkspace } from "../workbench/open-workbench.ts";

export interface GateCommandOptions {
  readonly format: "pretty" | "json" | "github";
  readonly staged?: boolean;
  readonly allowStale?: boolean;
  readonly print?: SnippetName;
}

const EXITS = { holds: EXIT.ok, fails: EXIT.failure, unchecked: EXIT.usage } as const;

/** Looks at everything that must hold: exit code 0 it does, 1 something does not, 2 something could not be looked at. */
export async function gate(context: Context, options: GateCommandOptions): Promise<ExitCode> {
  const { console, runtime, json, build, env } = context;
  if (options.print !== undefined) {
    console.write(await gateSnippet(options.print));
    return EXIT.ok;
  }
  const interrupt = new AbortController();
  const stopListening = onSignal(runtime.clock, ["SIGINT", "SIGTERM"], () => interrupt.abort());
  const reports: { prefix: string; report: GateReport }[] = [];
  try {
    for await (const { opened, prefix } of gatesOf(context, options)) {
      await using gate = opened;
      reports.push({ prefix, report: await explained(runOne(context, gate, options, interrupt.signal)) });
    }
  } catch (error) {
    if (interrupt.signal.aborted) return EXIT.interrupted;
    throw error;
  } finally {
    stopListening();
    console.status();
  }
  const print: GatePrint = { report: joinReports(reports), isStrict: isContinuous(env), version: build };
  if (json || options.format === "json") console.write(gateJson(print));
  else if (options.format === "github") console.write(gateAnnotations(print));
  if (!json && options.format !== "json") printGate(options.format === "github" ? onStderr(context) : console, print);
  return EXITS[gateOutcome(print.report, print.isStrict)];
}

/** Annotations stand alone on stdout; whoever reads the log wants the rest as well. */
const onStderr = ({ console }: Context): Context["console"] => ({
  ...console,
  print: (line) => console.note(line),
  style: (style, text) => console.styleNote(style, text),
});

/** What CI systems say of themselves. */
function isContinuous({ CI = "" }: NodeJS.ProcessEnv): boolean {
  return !["", "0", "false"].includes(CI.toLowerCase());
}

interface PlannedGate {
  readonly opened: OpenedGate;
  /** From where the person is told paths: empty, or ending in `/`. */
  readonly prefix: string;
}

async function* gatesOf(context: Context, { staged = false }: GateCommandOptions): AsyncGenerator<PlannedGate> {
  if (staged) {
    const index = context.env["GIT_INDEX_FILE"] ?? "";
    const indexFile = index === "" ? null : isAbsolute(index) ? index : join(context.cwd, index);
    yield* stagedGates(context, await homeWorkspace(context), "", indexFile);
    return;
  }
  for (const { workbench, paths, prefix } of await findChecks(context, []))
    yield { opened: openGate(workbench, paths), prefix };
}

async function* stagedGates(
  context: Context,
  workspace: Workspace,
  prefix: string,
  indexFile: string | null,
): AsyncGenerator<PlannedGate> {
  const today = localTime(context.runtime.clock.now()).date;
  const opened = await explained(openStagedGate(workspace, today, indexFile));
  yield { opened, prefix };
  for (const folder of opened.otherWorkspaces) {
    const below = await explained(openWorkspace(join(workspace.root, folder)));
    yield* stagedGates(context, below, `${prefix}${folder}/`, indexFile);
  }
}

function runOne(
  context: Context,
  { workbench, paths, disk, only, evidence }: OpenedGate,
  { allowStale = false }: GateCommandOptions,
  signal: AbortSignal,
): Promise<GateReport> {
  const onProgress = (line: string): void => context.console.status(line);
  const withoutKnown: GateOptions["withoutKnown"] = (documents) => useBaseline(context, workbench, documents, false);
  const place = { workbench, paths, disk, only, signal, onProgress };
  return runGate(place, { allowsStale: allowStale, withoutKnown, ...(evidence !== undefined && { evidence }) });
}
