// A decision about a conflict that the bridge knows.
import type { ConflictResolution, LiveDocument, PlacedConflict } from "@nomous/client";
import { check, DocumentSaved, sleep } from "@nomous/protocol";
import { until } from "../bridge/until.ts";
import { bridgeLost } from "../bridge/watch-connection.ts";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import type { NamedDocument } from "../document/open-live.ts";
import { actorText } from "../document/people.ts";
import { EXIT } from "../exit-codes.ts";
import { asLinesLike, type Choice } from "./choice.ts";
import type { ConflictOutcome } from "./outcome.ts";

const PATIENCE_MS = 10_000;

export async function decideLive(
  context: Context,
  document: NamedDocument,
  placed: PlacedConflict,
  wanted: Choice,
): Promise<ConflictOutcome> {
  const { console, runtime } = context;
  const { live, path } = document;
  const { conflict, isOutdated, resolutions } = placed;
  const text = textOf(live, placed, wanted, path);
  if (isOutdated && resolutions.length === 0 && wanted.choice !== "merged")
    console.note(`The place was edited since they met. What stood there is in the history: nomous history ${path}`);
  const over = new AbortController();
  try {
    const { status, error, result } = await Promise.race([
      live.resolve(conflict.conflict, wanted.choice, text),
      bridgeLost(document.client, runtime.clock, console, over.signal),
    ]);
    if (status !== "applied") throw new CliError(EXIT.refused, error?.message ?? `The bridge refused (${status}).`);
    await live.saved();
    const saved = check(DocumentSaved, result);
    const isSuggestion = saved.ok && "suggestion" in saved.value && saved.value.suggestion !== null;
    const known = await Promise.race([told(live, placed), sleep(runtime.clock, PATIENCE_MS, over.signal)]);
    return { ...outcomeOf(known?.[0], resolutions.length === 0, { ...wanted, text }, path), isSuggestion };
  } finally {
    over.abort();
  }
}

/** What the place becomes. Throws a `CliError` where a side is not here whole. */
function textOf({ view }: LiveDocument, { conflict, place }: PlacedConflict, wanted: Choice, path: string): string {
  switch (wanted.choice) {
    case "own":
      return asLinesLike(wanted.text, conflict.merged);
    case "merged":
      return place === null ? conflict.merged : view.current().text.slice(place.from, place.to);
    case "mine":
    case "theirs":
      break;
  }
  if (conflict.isCut !== true) return conflict[wanted.choice];
  throw new CliError(
    EXIT.refused,
    "The place is longer than a conflict tells, so neither side is here whole.",
    `Write what should stand there (nomous edit ${path}; nomous history ${path} has both), then: --keep merged`,
  );
}

/** What is decided about it, once the bridge has told more than was known. */
const told = (live: LiveDocument, { conflict, resolutions }: PlacedConflict): Promise<readonly ConflictResolution[]> =>
  until(live.view, ({ conflicts }) => {
    const now = conflicts.find((one) => one.conflict.conflict === conflict.conflict);
    return now !== undefined && now.resolutions.length > resolutions.length ? now.resolutions : undefined;
  });

function outcomeOf(
  first: ConflictResolution | undefined,
  wasOpen: boolean,
  own: ConflictOutcome["own"],
  path: string,
): Omit<ConflictOutcome, "isSuggestion"> {
  if (first === undefined)
    throw new CliError(
      EXIT.unavailable,
      "The decision is stored, and the bridge has not told which one counts.",
      `Look with: nomous conflicts ${path} --all`,
    );
  const { choice, text, actor, at } = first;
  // Where two wanted the same at once, it does not matter who was first.
  const isFirst = wasOpen && choice === own.choice && (choice !== "own" || text === own.text);
  return { own: { choice: own.choice, text: own.text }, counts: { choice, text, by: actorText(actor), at }, isFirst };
}
