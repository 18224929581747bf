// A decision about a conflict that this bridge does not know: it was found on another machine, and came with the repository. The text is edited as
// anybody edits it, and a line beside the document says that it is decided.
import type { LiveDocument } from "@nomous/client";
import { personName } from "@nomous/lab";
import { decideConflict, type FoundConflict, nameOf, openConflict } from "@nomous/lab/documents";
import { openConflictPlace } from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import type { NamedDocument } from "../document/open-live.ts";
import { EXIT } from "../exit-codes.ts";
import { explained } from "../workbench/open-workbench.ts";
import { waitingOf } from "../workbench/waiting.ts";
import { asLinesLike, type Choice } from "./choice.ts";
import type { ConflictOutcome } from "./outcome.ts";

export async function decideBeside(
  context: Context,
  { folder, live, path }: NamedDocument,
  found: FoundConflict,
  wanted: Choice,
): Promise<ConflictOutcome> {
  const { choice } = wanted;
  const { id, details } = found;
  const where = `${found.path}:${found.line}`;
  if (id === null)
    throw new CliError(
      EXIT.refused,
      `${where} gives its conflict no id.`,
      "Whoever wrote the line closes it, or remove it.",
    );
  const text = choice === "own" ? asLinesLike(wanted.text, details?.merged ?? "") : details?.[choice];
  if (choice !== "merged" && found.isOpen) await replace(live, found, text, where);
  const at = context.runtime.clock.now();
  const decision = {
    choice,
    text: text ?? "",
    by: { person: await personName(folder.path) },
    at: new Date(at).toISOString(),
  };
  const workspace = { root: folder.path, name: folder.name };
  const counts = await explained(decideConflict(workspace, found.document, id, decision, waitingOf(context)));
  if (counts === null)
    throw new CliError(EXIT.failure, `${where} was taken out meanwhile.`, `Look again: nomous conflicts ${path}`);
  return {
    own: { choice, text: decision.text },
    counts: { choice: counts.choice, text: counts.text, by: nameOf(counts.by), at: new Date(counts.at).getTime() },
    isFirst: counts === decision,
    isSuggestion: false,
  };
}

/** Makes the place of the conflict say `text`. Rejects with a `CliError` where nobody can tell what it would replace. */
async function replace(
  live: LiveDocument,
  { details, path: file, ...found }: FoundConflict,
  text: string | undefined,
  where: string,
): Promise<void> {
  const remedy = "Write into the document what should stand there, then: --keep merged";
  if (details === null || text === undefined || details.cut === true)
    throw new CliError(EXIT.refused, `${where} does not say what each side wrote.`, remedy);
  const whole = live.view.current().text;
  const place = openConflictPlace(whole, openConflict({ details, ...found }, file));
  if (place === null)
    throw new CliError(
      EXIT.refused,
      "What stood there since they met was edited, or removed, so its place cannot be told.",
      remedy,
    );
  const insert = text.replace(/\n$/, "");
  // A side that removed the lines leaves no empty one.
  const to = insert === "" && whole[place.to] === "\n" ? place.to + 1 : place.to;
  await live.edit([{ from: place.from, to, insert }], "conflict decided");
  await live.saved();
}
