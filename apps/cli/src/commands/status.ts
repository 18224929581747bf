// Moves a document through its lifecycle, in its file.
import {
  type ApprovalReport,
  changeDocument,
  fileDates,
  followersOf,
  planMove,
  type PlannedMove,
  reportApproval,
  signApproval,
  signerIn,
  stateNamed,
} from "@nomous/lab/documents";
import {
  createSubject,
  type Finding,
  nextStepOf,
  openConflictWords,
  reportDocument,
  type State,
  type TypedDocument,
} from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { configHome } from "../state/config-home.ts";
import { localTime } from "../workbench/local-time.ts";
import { openDocument, type OpenedDocument, typedOf } from "../workbench/open-document.ts";
import { explained } from "../workbench/open-workbench.ts";
import { withoutControls } from "../without-controls.ts";
import { tellKept } from "../workbench/tell-kept.ts";
import { printPretty } from "../workbench/print-pretty.ts";
import { waitingOf } from "../workbench/waiting.ts";

export interface StatusOptions {
  /** What changed since the approval, as a unified diff. */
  readonly diff?: boolean;
}

/** Shows the state of a document, or moves it to the one that is named. */
export async function status(
  context: Context,
  named: string,
  wanted: string | undefined,
  options: StatusOptions = {},
): Promise<ExitCode> {
  const opened = await openDocument(context, named);
  const typed = typedOf(opened);
  if (wanted === undefined) return show(context, opened, typed, options);
  return move(context, opened, await explained(findState(typed, wanted)));
}

const findState = async (typed: TypedDocument, wanted: string): Promise<State> => stateNamed(typed, wanted);

const namesOf = (states: readonly State[]): string => states.map(({ name }) => name).join(", ");

async function show(
  context: Context,
  opened: OpenedDocument,
  typed: TypedDocument,
  { diff = false }: StatusOptions,
): Promise<ExitCode> {
  const { console, json } = context;
  const { path, checked, workbench } = opened;
  const possible = followersOf(typed);
  const next = nextStepOf(checked);
  const committed = await fileDates(workbench.workspace, path);
  const report = await explained(reportApproval(workbench, checked.subject));
  const conflicts = checked.subject.surroundings.review?.conflicts ?? [];
  if (json) {
    const { approval, ...more } = report;
    const names = possible.map(({ name }) => name);
    const known = { path, type: typed.type.name, state: typed.state?.name ?? null, possible: names };
    const shown = diff ? more : { ...more, change: more.change && { ...more.change, diff: undefined } };
    console.print(JSON.stringify({ ...known, approval, approvals: shown, conflicts, committed, next }));
    return EXIT.ok;
  }
  console.print(`${path}: ${typed.state?.label ?? "no state"} (${typed.type.title})`);
  if (committed !== null) console.print(`  first committed ${committed.first}, last ${committed.last}`);
  for (const line of approvalLines(report, diff)) console.print(`  ${line}`);
  for (const conflict of conflicts) console.print(withoutControls(`  ${openConflictWords(conflict, path)}`));
  if (possible.length > 0) console.print(`  may become ${namesOf(possible)}`);
  console.print(`  ${next}`);
  if (diff && report.change !== null) console.write(report.change.diff ?? "");
  return EXIT.ok;
}

/** Who approved, whose approval does not count, and what changed since. */
function approvalLines({ given, needed, ignored, change }: ApprovalReport, diff: boolean): string[] {
  const who = given.map(({ person, at }) => `${person} on ${at.slice(0, 10)}`);
  const enough = needed === 1 ? "" : ` (${given.length} of ${needed})`;
  return [
    ...(who.length === 0 ? [] : [`approved by ${who.join(", ")}${enough}`]),
    ...(change === null
      ? []
      : [`approved by ${change.person} on ${change.at.slice(0, 10)}, and changed after that`, change.words]),
    ...(change === null || diff || change.diff === null ? [] : ["--diff shows it"]),
    ...ignored.map(({ place, why }) => `${place} does not count: ${why}`),
  ];
}

async function move(context: Context, opened: OpenedDocument, to: State): Promise<ExitCode> {
  const { path, workbench, survey } = opened;
  const { workspace } = workbench;
  const signer = await explained(signerIn(workspace, configHome(context.env)));
  let planned: PlannedMove | undefined;
  const { kept } = await changeDocument(
    workspace,
    path,
    async (text) => {
      const input = await survey(path, text);
      const { typed } = createSubject(input).subject;
      if (typed === null) return text;
      planned = await planMove(workbench, input, to, signer);
      if (planned.status !== "changed" && planned.status !== "recorded") return text;
      // The record comes before the document, so that this never says "approved" without somebody who did it.
      if (planned.approval !== null)
        await signApproval(
          workspace,
          planned.approval,
          signer,
          localTime(context.runtime.clock.now()),
          waitingOf(context),
        );
      return planned.status === "changed" ? planned.text : text;
    },
    waitingOf(context),
  );
  tellKept(context, path, kept);
  return tell(context, opened, to, planned);
}

function tell(context: Context, opened: OpenedDocument, to: State, change: PlannedMove | undefined): ExitCode {
  const { path } = opened;
  if (change === undefined) throw new CliError(EXIT.failure, `${path} lost its type while it was being moved.`);
  if (change.status === "refused") return refuse(context, opened, to, change);
  if (change.status === "no-field") throw new CliError(EXIT.refused, `${path}: ${change.message}`);
  if (change.status === "no-way") {
    const what = `${path} is ${change.from.label} and cannot become ${to.label} from there.`;
    throw new CliError(EXIT.refused, what, `It may become ${namesOf(change.possible)}.`);
  }
  const { console, json } = context;
  if (change.status === "recorded") {
    const { given, needed, words } = change;
    const state = opened.checked.subject.typed?.state?.name ?? null;
    if (json) console.print(JSON.stringify({ path, from: state, to: state, approvals: given, needed }));
    else console.print(`${path} has ${words}`);
    return EXIT.ok;
  }
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
