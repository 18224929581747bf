// One round: a bridge whose documents nobody has opened, a browser that has never been there, and what becomes of both.
import { setTimeout as pause } from "node:timers/promises";
import type { DocumentId } from "@nomous/client";
import type { Page } from "playwright-core";
import type { Figures } from "../harness.ts";
import { workForADay } from "./absence.ts";
import { assertNothingLacks, everythingHere, roomOf } from "./kept.ts";
import type { Made, Place } from "./place.ts";
import { pair, Profile } from "./profile.ts";
import type { Results } from "./results.ts";
import { type Queries, timeSearches, timesOf, timeTyping, workerBytes } from "./searching.ts";
import { TextMaker } from "./texts.ts";
import { traced } from "./trace.ts";
import type { Marks, Seen, WireBytes } from "./watch-page.ts";

export interface RoundParts {
  readonly made: Made;
  readonly place: Place;
  readonly chromium: string;
  readonly results: Results;
  readonly queries: Queries;
}

/** Of a year, on one day: one document of so many is edited, and turns come to one conversation of so many, this share of all. */
const DAY = { oneOf: 5, turns: 0.03 };
/** The page has nothing left to do. */
const QUIET_MS = 5_000;

export async function measureRound(parts: RoundParts): Promise<void> {
  const { place, chromium } = parts;
  // The bridge looks at all documents once; else what is measured first pays for it.
  const { documents: listed } = await place.withClient((client) => client.ask("documents.list", {}));
  if (listed.length !== parts.made.documents.length) throw new Error(`The bridge has ${listed.length} documents.`);
  const profile = await Profile.make(chromium);
  await profile.use({}, (page) => measureFirst(parts, page));
  await measureAnother(parts);
  const documents = await documentsOf(place);
  await measureOpening(parts, profile, documents);
  await measureSearch(parts, profile);
  await measureAbsence(parts, profile, documents);
  await profile.remove();
}

const documentsOf = async (place: Place): Promise<readonly DocumentId[]> => {
  const { documents } = await place.withClient((client) => client.ask("documents.list", {}));
  return documents.flatMap(({ document }) => document ?? []);
};

/** Until everything is here that is on the bridge, from the moment at which `begin` begins; tasks are those behind it. */
async function converge(page: Page, begin: () => Promise<unknown>): Promise<Figures> {
  const since = Date.now();
  const before = await wireOf(page);
  await begin();
  let at = since;
  const { longestMs, longestWallMs, totalMs } = await traced(page, false, async () => {
    ({ at } = await everythingHere(page, since));
  });
  const after = await wireOf(page);
  return {
    seconds: (at - since) / 1_000,
    "MB received": (after.received - before.received) / 1_000_000,
    "of it items": (after.items - before.items) / 1_000_000,
    "MB sent": (after.sent - before.sent) / 1_000_000,
    "main thread s": totalMs / 1_000,
    "longest task ms": longestMs,
    "longest task by the clock ms": longestWallMs,
  };
}

/** Nothing before the page is asked for. */
const wireOf = (page: Page): Promise<WireBytes> =>
  page.evaluate(() => (window.watched as Seen | undefined)?.wire ?? { sent: 0, received: 0, items: 0 });

async function measureFirst({ place, results, made }: RoundParts, page: Page): Promise<void> {
  results.add(
    "mirror",
    "the first browser, which opens each document for the first time",
    await converge(page, () => pair(page, place)),
  );
  await place.withClient((client) => assertNothingLacks(page, client));
  // The app itself comes when the page is quiet.
  await page.evaluate(() => navigator.serviceWorker.ready);
  await pause(QUIET_MS);
  const { databaseBytes, shellBytes } = await roomOf(page);
  results.add("room", "kept", {
    "texts MB": made.bytes / 1_000_000,
    "database MB": databaseBytes / 1_000_000,
    "database / texts": databaseBytes / made.bytes,
    "the app's files MB": shellBytes / 1_000_000,
  });
}

async function measureAnother({ place, results, chromium }: RoundParts): Promise<void> {
  const profile = await Profile.make(chromium);
  await profile.use({}, async (page) => {
    results.add("mirror", "another browser", await converge(page, () => pair(page, place)));
  });
  await profile.remove();
}

interface Screen {
  readonly figure: string;
  readonly path: string;
  readonly mark: string;
}

/** Each with what stands there once it can be used. */
function screensOf({ conversations }: Made, documents: readonly DocumentId[]): readonly Screen[] {
  const conversation = conversations[conversations.length >> 1];
  const last = (conversation?.turns.length ?? 0) - 1;
  return [
    {
      figure: "first view ms",
      path: "/",
      mark: '.app:has(textarea[aria-label="Message"]) .rail-list a.it',
    },
    {
      figure: "conversation ms",
      path: `/c/${conversation?.id}`,
      mark: `[data-index="${last}"] article`,
    },
    {
      figure: "document editable ms",
      path: `/documents/${documents[documents.length >> 1]}`,
      mark: ".cm-content:not([aria-readonly]) .cm-line:nth-child(3)",
    },
  ];
}

