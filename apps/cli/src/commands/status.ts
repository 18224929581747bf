// Moves a document through its lifecycle, in its file.
import {
  changeDocument,
  fileDates,
  followersOf,
  needsSignature,
  signApproval,
  stateNamed,
} from "@nomous/lab/documents";
import {
  changeState,
  createSubject,
  type Finding,
  nextStepOf,
  reportDocument,
  type State,
  type StateChange,
  type TypedDocument,
} from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { localTime } from "../workbench/local-time.ts";
import { openDocument, type OpenedDocument, typedOf } from "../workbench/open-document.ts";
import { explained } from "../workbench/open-workbench.ts";
import { tellKept } from "../workbench/tell-kept.ts";
import { printPretty } from "../workbench/print-pretty.ts";
import { waitingOf } from "../workbench/waiting.ts";

/** Shows the state of a document, or moves it to the one that is named. */
export async function status(context: Context, named: string, wanted: string | undefined): Promise<ExitCode> {
  const opened = await openDocument(context, named);
  const typed = typedOf(opened);
  if (wanted === undefined) return show(context, opened, typed);
  return move(context, opened, await explained(findState(typed, wanted)));
}

const findState = async (typed: TypedDocument, wanted: string): Promise<State> => stateNamed(typed, wanted);

const namesOf = (states: readonly State[]): string => states.map(({ name }) => name).join(", ");

async function show(context: Context, opened: OpenedDocument, typed: TypedDocument): Promise<ExitCode> {
  const { console, json } = context;
  const { path, checked, workbench } = opened;
  const { approval } = checked.subject.surroundings;
  const possible = followersOf(typed);
  const next = nextStepOf(checked);
  const committed = await fileDates(workbench.workspace, path);
  if (json) {
    const names = possible.map(({ name }) => name);
    console.print(
      JSON.stringify({
        path,
        type: typed.type.name,
        state: typed.state?.name ?? null,
        possible: names,
        approval,
        committed,
        next,
      }),
    );
  } else {
    console.print(`${path}: ${typed.state?.label ?? "no state"} (${typed.type.title})`);
    if (committed !== null) console.print(`  first committed ${committed.first}, last ${committed.last}`);
    if (possible.length > 0) console.print(`  may become ${namesOf(possible)}`);
    console.print(`  ${next}`);
  }
  return EXIT.ok;
}

async function move(context: Context, opened: OpenedDocument, to: State): Promise<ExitCode> {
  const { path, workbench, survey } = opened;
  const { clock } = context.runtime;
  let change: StateChange | undefined;
  const { kept } = await changeDocument(
    workbench.workspace,
    path,
    async (text) => {
      const input = await survey(path, text);
      const { typed } = createSubject(input).subject;
      if (typed === null) return text;
      change = changeState(input, typed, to);
      const after = change.status === "changed" ? change.text : text;
      // The record comes before the document, so that this never says "approved" without somebody who did it.
      if (needsSignature(change, input, to))
        await signApproval(
          workbench.workspace,
          { path, state: to, text: after },
          localTime(clock.now()),
          waitingOf(context),
        );
      return after;
    },
    waitingOf(context),
  );
  tellKept(context, path, kept);
  return tell(context, opened, to, change);
}

function tell(context: Context, opened: OpenedDocument, to: State, change: StateChange | undefined): ExitCode {
  const { path } = opened;
  if (change === undefined) throw new CliError(EXIT.failure, `${path} lost its type while it was being moved.`);
  if (change.status === "refused") return refuse(context, opened, to, change);
  if (change.status === "no-field") throw new CliError(EXIT.refused, `${path}: ${change.message}`);
  if (change.status === "no-way") {
    const what = `${path} is ${change.from.label} and cannot become ${to.label} from there.`;
    throw new CliError(EXIT.refused, what, `It may become ${namesOf(change.possible)}.`);
  }
  const { console, json } = context;
  const isMoved = change.status === "changed";
  const from = isMoved ? (change.from?.name ?? null) : to.name;
  if (json) console.print(JSON.stringify({ path, from, to: to.name }));
  else console.print(`${path} is ${to.label}${isMoved ? "" : " already"}.`);
  return EXIT.ok;
}

/** Lists everything that stands in the way, each with its place in the text as it would be. */
function refuse(
  { console, json, build }: Context,
  { path, checked }: OpenedDocument,
  to: State,
  { reasons, text }: { readonly reasons: readonly Finding[]; readonly text: string },
): ExitCode {
  const { surroundings } = checked.subject;
  const { typed } = checked.subject;
  const types = typed === null ? [] : [typed.type];
  const { subject, recognised } = createSubject({ path, text, types, surroundings });
  const { next: _, ...document } = reportDocument({ subject, recognised, findings: reasons });
  const report = {
    documents: [document],
    unchecked: [],
    known: 0,
    fixed: 0,
    tool: { name: "nomous", version: build },
  } as const;
  if (json) console.print(JSON.stringify({ path, to: to.name, refused: document.findings }));
  else {
    printPretty(console, report, false);
    console.note(`${path} cannot become ${to.label}: mend what is listed, then try again.`);
  }
  return EXIT.refused;
}
