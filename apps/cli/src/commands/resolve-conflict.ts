// Decides an edit conflict, on the bridge that runs or on one of this command's own.
import type { PlacedConflict } from "@nomous/client";
import { type FoundConflict, findConflicts, readAllReviews } from "@nomous/lab/documents";
import { choiceOf, type ResolveOptions } from "../conflict/choice.ts";
import { decideBeside } from "../conflict/decide-beside.ts";
import { decideLive } from "../conflict/decide-live.ts";
import { type ConflictOutcome, isAsAsked, outcomeText } from "../conflict/outcome.ts";
import { type Named, pickConflict } from "../conflict/pick-conflict.ts";
import type { Context } from "../context.ts";
import { type NamedDocument, withDocument } from "../document/open-live.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { explained } from "../workbench/open-workbench.ts";

export type { ResolveOptions } from "../conflict/choice.ts";

/** Exit code 0: the document has what was asked for. 1: somebody else was first, or the text waits as a suggestion. */
export async function resolveConflict(
  context: Context,
  named: string,
  wanted: string,
  options: ResolveOptions,
): Promise<ExitCode> {
  const choice = await choiceOf(context, options);
  return withDocument(context, named, async (document) => {
    const { console, json } = context;
    const { path } = document;
    const one = pickConflict(await choosable(document), wanted, path);
    const outcome: ConflictOutcome = await ("placed" in one
      ? decideLive(context, document, one.placed, choice)
      : decideBeside(context, document, one.found, choice));
    const { id, number } = one;
    if (json) console.print(JSON.stringify({ path, id, number, ...outcome }));
    else console.print(`${path}: ${outcomeText(outcome, number === null ? "the conflict" : `conflict ${number}`)}`);
    return isAsAsked(outcome) ? EXIT.ok : EXIT.failure;
  });
}

type Choosable = Named & ({ readonly placed: PlacedConflict } | { readonly found: FoundConflict });

/**
 * What the bridge knows, and what only the file says. Those of documents that are gone are among them, by their ids: the document may have been
 * moved while no bridge ran.
 */
async function choosable({ folder, live, path }: NamedDocument): Promise<Choosable[]> {
  const workspace = { root: folder.path, name: folder.name };
  const reviews = await explained(readAllReviews(workspace));
  const all = await findConflicts(workspace, reviews);
  const found = all.filter(({ document, isGone }) => document === path || isGone);
  const numbers = new Map(found.filter(({ isGone }) => !isGone).map(({ id, number }) => [id, number]));
  const { conflicts } = live.view.current();
  const known = new Set<string | null>(conflicts.map(({ conflict }) => conflict.conflict));
  return [
    ...conflicts.map((placed) => {
      const id = placed.conflict.conflict;
      return { id, number: numbers.get(id) ?? null, isOpen: placed.resolutions.length === 0, placed };
    }),
    ...found.flatMap((one) =>
      known.has(one.id) ? [] : [{ id: one.id, number: numbers.get(one.id) ?? null, isOpen: one.isOpen, found: one }],
    ),
  ];
}