async function measureOpening(
  { place, made, chromium, results }: RoundParts,
  profile: Profile,
  documents: readonly DocumentId[],
): Promise<void> {
  const screens = screensOf(made, documents);
  const paired = await Profile.makePaired(chromium, place);
  const figures = {
    here: new Map<string, number>(),
    fresh: new Map<string, number>(),
    cached: new Map<string, number>(),
    gone: new Map<string, number>(),
  };
  for (const { figure, path, mark } of screens) {
    const url = place.url + path;
    figures.here.set(figure, await coldOpen(profile, url, mark));
    figures.fresh.set(figure, await coldOpenCopy(paired, false, url, mark));
    figures.cached.set(figure, await coldOpenCopy(paired, true, url, mark));
  }
  await place.stop();
  for (const { figure, path, mark } of screens)
    figures.gone.set(figure, await coldOpen(profile, place.url + path, mark));
  await place.start();
  const add = (variant: string, of: Map<string, number>): void =>
    results.add("opening", variant, Object.fromEntries(of));
  add("everything kept, bridge here", figures.here);
  add("everything kept, bridge gone", figures.gone);
  add("nothing kept, fresh profile", figures.fresh);
  add("nothing kept, files cached by the browser", figures.cached);
  await paired.remove();
}

/** Milliseconds from asking for a page in a browser that has just been started to the frame that shows `mark`. */
const coldOpen = (profile: Profile, url: string, mark: string, isPlain = false): Promise<number> =>
  profile.use({ marks: { mark }, isPlain }, async (page) => {
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForFunction(() => "mark" in window.watched.marks);
    return page.evaluate(() => window.watched.marks["mark"] ?? Number.NaN);
  });

async function coldOpenCopy(paired: Profile, hasFiles: boolean, url: string, mark: string): Promise<number> {
  const copy = await paired.copy(hasFiles);
  const ms = await coldOpen(copy, url, mark, true);
  await copy.remove();
  return ms;
}

async function measureSearch({ place, made, queries, results }: RoundParts, profile: Profile): Promise<void> {
  const texts = [...made.documents, ...made.conversations.flatMap(({ turns }) => turns)].map(({ text }) => text);
  const marks: Marks = { hit: ".search-page a.found" };
  await place.stop();
  await profile.use({ marks }, async (page) => {
    await page.goto(`${place.url}/search?text=${queries.common}`, { waitUntil: "commit" });
    await page.waitForFunction(() => "hit" in window.watched.marks && window.watched.search.readAt !== undefined);
    const { hit, read } = await page.evaluate(() => ({
      hit: window.watched.marks["hit"] ?? Number.NaN,
      read: window.watched.search.readAt ?? Number.NaN,
    }));
    const typed = await timeTyping(page, queries);
    const bytes = await workerBytes(page);
    const times = await timeSearches(page, queries, texts);
    results.add("first search", "in a browser that has just been started", {
      "first hits ms": hit,
      "all texts read ms": read,
      "worker MB": bytes / 1_000_000,
    });
    results.add("search", "nomous", {
      ...timesOf("in the worker", times.ours),
      ...timesOf("misspelt", times.misspelt),
      ...timesOf("typed to drawn", typed),
    });
    results.add("search", "all texts looked through", timesOf("in the worker", times.scan));
  });
  await place.start();
}

/** A day in which others work and the browser is away. Each day has documents and conversations of its own. */
async function spendDay({ place, made }: RoundParts, documents: readonly DocumentId[], day: number): Promise<void> {
  const isOf = (_: unknown, n: number): boolean => n % DAY.oneOf === day % DAY.oneOf;
  const turns = made.conversations.reduce((sum, conversation) => sum + conversation.turns.length, 0);
  const work = {
    documents: documents.filter(isOf),
    conversations: made.conversations.filter(isOf),
    turns: turns * DAY.turns,
  };
  await place.withClient((client) => workForADay(client, new TextMaker(20 + day), work));
  // What was written is in the files.
  await pause(QUIET_MS);
}

async function measureAbsence(parts: RoundParts, profile: Profile, documents: readonly DocumentId[]): Promise<void> {
  const { place, results } = parts;
  await spendDay(parts, documents, 1);
  await profile.use({}, async (page) => {
    results.add(
      "mirror",
      "after a day: the browser comes to a bridge that has run",
      await converge(page, () => page.goto(place.url)),
    );
    await place.withClient((client) => assertNothingLacks(page, client));
  });
  await spendDay(parts, documents, 2);
  await place.stop();
  await profile.use({ marks: { first: ".rail-list a.it" } }, async (page) => {
    await page.goto(place.url);
    await page.waitForFunction(() => "first" in window.watched.marks);
    await pause(QUIET_MS);
    await place.start();
    const hear = (): Promise<unknown> => page.evaluate(() => window.dispatchEvent(new Event("online")));
    results.add("mirror", "after a day: the bridge comes back to a page that waits", await converge(page, hear));
    await place.withClient((client) => assertNothingLacks(page, client));
  });
}
