// One series: a real bridge on a real repository with one document, people behind a proxy who write, programs and git that rewrite the file, and
// breaks at random moments, `kill -9` of the bridge among them. At the end all have to agree, and the oracle counts the words.
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Client, systemRuntime, type WorkspacePath } from "@nomous/client";
import { openNodeClient } from "@nomous/client/node";
import { createPairingLink } from "@nomous/server";
import { createSeededRandom, createTcpProxy, type SeededRandom, type TcpProxy } from "@nomous/testkit";
import { Author } from "../documents/author.ts";
import { judge } from "../documents/oracle.ts";
import { keptOf, suggestionsOf } from "../documents/outcome.ts";
import { Story } from "../documents/story.ts";
import { firstText } from "../documents/tokens.ts";
import { Desk } from "../support/desk.ts";
import { Bridge } from "./bridge.ts";
import { connectThrough } from "./connect-through.ts";
import { DocumentFolder } from "./document-folder.ts";

const PATH = "notes.md" as WorkspacePath;
const REST_MS = 30_000;

export interface DocumentSeries {
  readonly problems: readonly string[];
  readonly events: number;
  readonly broken: Readonly<Record<string, number>>;
}

interface Scene {
  readonly bridge: Bridge;
  readonly proxy: TcpProxy;
  readonly folder: DocumentFolder;
  readonly authors: readonly Author[];
  readonly random: SeededRandom;
}

const ACTS = ["type", "type", "type", "type", "remove", "edit", "replace", "suggest", "settle"] as const;
const PROGRAMS = [
  "none",
  "none",
  "in place",
  "by rename",
  "truncated",
  "old descriptor",
  "commit",
  "check out",
  "check out while typing",
] as const;
const BREAKS = ["kill bridge", "kill bridge", "stop bridge", "cut up", "cut down", "cut all", "stall"] as const;

async function round(scene: Scene, broken: Record<string, number>): Promise<void> {
  const { authors, random } = scene;
  for (let i = random.int(4); i >= 0; i -= 1) random.pick(authors)[random.pick(ACTS)]();
  await pause(random.int(60));
  await runProgram(scene);
  for (let i = random.int(3); i > 0; i -= 1) random.pick(authors)[random.pick(ACTS)]();
  await pause(random.int(700));
  const kind = random.pick(BREAKS);
  broken[kind] = (broken[kind] ?? 0) + 1;
  await breakSomething(scene, kind);
  await pause(random.int(200));
}

async function runProgram({ folder, authors, random }: Scene): Promise<void> {
  const program = random.pick(PROGRAMS);
  switch (program) {
    case "none":
      return;
    case "in place":
      return folder.inPlace();
    case "by rename":
      return folder.byRename();
    case "truncated":
      return folder.truncated();
    case "old descriptor":
      return folder.throughOldDescriptor();
    case "commit":
      return folder.commit();
    case "check out":
      if (await comesTo(() => authors.every(isInFile), 4_000)) folder.checkOut();
      return;
    case "check out while typing":
      return folder.checkOutWhileTyping();
  }
}

/** All that they wrote is saved, and in the file. */
const isInFile = (author: Author): boolean => {
  const { saving, seq, file } = author.document.view.current();
  return author.isAtRest && file?.status === "current" && file.seq >= Math.max(seq, saving.savedSeq);
};

async function breakSomething({ bridge, proxy, random }: Scene, kind: (typeof BREAKS)[number]): Promise<void> {
  switch (kind) {
    case "kill bridge":
    case "stop bridge":
      await bridge.end(kind === "kill bridge" ? "SIGKILL" : "SIGTERM");
      await pause(random.int(100));
      return bridge.start();
    case "cut up":
    case "cut down":
      return proxy.cutAfter(kind === "cut up" ? "up" : "down", 1 + random.int(3_000));
    case "cut all":
      return proxy.cutAll();
    case "stall":
      proxy.set({ isStalled: true });
      await pause(50 + random.int(200));
      return proxy.set({ isStalled: false });
  }
}

async function comesTo(isTrue: () => boolean, withinMs: number): Promise<boolean> {
  const until = systemRuntime.clock.elapsed() + withinMs;
  while (!isTrue()) {
    if (systemRuntime.clock.elapsed() > until) return false;
    await pause(20);
  }
  return true;
}

