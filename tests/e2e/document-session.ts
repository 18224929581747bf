// One session: two people in browsers and a program with the SDK work on one document, while other programs and git rewrite its file, connections
// are cut, pages closed and the bridge killed. At the end all have to agree, and the oracle counts the words.
import { setTimeout as pause } from "node:timers/promises";
import { systemRuntime } from "@nomous/client";
import type { SeededRandom } from "@nomous/testkit";
import type { Author } from "../documents/author.ts";
import { judge } from "../documents/oracle.ts";
import { keptOf, suggestionsOf } from "../documents/outcome.ts";
import { SessionStage } from "./session-stage.ts";
import { saysSaved, type Typist } from "./typist.ts";

const REST_MS = 30_000;

/** What programs and git do to the file. Each has a round of the session, and one of the breaks comes in the same round. */
const CHANGES = ["in place", "by rename", "truncated", "check out while typing", "another branch and back"] as const;
type Change = (typeof CHANGES)[number];
const BREAKS = ["none", "cut", "kill bridge", "kill bridge", "close a page"] as const;
type Break = (typeof BREAKS)[number];

const MOST_ROUNDS = CHANGES.length;

const ACTS = ["edit", "edit", "replace", "replace", "remove", "settle"] as const;

interface Scene {
  readonly stage: SessionStage;
  readonly typists: readonly Typist[];
  readonly author: Author;
  /** Of the script. Who acts at the same time has an own one: the order in which they come to draw is nobody's choice. */
  readonly random: SeededRandom;
  readonly authorRandom: SeededRandom;
  readonly breakRandom: SeededRandom;
}

async function round(scene: Scene, change: Change, fault: Break): Promise<void> {
  const { typists, random } = scene;
  const { folder } = scene.stage;
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
    breakSomething(scene, fault),
  ]);
  if (isElsewhere && (await comesTo(() => isInFile(scene)))) folder.goBack();
  await Promise.all(typists.map((typist) => typist.look()));
}

async function runAuthor({ author, authorRandom: random }: Scene): Promise<void> {
  for (let left = random.int(5); left > 0; left -= 1) {
    await pause(random.int(300));
    author[random.pick(ACTS)]();
  }
}

async function changeFile({ stage: { folder } }: Scene, change: Change, afterMs: number): Promise<void> {
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

async function breakSomething({ stage: { bridge, proxy }, breakRandom: random }: Scene, kind: Break): Promise<void> {
  await pause(random.int(600));
  switch (kind) {
    case "cut": {
      const direction = random.chance(0.5) ? "up" : "down";
      proxy.cutAfter(direction, 1 + random.int(2_000));
      await pause(random.int(600));
      proxy.cutAfter(direction, Infinity);
      return proxy.cutAll();
    }
    case "kill bridge":
      await bridge.end("SIGKILL");
      await pause(random.int(600));
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
  const { stage, typists, author } = scene;
  let before = "";
  const isQuiet = async (): Promise<boolean> => {
    const isSaved = await isInFile(scene);
    const texts = await textsOf(scene);
    const now = [stage.folder.raw, ...texts.map(({ text }) => text)].join("\0");
    const isSame = now === before;
    before = now;
    return isSaved && isSame;
  };
  if (await comesTo(isQuiet, REST_MS)) return [];
  const said = await Promise.all(typists.map(async (typist) => `${typist.name}: ${await typist.look()}`));
  return ["there is no rest", ...said, `${author.name}: ${author.describe()}`];
}

async function textsOf({ typists, author }: Scene): Promise<{ name: string; text: string }[]> {
  const pages = typists.map(async (typist) => ({ name: typist.name, text: (await typist.read()).text }));
  return [...(await Promise.all(pages)), { name: author.name, text: author.text ?? "" }];
}

/** Lines that nobody has touched, and that do not end as they did. */
function changedEnds(first: string, file: string): string[] {
  // What stands behind the last end is no line.
  const withoutCr = new Set(file.split("\n").slice(0, -1));
  return first
    .split("\r\n")
    .filter((line) => line !== "" && withoutCr.has(line))
    .map((line) => `line end: ${line} has lost its CR`);
}

async function verdict(scene: Scene): Promise<string[]> {
  const { stage, author } = scene;
  const problems = await comeToRest(scene);
  // Who comes now reads what the log has.
  const log = await stage.author("log");
  await comesTo(() => log.isAtRest, REST_MS);
  const outcome = {
    replicas: [...(await textsOf(scene)), { name: log.name, text: log.text ?? "" }],
    file: stage.folder.raw,
    suggestions: suggestionsOf(log.document),
    kept: await keptOf(log.document),
  };
  return [
    ...problems,
    ...stage.faults.map((fault) => `page: ${fault}`),
    ...stage.story.unansweredOf(new Set([author.name])),
    ...judge(stage.story.events, outcome),
    ...changedEnds(stage.raw, outcome.file),
  ];
}

/** Everything that went wrong; nothing when all is well. */
export async function runDocumentSession(
  seed: number,
  chromium: string,
  rounds: number = MOST_ROUNDS,
): Promise<string[]> {
  const stage = new SessionStage(seed);
  try {
    await stage.begin(chromium);
    const [ann, bob, author] = await Promise.all([stage.typist("ann"), stage.typist("bob"), stage.author("program")]);
    const random = stage.random.fork("script");
    const [authorRandom, breakRandom] = [random.fork("author"), random.fork("break")];
    const scene: Scene = { stage, typists: [ann, bob], author, random, authorRandom, breakRandom };
    await comesTo(() => author.isAtRest, REST_MS);
    const breaks = shuffled(BREAKS, random);
    for (const [at, change] of shuffled(CHANGES, random).slice(0, rounds).entries())
      await round(scene, change, breaks[at] ?? "none");
    return await verdict(scene);
  } finally {
    await stage.end();
  }
}

function shuffled<T>(all: readonly T[], random: SeededRandom): T[] {
  const left = [...all];
  return all.flatMap(() => left.splice(random.int(left.length), 1));
}
