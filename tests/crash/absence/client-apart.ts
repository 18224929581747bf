// A client with some documents in a process of its own, so that it can be killed: the SDK with its storage on disk, behind the person's own proxy.
import { setTimeout as pause } from "node:timers/promises";
import { type LiveDocument, systemRuntime } from "@nomous/client";
import { openNodeClient } from "@nomous/client/node";
import { type ConflictId, type DocumentId, newCommandId } from "@nomous/protocol";
// By its file: all of the testkit would take longer than the rest.
import { createSeededRandom } from "../../../packages/testkit/src/seeded-random.ts";
import { decideAll } from "../../documents/absence/decide.ts";
import { connectThrough } from "../connect-through.ts";
import type { Answer, Decided, Order, OrderArgs, OrderName, Seen, Told } from "./orders.ts";
import { plannedChange } from "../../documents/absence/planned-change.ts";

const [url = "", proxyPort = "", directory = "", name = "", paths = "", known = "", pairing = ""] =
  process.argv.slice(2);
const LETTERS_MS = 8;

const client = await openNodeClient({
  url,
  directory,
  name,
  connect: connectThrough(Number(proxyPort)),
  ...(pairing !== "" && { pairing }),
});
const documents = await Promise.all(
  known === ""
    ? paths.split(",").map((path) => client.openDocument(path))
    : known.split(",").map((id) => client.document(id as DocumentId)),
);
// What nobody looks at is not kept up to date.
for (const { view } of documents) view.subscribe(() => undefined);

function isAtRest({ view }: LiveDocument): boolean {
  const { status, doc, saving } = view.current();
  return status === "live" && doc !== undefined && saving.waiting === 0;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await pause(10);
}

/** The storage does one thing after the other: behind this it has all that was given to it before. */
async function stored(): Promise<void> {
  await client.withdraw(newCommandId(systemRuntime));
}

async function carryOut({ place, lines, edit, manner }: OrderArgs<"edit">): Promise<void> {
  const document = documents[place];
  await until(() => document?.view.current().doc !== undefined);
  const shared = document?.view.current().doc?.getText("text");
  if (document === undefined || shared === undefined) throw new Error("there is no such document");
  const { from, to, insert } = plannedChange(shared.toJSON(), lines, edit);
  if (manner === "program") return document.edit([{ from, to, insert }]);
  if (to > from) shared.delete(from, to - from);
  const pieces = manner === "letters" ? (insert.match(/[\s\S]{1,3}/g) ?? []) : [insert];
  let at = from;
  for (const [i, piece] of pieces.entries()) {
    if (i > 0) await pause(LETTERS_MS);
    if (piece !== "") shared.insert(at, piece);
    at += piece.length;
  }
  // What was typed in the last moment is given to the storage with it.
  await document.edit([]);
  await stored();
}

function look(document: LiveDocument): Seen {
  const { doc, status, conflicts, saving, moved } = document.view.current();
  const trouble = [saving.refused && `refused: ${saving.refused.code}`, moved && "moved into a suggestion"];
  return {
    text: doc?.getText("text").toJSON(),
    status,
    isAtRest: isAtRest(document),
    conflicts: conflicts.map(({ conflict, resolutions, waiting }) => ({ conflict, resolutions, waiting })),
    trouble: trouble.filter((one) => one !== undefined).join(", ") || undefined,
  };
}

const waitingDecisions = (): Decided[] =>
  documents.flatMap(({ view }, place) =>
    view
      .current()
      .conflicts.flatMap(({ conflict: { conflict }, waiting: choice }) =>
        choice === undefined ? [] : [{ place, conflict, choice }],
      ),
  );

async function decide({ seed }: OrderArgs<"decide">): Promise<Decided[]> {
  const random = createSeededRandom(seed);
  const taken: Decided[] = [];
  let left = 0;
  const result = async (place: number, decision: Promise<string>): Promise<void> => {
    left += 1;
    const id = await decision;
    left -= 1;
    if (id !== "not told") taken.push({ place, conflict: id as ConflictId });
  };
  for (const [place, document] of documents.entries())
    for (const decision of decideAll(document, random)) void result(place, decision);
  await until(() => waitingDecisions().length >= left);
  const promised = [...waitingDecisions(), ...taken];
  await stored();
  return promised;
}

const orders: { readonly [Name in OrderName]: (args: OrderArgs<Name>) => Answer<Name> | Promise<Answer<Name>> } = {
  edit: carryOut,
  look: () => documents.map(look),
  rest: () => until(() => documents.every(isAtRest)),
  retry: () => client.retry(),
  decide,
};

const tell = (told: Told): void => void process.send?.(told);

async function obey({ key, name, args }: Order): Promise<void> {
  const carry = orders[name] as (args: unknown) => unknown;
  tell({ type: "answer", key, answer: (await carry(args)) ?? null });
}

process.on("message", (order: Order) => void obey(order));
process.on("disconnect", () => process.exit(0));
tell({ type: "ready", client: client.id, documents: documents.map(({ id }) => id) });
