// A browser that keeps everything: how the app opens with the bridge here and gone, how long it takes until everything is here, the first time and after a day
// away, what that takes on disk, how it is searched, and how a conversation of thousands of turns opens and scrolls. In a real browser before the real
// bridge; beside it the same page of the same bridge in a browser that keeps nothing, and what one would write first.
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "../tests/e2e/chromium.ts";
import { format, report, summarise, table } from "./harness.ts";
import { measureLong } from "./offline/measure-long.ts";
import { measureRound } from "./offline/measure-round.ts";
import { type Amounts, makeWorkspace, Place } from "./offline/place.ts";
import { Results } from "./offline/results.ts";
import { makeQueries } from "./offline/searching.ts";

const isQuick = process.argv.includes("quick");
const ROUNDS = isQuick ? 1 : Number(process.argv[2] ?? 3);
const AMOUNTS: Amounts = isQuick
  ? { documents: 50, conversations: 10, turns: 500 }
  : { documents: 1_000, conversations: 200, turns: 10_000 };
const OPEN_MS = 300;
/** 60 a second. */
const FRAME_MS = 16.7;

async function measure(chromium: string): Promise<void> {
  const results = new Results();
  const folder = mkdtempSync(join(tmpdir(), "nomous-bench-"));
  const loadBefore = loadavg()[0] ?? 0;
  const made = await makeWorkspace(join(folder, "all"), AMOUNTS);
  const long = await makeWorkspace(join(folder, "long"), { ...AMOUNTS, documents: 0, conversations: 1 });
  const queries = makeQueries(made.documents.map(({ text }) => text));
  for (let round = 0; round < ROUNDS; round += 1) {
    const place = await Place.open(made);
    await measureRound({ made, place, chromium, results, queries });
    await place.end();
  }
  const place = await Place.open(long);
  await measureLong({ made: long, place, chromium, results, rounds: ROUNDS });
  await place.end();
  rmSync(folder, { recursive: true });
  const body = tell(results, made.bytes, [loadBefore, loadavg()[0] ?? 0]);
  if (isQuick) console.log(`\n${body}`);
  else report("offline", body);
}

function tell(results: Results, bytes: number, load: readonly [number, number]): string {
  const opening = ["first view ms", "conversation ms", "document editable ms"].flatMap((figure) =>
    ["bridge here", "bridge gone"].map((how) => {
      const ratios = ["nothing kept, fresh profile", "nothing kept, files cached by the browser"].map((peer) =>
        results.ratio("opening", [`everything kept, ${how}`, figure], [peer, figure]),
      );
      return `| ${figure.replace(" ms", "")}, ${how} | ${ratios.join(" | ")} |`;
    }),
  );
  const row = (what: string, figure: string, limit: number): string => {
    const { median, min, max } = summarise(results.values("long", "nomous", figure));
    const verdict = median <= limit ? "met" : "**missed**";
    return `| ${what} | ${format(median)} [${format(min)}, ${format(max)}] | ≤ ${limit} | ${verdict} |`;
  };
  const find = (figure: string): string =>
    results.ratio(
      "search",
      ["nomous", `in the worker, ${figure} ms`],
      ["all texts looked through", `in the worker, ${figure} ms`],
    );
  return `${format(AMOUNTS.documents)} documents of our four types, 1 to 20 kB each, and ${format(AMOUNTS.conversations)} conversations with ${format(AMOUNTS.turns)} turns in all, ${format(bytes / 1_000_000)} MB of text. The conversations are written into the
database of the bridge through its own storage and journal, the documents as files of a repository. ${ROUNDS} rounds, each with a bridge whose documents nobody has opened and a new browser profile;
the load of the machine was ${format(load[0])} at the beginning and ${format(load[1])} at the end, on two cores. Chromium has no graphics processor.

**Opening**, from asking for the page in a browser that has just been started to the frame in which it can be used. The peers are the same page of the same bridge, without service worker and without
copies: in a profile that has nothing but its key, and in one where the browser itself has kept the app's files. Ratios of the paired rounds:

| | against a fresh profile | against cached files |
|---|---|---|
${opening.join("\n")}

${table(results.part("opening"))}

**Until everything is here**: from asking for the page, or from the moment at which the bridge is back, to the moment at which the page says that everything is here, which is compared with what the
bridge has. In a day ${format(AMOUNTS.documents / 5)} documents were edited and ${format(AMOUNTS.turns * 0.03)} turns came. The two seconds that a page waits before it begins are in it. A bridge that comes back has just been started and looks at all documents again. Bytes are those of the messages on the page's socket; tasks are those of its main thread,
by processor time and by the clock, in which a busy machine runs others too.

${table(results.part("mirror"))}

On disk, as the browser tells it:

${table(results.part("room"))}

**Search** over everything that is here, with the bridge gone: the page is asked for with words in its address, in a browser that has just been started. Memory is that of the worker, after a collection.

${table(results.part("first search"))}

Then 60 searches for one word, two words of a sentence, and the beginning of a word, 20 for words with a wrong letter, and 12 typed into the page. The other side has all texts in lower case in the same
worker, and looks through each for each word, without order and excerpts. Ours / theirs: median ${find("median")}, 95 % ${find("95 %")}.

${table(results.part("search"))}

**A conversation of ${format(AMOUNTS.turns)} turns**, opened from the list of a page that is there, then scrolled from its end to its beginning by wheel, 500 pixels a frame. The other page holds the same words
as paragraphs and nothing else. A frame is missed when the next one begins more than one and a half times 16.7 ms after it.

| what | measured | budget | |
|---|---|---|---|
${row("open, ms", "open ms", OPEN_MS)}
${row("main thread for a frame, ms", "main thread ms/frame", FRAME_MS)}
${row("missed frames, %", "missed frames, %", 0)}

${table(results.part("long"))}`;
}

const chromium = findChromium();
if (chromium === undefined) console.log("offline: skipped. Chromium is missing: apt-get install chromium");
else await measure(chromium);
process.exit(0);
