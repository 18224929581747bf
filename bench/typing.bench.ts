// What somebody who types in a long document waits for, in a real browser before the real bridge: the finding that a key makes or removes,
// and the main thread, against CodeMirror with Markdown alone. Then what opening a megabyte takes.
import { loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { findChromium, launchChromium } from "../tests/e2e/chromium.ts";
import { type Figures, format, interleave, report, summarise, table } from "./harness.ts";
import { longSpec } from "./long-spec.ts";
import { DocumentPages } from "./peers/document-page.ts";
import { EditorPage, type Opening } from "./peers/editor-page.ts";
import { servePlainEditor } from "./peers/plain-editor.ts";

const ROUNDS = Number(process.argv[2] ?? 5);
const EVERY_MS = 120;
const SIZES = { "100 kB": 100_000, "1 MB": 1_000_000 };
type Size = keyof typeof SIZES;

/** The first words of a paragraph on the first screen. */
const PLACE = "Engineers write spikes";
const keysOf = (text: string): string[] => text.split("").map((letter) => (letter === " " ? "Space" : letter));
const WARM_UP = keysOf(" warm");
const SENTENCE = keysOf(" and a quick fox that jumps over lazy dogs");
const LINK = [...keysOf(" [a](#1-executive-summary)"), "ArrowLeft"];
/** A letter too many in the link's address, or not: an error in the line that somebody types in, or none. */
const TOGGLES = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? "x" : "Backspace"));
/** A page that is gone has written what it kept. */
const COPY_MS = 3_000;

/** What typing does to the main thread. */
async function typeIn(editor: EditorPage): Promise<Figures> {
  await editor.goToWords(PLACE);
  await editor.type(WARM_UP, EVERY_MS);
  const { msPerKey, longTasks, longestMs } = await editor.type(SENTENCE, EVERY_MS);
  return { "main thread ms/key": msPerKey, "longest task ms": longestMs, "tasks over 50 ms by the clock": longTasks };
}

async function ours(browser: Browser, pages: DocumentPages, size: Size): Promise<Figures> {
  const context = await pages.newContext(browser);
  const { editor, opening: first } = await pages.open(context, size);
  const typing = await typeIn(editor);
  for (const key of LINK) await editor.page.keyboard.press(key);
  const drawn = (await editor.typeFindings(TOGGLES)).toSorted((a, b) => a - b);
  await pause(COPY_MS);
  await editor.page.close();
  const again = await pages.open(context, size);
  await context.close();
  return {
    ...typing,
    "finding ms, median": summarise(drawn).median,
    "finding ms, 95 %": drawn[Math.floor(drawn.length * 0.95)] ?? Number.NaN,
    ...openingFigures("first", first),
    ...openingFigures("again", again.opening),
  };
}

const openingFigures = (time: string, { readable, editable, checked }: Opening): Figures => ({
  [`${time}: ms to readable`]: readable,
  [`${time}: to editable`]: editable,
  [`${time}: to checked`]: checked,
});

async function plain(browser: Browser, size: Size): Promise<Figures> {
  const served = await servePlainEditor(longSpec(SIZES[size]));
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const editor = await EditorPage.watch(page);
  await page.goto(served.url);
  const figures = await typeIn(editor);
  await context.close();
  await served.stop();
  return figures;
}

async function measure(chromium: string): Promise<void> {
  const sizes = Object.keys(SIZES) as Size[];
  const texts = Object.fromEntries(sizes.map((size) => [size, longSpec(SIZES[size])]));
  const pages = await DocumentPages.serve(texts);
  const browser = await launchChromium(chromium);
  const loadBefore = loadavg()[0] ?? 0;
  try {
    const variants = sizes.flatMap((size) => [
      [`Nomous, ${size}`, () => ours(browser, pages, size)] as const,
      [`plain editor, ${size}`, () => plain(browser, size)] as const,
    ]);
    tell(await interleave(Object.fromEntries(variants), ROUNDS), loadBefore);
  } finally {
    await browser.close();
    await pages.stop();
  }
}

type Results = Awaited<ReturnType<typeof interleave>>;

function tell(results: Results, loadBefore: number): void {
  const all = (name: string, figure: string): readonly number[] => results.get(name)?.get(figure) ?? [];
  const row = (what: string, name: string, figure: string, limit: number): string => {
    const { median, min, max } = summarise(all(name, figure));
    const verdict = median <= limit ? "met" : "**missed**";
    return `| ${what} | ${format(median)} [${format(min)}, ${format(max)}] | ≤ ${limit} | ${verdict} |`;
  };
  const ratio = (size: Size): string => {
    const figure = "main thread ms/key";
    const theirs = all(`plain editor, ${size}`, figure);
    const { median, min, max } = summarise(all(`Nomous, ${size}`, figure).map((own, i) => own / (theirs[i] ?? 0)));
    return `${format(median)} [${format(min)}, ${format(max)}] at ${size}`;
  };
  const pick = (wanted: (figure: string) => boolean): Results =>
    new Map(
      [...results].map(
        ([name, figures]) => [name, new Map([...figures].filter(([figure]) => wanted(figure)))] as const,
      ),
    );
  report(
    "typing",
    `${ROUNDS} rounds, ${SENTENCE.length} keys each, one every ${EVERY_MS} ms, in Chromium without a graphics processor; the load of the machine was ${format(loadBefore)} at the beginning and
${format(loadavg()[0] ?? 0)} at the end. The document is the spec of this project, its detailed design repeated. The plain editor is CodeMirror 6 with Markdown and the extensions of
its own that ours has, without rules, preview, panels, log and file.

| what | measured | budget | |
|---|---|---|---|
${row("key to drawn finding, 100 kB, median, ms", "Nomous, 100 kB", "finding ms, median", 50)}
${row("tasks over 50 ms by the clock, 1 MB", "Nomous, 1 MB", "tasks over 50 ms by the clock", 0)}
${row("longest task by processor time, 1 MB, ms", "Nomous, 1 MB", "longest task ms", 50)}

By the clock a busy machine makes long tasks of short ones, in the plain editor too; the time that a task had a processor says what it is.

Processor time of the main thread for one key, with everything that follows from it (it is stored in the browser, sent, saved, written to the file, checked and rendered), ours / plain:
${ratio("100 kB")}, ${ratio("1 MB")}.

${table(pick((figure) => !isOpening(figure)))}

Opening the page, for the first time in a browser and again:

${table(new Map([...pick(isOpening)].filter(([, figures]) => figures.size > 0)))}`,
  );
}

const isOpening = (figure: string): boolean => /^(?:first|again):/.test(figure);

const chromium = findChromium();
if (chromium === undefined) console.log("typing: skipped. Chromium is missing: apt-get install chromium");
else await measure(chromium);
process.exit(0);
