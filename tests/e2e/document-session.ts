// One session: two browsers and a program with the SDK work on one document of a real repository, through a proxy that is cut, before a bridge that is
// killed, while programs and git rewrite the file. At the end all have to agree, and the oracle counts the words.
import { setTimeout as pause } from "node:timers/promises";
import { type Client, systemRuntime, type WorkspacePath } from "@nomous/client";
import { openNodeClient } from "@nomous/client/node";
import { createPairingLink } from "@nomous/server";
import { createSeededRandom, createTcpProxy, type SeededRandom, type TcpProxy } from "@nomous/testkit";
import type { Browser } from "playwright-core";
import { Bridge } from "../crash/bridge.ts";
import { connectThrough } from "../crash/connect-through.ts";
import { DocumentFolder } from "../crash/document-folder.ts";
import { Author } from "../documents/author.ts";
import { judge } from "../documents/oracle.ts";
import { keptOf, suggestionsOf } from "../documents/outcome.ts";
import { KEEPING_ENDS } from "../documents/rewrite.ts";
import { Story } from "../documents/story.ts";
import { firstText } from "../documents/tokens.ts";
import { Desk } from "../support/desk.ts";
import { launchChromium } from "./chromium.ts";
import { watchForFaults } from "./faults.ts";
import { saysSaved, Typist, waitForEditor } from "./typist.ts";

const PATH = "notes.md" as WorkspacePath;
const REST_MS = 30_000;

/** What programs and git do to the file. Each comes in one round of a session, together with one of the faults. */
const CHANGES = ["in place", "by rename", "truncated", "another branch and back", "check out while typing"] as const;
type Change = (typeof CHANGES)[number];
const FAULTS = ["none", "cut", "kill bridge", "kill bridge", "close a page"] as const;
type Fault = (typeof FAULTS)[number];

const ACTS = ["edit", "edit", "replace", "replace", "remove", "settle"] as const;

interface Scene {
  readonly bridge: Bridge;
  readonly proxy: TcpProxy;
  readonly folder: DocumentFolder;
  readonly typists: readonly Typist[];
  readonly author: Author;
  readonly random: SeededRandom;
  /** Of what the author does, whatever else happens. */
  readonly authorRandom: SeededRandom;
}

async function round(scene: Scene, change: Change, fault: Fault): Promise<void> {
  const { typists, folder, random } = scene;
  const leaving = fault === "close a page" ? random.pick(typists) : undefined;
  const isElsewhere = change === "another branch and back" && (await comesTo(() => isInFile(scene)));
  if (isElsewhere) folder.checkOut();
  await Promise.all([
    ...typists.map(async (typist) => {
      await typist.act();
      if (typist === leaving) await typist.comeBack();
    }),
    runAuthor(scene),
    changeFile(scene, change, random.int(600)),
    breakSomething(scene, fault, random.int(600)),
  ]);
  if (isElsewhere && (await comesTo(() => isInFile(scene)))) folder.goBack();
  for (const typist of typists) await typist.look();
}

async function runAuthor({ author, authorRandom: random }: Scene): Promise<void> {
  for (let left = random.int(5); left > 0; left -= 1) {
    await pause(random.int(300));
    author[random.pick(ACTS)]();
  }
}

async function changeFile({ folder }: Scene, change: Change, afterMs: number): Promise<void> {
  await pause(afterMs);
  switch (change) {
    case "in place":
      return folder.inPlace();
    case "by rename":
      return folder.byRename();
    case "truncated":
      return folder.truncated();
    case "check out while typing":
      return folder.checkOutWhileTyping();
    case "another branch and back":
      return undefined;
  }
}

async function breakSomething({ bridge, proxy, random }: Scene, fault: Fault, afterMs: number): Promise<void> {
  const [bytes, awayMs] = [1 + random.int(2_000), random.int(600)];
  await pause(afterMs);
  switch (fault) {
    case "cut":
      proxy.cutAfter(random.chance(0.5) ? "up" : "down", bytes);
      await pause(awayMs);
      return proxy.cutAll();
    case "kill bridge":
      await bridge.end("SIGKILL");
      await pause(awayMs);
      return bridge.start();
    case "none":
    case "close a page":
      return undefined;
  }
}

/** All that anybody wrote is saved, and in the file. */
async function isInFile({ typists, author }: Scene): Promise<boolean> {
  const said = await Promise.all(typists.map((typist) => typist.look()));
  const { saving, seq, file } = author.document.view.current();
  return (
    author.isAtRest &&
    file?.status === "current" &&
    file.seq >= Math.max(seq, saving.savedSeq) &&
    said.every((status) => saysSaved(status) && status.includes("in the file"))
  );
}

async function comesTo(isTrue: () => Promise<boolean> | boolean, withinMs = 5_000): Promise<boolean> {
  const until = systemRuntime.clock.elapsed() + withinMs;
  while (!(await isTrue())) {
    if (systemRuntime.clock.elapsed() > until) return false;
    await pause(20);
  }
  return true;
}

/** Nobody has anything left to send, and nothing changes from one look to the next. */
async function comeToRest(scene: Scene): Promise<string[]> {
  const until = systemRuntime.clock.elapsed() + REST_MS;
  let before = "";
  for (;;) {
    const isQuiet = await isInFile(scene);
    const now = [scene.folder.raw, ...(await textsOf(scene)).map(({ text }) => text)].join("\0");
    if (now === before && isQuiet) return [];
    if (systemRuntime.clock.elapsed() > until) {
      const said = await Promise.all(scene.typists.map(async (typist) => `${typist.name}: ${await typist.look()}`));
      return ["there is no rest", ...said, `${scene.author.name}: ${scene.author.describe()}`];
    }
    before = now;
  }
}