/** Nobody has anything left to send, and nothing changes for a second. */
async function comeToRest({ folder, authors }: Scene): Promise<string[]> {
  const until = systemRuntime.clock.elapsed() + REST_MS;
  let before = "";
  for (;;) {
    await pause(1_000);
    const now = [folder.raw, ...authors.map(({ text }) => text)].join("\0");
    if (now === before && authors.every(({ isAtRest }) => isAtRest)) return [];
    if (systemRuntime.clock.elapsed() > until)
      return ["there is no rest", ...authors.map((author) => `${author.name}: ${author.describe()}`)];
    before = now;
  }
}

export async function runDocumentSeries(seed: number, rounds: number): Promise<DocumentSeries> {
  const random = createSeededRandom(seed);
  const story = new Story(random.fork("words"));
  const desk = new Desk();
  const root = desk.path("workspace");
  const text = firstText(random.fork("text"), 8);
  const raw = random.pick([text, text.replaceAll("\n", "\r\n"), `\ufeff${text.replace("\n", "\r\n")}`]);
  const folder = DocumentFolder.make({ root, raw, random: random.fork("folder"), story });
  const bridge = new Bridge(desk, root, []);
  await bridge.start();
  const proxy = await createTcpProxy(systemRuntime.clock, bridge.port);
  const clients: Client[] = [];
  const enter = async (name: string): Promise<Author> => {
    const { secret } = await createPairingLink(join(root, ".nomous"), systemRuntime);
    const client = await openNodeClient({
      url: bridge.url,
      directory: desk.path(name),
      name,
      pairing: secret,
      connect: connectThrough(proxy.port),
    });
    clients.push(client);
    const document = await client.openDocument(PATH);
    return new Author({ name, document, random: random.fork(name), story });
  };
  try {
    const authors = [await enter("ann"), await enter("bob"), await enter("cyd")];
    const scene: Scene = { bridge, proxy, folder, authors, random: random.fork("script") };
    await comesTo(() => authors.every(({ isAtRest }) => isAtRest), REST_MS);
    const broken: Record<string, number> = {};
    for (let i = 0; i < rounds; i += 1) await round(scene, broken);
    // A cut that has not come by now would come in the middle of the verdict.
    for (const direction of ["up", "down"] as const) proxy.cutAfter(direction, Infinity);

    const fresh = await enter("fresh");
    const all = [...authors, fresh];
    const problems = await comeToRest({ ...scene, authors: all });
    problems.push(...story.unansweredOf(new Set(all.map(({ name }) => name))));
    const outcome = {
      replicas: all.map(({ name, text: seen }) => ({ name, text: seen ?? "" })),
      file: folder.raw,
      suggestions: suggestionsOf(fresh.document),
      kept: await keptOf(fresh.document),
    };
    problems.push(...judge(story.events, outcome));
    return { problems, events: story.events.length, broken };
  } finally {
    for (const client of clients) await client.close();
    await desk.stop();
    await proxy.close();
    if (process.env["NOMOUS_CRASH_KEEP"] === undefined) await desk.end();
    else console.log(`kept: ${desk.folder}`);
  }
}

/** Edits that were called saved and are not there for somebody who comes anew, after `kill -9` of the bridge up to `withinMs` later. */
export async function countLost(seed: number, rounds: number, withinMs: number): Promise<readonly string[]> {
  const random = createSeededRandom(seed);
  const story = new Story(random.fork("words"));
  const desk = new Desk();
  const root = desk.path("workspace");
  DocumentFolder.make({ root, raw: firstText(random, 3), random, story });
  const bridge = new Bridge(desk, root, []);
  await bridge.start();
  const open = async (name: string): Promise<{ client: Client; author: Author }> => {
    const { secret } = await createPairingLink(join(root, ".nomous"), systemRuntime);
    const client = await openNodeClient({ url: bridge.url, name, pairing: secret });
    const document = await client.openDocument(PATH);
    const author = new Author({ name, document, random: random.fork(name), story });
    await comesTo(() => author.isAtRest, REST_MS);
    return { client, author };
  };
  try {
    const saved: string[] = [];
    const lost: string[] = [];
    for (let i = 0; i < rounds; i += 1) {
      const { client, author } = await open(`writer ${i}`);
      author.type();
      await author.document.saved();
      saved.push(tokenOf(story));
      await pause(random.int(withinMs));
      await bridge.end("SIGKILL");
      await client.close();
      await bridge.start();
      const reader = await open(`reader ${i}`);
      const { text = "" } = reader.author;
      lost.push(...saved.filter((token) => !text.includes(token)).map((token) => `round ${i}: ${token}`));
      await reader.client.close();
    }
    return lost;
  } finally {
    await desk.end();
  }
}

function tokenOf({ events }: Story): string {
  const typed = events.findLast(({ type }) => type === "typed");
  return typed?.type === "typed" ? typed.token : "";
}
