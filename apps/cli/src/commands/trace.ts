// The thread through a workspace: what led to a node and what it leads to, whether it still holds, and what leads nowhere.
import { surveyFreshness } from "@nomous/lab/staleness";
import { freshnessByPath, traceWorkspace, type WorkspaceTrace } from "@nomous/lab/trace";
import { resolveTraceId, traceMermaid, traceOf, type TraceNode } from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { onSignal } from "../interrupts.ts";
import { printCoverage } from "../trace/print-coverage.ts";
import { printHeads, printThread } from "../trace/print-thread.ts";
import { withoutControls } from "../without-controls.ts";
import { explained, openWorkbench } from "../workbench/open-workbench.ts";

export interface TraceCommandOptions {
  /** What is promised and who keeps it, instead of the thread. */
  readonly coverage?: boolean;
  /** As the text of a flowchart. */
  readonly mermaid?: boolean;
}

/** Without a name: all documents, each below the one that it was made from. Rejects with a `CliError` when nothing is called so, or several are. */
export async function trace(
  context: Context,
  named: string | undefined,
  options: TraceCommandOptions,
): Promise<ExitCode> {
  const found = await traced(context);
  if (found === null) return EXIT.interrupted;
  const node = named === undefined ? null : nodeNamed(found, named);
  if (options.coverage === true) tellCoverage(context, found, node);
  else tellThread(context, found, node, options.mermaid === true);
  for (const { path, message } of found.unread) context.console.note(withoutControls(`${path}: ${message}`));
  return EXIT.ok;
}

/** Null when the person went away. */
async function traced(context: Context): Promise<WorkspaceTrace | null> {
  const workbench = await openWorkbench(context);
  const interrupt = new AbortController();
  const stopListening = onSignal(context.runtime.clock, ["SIGINT", "SIGTERM"], () => interrupt.abort());
  const { signal } = interrupt;
  try {
    context.console.status("Looking at what documents rest on");
    const freshness = freshnessByPath(await explained(surveyFreshness(workbench, { signal })));
    return await explained(traceWorkspace(workbench, { signal, freshness }));
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  } finally {
    stopListening();
    context.console.status();
  }
}

function nodeNamed({ graph }: WorkspaceTrace, named: string): TraceNode {
  const resolved = resolveTraceId(graph, named);
  if (resolved.status === "found") return resolved.node;
  throw new CliError(
    EXIT.usage,
    resolved.message,
    "`nomous trace` lists the documents, `nomous trace DOC` what is in one.",
  );
}

function tellThread(
  { console, json }: Context,
  { graph }: WorkspaceTrace,
  node: TraceNode | null,
  isMermaid: boolean,
): void {
  const shown = node === null ? graph : traceOf(graph, node.id);
  if (json) return console.print(JSON.stringify({ id: node?.id ?? null, ...shown }));
  if (isMermaid) return console.write(traceMermaid(shown));
  if (shown.nodes.length === 0)
    return console.print('No documents yet. Begin one: nomous new research "What is asked"');
  if (node === null) printHeads(console, shown);
  else printThread(console, shown, node);
}

function tellCoverage({ console, json }: Context, { coverage, gaps }: WorkspaceTrace, node: TraceNode | null): void {
  const document = node?.place?.path ?? null;
  if (!json) return printCoverage(console, coverage, gaps, document);
  const isTold = (path: string): boolean => document === null || path === document;
  console.print(
    JSON.stringify({
      document,
      goals: coverage.goals.filter((one) => isTold(one.document)),
      decisions: coverage.decisions.filter((one) => isTold(one.document)),
      questions: coverage.questions.filter((one) => isTold(one.document)),
      gaps: gaps.filter(({ place }) => isTold(place.path)),
    }),
  );
}