async function textsOf({ typists, author }: Scene): Promise<{ name: string; text: string }[]> {
  const pages = typists.map(async (typist) => ({ name: typist.name, text: (await typist.read()).text }));
  return [...(await Promise.all(pages)), { name: author.name, text: author.text ?? "" }];
}

/** Lines that nobody has touched end as they did. */
function changedEnds(first: string, file: string): string[] {
  const ends = new Set(file.split("\n"));
  return first
    .split("\r\n")
    .filter((line) => line !== "" && ends.has(line))
    .map((line) => `line end: ${line} has lost its CR`);
}

/** Everything that went wrong; nothing when all is well. */
export async function runDocumentSession(seed: number, chromium: string, rounds: number): Promise<string[]> {
  const random = createSeededRandom(seed);
  const story = new Story(random.fork("words"));
  const desk = new Desk();
  const root = desk.path("workspace");
  const raw = firstText(random.fork("text"), 8).replaceAll("\n", "\r\n");
  const folder = DocumentFolder.make({ root, raw, random: random.fork("folder"), story, rewrites: KEEPING_ENDS });
  const bridge = new Bridge(desk, root, []);
  await bridge.start();
  const proxy = await createTcpProxy(systemRuntime.clock, bridge.port);
  // The page keeps the bridge's address, and every connection to it goes through the proxy.
  const rules = `MAP 127.0.0.1:${bridge.port} 127.0.0.1:${proxy.port}, MAP * ~NOTFOUND`;
  const browser = await launchChromium(chromium, [`--host-resolver-rules=${rules}`]);
  const clients: Client[] = [];
  const faults: string[] = [];
  const secret = async (): Promise<string> => (await createPairingLink(`${root}/.nomous`, systemRuntime)).secret;

  const browse = async (name: string): Promise<Typist> => {
    const visit = { browser, url: bridge.url, secret: await secret(), faults };
    return openTypist(visit, { name, random: random.fork(name), story });
  };
  const enter = async (name: string): Promise<Author> => {
    const client = await openNodeClient({
      url: bridge.url,
      directory: desk.path(name),
      name,
      pairing: await secret(),
      connect: connectThrough(proxy.port),
    });
    clients.push(client);
    return new Author({ name, document: await client.openDocument(PATH), random: random.fork(name), story });
  };
  try {
    const [ann, bob, author] = await Promise.all([browse("ann"), browse("bob"), enter("program")]);
    const scene: Scene = {
      bridge,
      proxy,
      folder,
      typists: [ann, bob],
      author,
      random: random.fork("script"),
      authorRandom: random.fork("author"),
    };
    await comesTo(() => author.isAtRest, REST_MS);
    console.log("opened", performance.now() | 0);
    const faultsInOrder = shuffled(FAULTS, scene.random);
    for (const [at, change] of shuffled(CHANGES, scene.random).slice(0, rounds).entries()) {
      await round(scene, change, faultsInOrder[at] ?? "none");
      console.log(change, faultsInOrder[at], performance.now() | 0);
    }

    const problems = await comeToRest(scene);
    const log = await enter("log");
    await comesTo(() => log.isAtRest, REST_MS);
    problems.push(...story.unansweredOf(new Set(["program"])), ...faults.map((fault) => `page: ${fault}`));
    console.log("rest", performance.now() | 0);
    const outcome = {
      replicas: [...(await textsOf(scene)), { name: log.name, text: log.text ?? "" }],
      file: folder.raw,
      suggestions: suggestionsOf(log.document),
      kept: await keptOf(log.document),
    };
    (await import("node:fs")).writeFileSync(`/tmp/ds-${seed}.json`, JSON.stringify({events: story.events, outcome, desk: desk.folder}, null, 1));
    return [...problems, ...judge(story.events, outcome), ...changedEnds(raw, outcome.file)];
  } finally {
    await browser.close();
    for (const client of clients) await client.close();
    await desk.stop();
    await proxy.close();
    if (process.env["NOMOUS_CRASH_KEEP"] === undefined) await desk.end();
    else console.log(`kept: ${desk.folder}`);
  }
}

interface Visit {
  readonly browser: Browser;
  readonly url: string;
  readonly secret: string;
  readonly faults: string[];
}

/** A browser of its own, paired, with the document open. */
async function openTypist(
  { browser, url, secret, faults }: Visit,
  person: { name: string; random: SeededRandom; story: Story },
): Promise<Typist> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(20_000);
  await watchForFaults(context, url, faults, () => true);
  const page = await context.newPage();
  await page.goto(`${url}/#pair=${secret}`);
  // Whoever leaves the page before that is not paired.
  await page.getByRole("contentinfo", { name: "Status" }).getByText("Bridge here").waitFor();
  await page.goto(`${url}/file/${PATH}`);
  await page.getByRole("button", { name: "Edit" }).click();
  await waitForEditor(page);
  return new Typist({ ...person, context, address: page.url() }, page);
}

function shuffled<T>(all: readonly T[], random: SeededRandom): T[] {
  const left = [...all];
  return all.map(() => left.splice(random.int(left.length), 1)).flat();
}
