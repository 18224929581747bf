// Documents that begin: a file of the workspace that is opened for the first time, a new one, one whose log is damaged.
import type { CommandArgs, DocumentId, Random } from "@nomous/protocol";
import { type Decision, type DecisionContext, reject } from "../../command/decision.ts";
import { carriedConflicts } from "../conflict/carried-conflicts.ts";
import type { FileVersion } from "../document-source.ts";
import { emptyRoom } from "../room/loaded-room.ts";
import { beginDocument, restartDocument, type Seed } from "./begin-document.ts";
import type { DocumentHouse, DocumentPorts } from "./document-ports.ts";
import { nothing } from "./write-decision.ts";

interface Begin extends Omit<DocumentHouse, "ports"> {
  readonly ports: DocumentPorts;
}

const MARKDOWN = /\.(?:md|markdown)$/i;

export async function openDocument(
  house: Begin,
  { path }: CommandArgs<"document.open">,
  context: DecisionContext,
): Promise<Decision> {
  const known = await house.log.at(path);
  if (known !== undefined) return nothing({ document: known, path });
  if (!MARKDOWN.test(path)) return reject("not-supported", `${path} is no Markdown file (.md, .markdown).`);
  return beginFrom(house, await house.ports.source.read(path), context);
}

export async function newDocument(
  house: Begin,
  args: CommandArgs<"document.new">,
  context: DecisionContext,
): Promise<Decision> {
  const { desk, source } = house.ports;
  const { path, text } = await desk.compose(args);
  const outcome = await source.write(path, text, null);
  if (outcome.status === "written") return beginFrom(house, outcome.file, context);
  // The same text without a document: the bridge died after the file and before the document.
  const isOurs = outcome.file?.text === text && (await house.log.at(path)) === undefined;
  if (isOurs && outcome.file !== null) return beginFrom(house, outcome.file, context);
  return reject("conflict", `${path} exists already. Choose another title, or open that document.`);
}

/** Only when the log is damaged: what is in it and not in the file would be gone from the text. */
export async function restart(
  house: Begin,
  { document }: CommandArgs<"document.restart">,
  context: DecisionContext,
): Promise<Decision> {
  const { log, ports } = house;
  if (await log.isIntact(document))
    return reject("conflict", "The log of the document is intact; there is no reason to begin anew.");
  const { room, head } = await log.remains(document);
  const path = [...(await log.bound())].find(([, id]) => id === document)?.[0] ?? room.path;
  const seed = await seedOf(house, await ports.source.read(path));
  const told = await carriedConflicts(ports.merger, room, { update: seed.update });
  return restartDocument({ room, head }, seed, told, context);
}

async function beginFrom(house: Begin, file: FileVersion, context: DecisionContext): Promise<Decision> {
  // The file may be known under another spelling of its path.
  const known = await house.log.at(file.path);
  if (known !== undefined) return nothing({ document: known, path: file.path });
  // The client that asked named nothing, and a repetition has to find the same document.
  const id = context.command as string as DocumentId;
  if ([...(await house.log.bound()).values()].includes(id))
    return reject("conflict", "The id of this command is that of a document. Send it again under another.");
  return beginDocument(emptyRoom(id), await seedOf(house, file), context);
}

async function seedOf({ random, ports: { merger, source } }: Begin, file: FileVersion): Promise<Seed> {
  const yjs = newYjs(random);
  const [update, commit] = await Promise.all([merger.seed(file.text, yjs), source.head()]);
  return { file, commit, update, yjs };
}

/** A client id of Yjs for one writer, as Yjs would choose it. */
export const newYjs = (random: Random): number => random.uint32();
