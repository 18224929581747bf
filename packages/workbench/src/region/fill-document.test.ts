import { expect, test } from "vitest";
import type { EvidenceFixture } from "../evidence/evidence-fixture.ts";
import { parseMarkdown } from "../text/markdown.ts";
import { fillDocument } from "./fill-document.ts";
import { regionsIn } from "./region.ts";
import { BLOCK, inputOf, sessionWith, SPIKE } from "./spike-fixture.ts";

const fill = (text: string, ...sessions: readonly EvidenceFixture[]) => fillDocument(inputOf(text, ...sessions));
const session = sessionWith(0.86);
const filled = fill(SPIKE, session);

const withoutRegions = (text: string): string =>
  regionsIn(parseMarkdown(text))
    .toReversed()
    .reduce((rest, { from, to }) => rest.slice(0, from) + rest.slice(to), text);

const lines = (text: string): string[] => text.split("\n").filter((line) => line !== "");

const firstLines = (one: EvidenceFixture, count: number): EvidenceFixture => ({
  ...one,
  text: one.text.split("\n").slice(0, count).join("\n") + "\n",
});

test("evidence and document give the same bytes of regions and charts, twice, and with CRLF", () => {
  const again = fill(SPIKE, sessionWith(0.86));
  expect(again).toEqual(filled);
  expect(filled.charts.map(({ path }) => path)).toEqual([
    "evidence/ws-batch/20261129T061500-3f2a91.pairs.svg",
    "evidence/ws-batch/20261129T061500-3f2a91.ecdf.svg",
    "evidence/ws-batch/20261129T061500-3f2a91.order.svg",
  ]);
  const crlf = fill(SPIKE.replaceAll("\n", "\r\n"), session);
  expect(crlf).toEqual({ ...filled, text: filled.text.replaceAll("\n", "\r\n") });
});

test("the environment stands behind the experiment, and for what was to be written before it", () => {
  const guidance =
    "*Guidance: Say what is run, on which machine and data, how often and in which order, and what counts as a difference.*";
  const { text } = fill(SPIKE.replace(BLOCK, `${guidance}\n\n${BLOCK}`), session);
  expect(text).toContain(`### Test methodology\n\n${BLOCK}\n\n<!-- nomous:ws-batch/environment`);
  expect(text).not.toContain(guidance);
});

test("filling twice is filling once", () => {
  expect(fill(filled.text, session)).toEqual(filled);
  const crlf = filled.text.replaceAll("\n", "\r\n");
  expect(fill(crlf, session).text).toBe(crlf);
});

test("each part stands where the type has a place for it", () => {
  const headings = filled.text.match(/^#+ .*|^<!-- nomous:\S+/gm);
  expect(headings).toEqual([
    "# Batching",
    "## Technical Details",
    "### Test methodology",
    "<!-- nomous:ws-batch/environment",
    "## Results",
    "### Performance data",
    "<!-- nomous:ws-batch/results",
    "### Resource usage",
    "<!-- nomous:ws-batch/resources",
    "### Evaluation Criteria",
    "<!-- nomous:transport/decision",
    "### Limitations",
    "## Recommendations",
    "<!-- nomous:transport/recommendation",
    "<!-- nomous:claims",
  ]);
});

test("outside of the regions only guidance that nobody touched is gone", () => {
  const rest = withoutRegions(filled.text).replace("### Resource usage\n", "");
  expect(lines(rest)).toEqual(lines(SPIKE).filter((line) => !line.startsWith("*Guidance")));
  const touched = SPIKE.replace("link the raw data", "link the data");
  expect(fill(touched, session).text).toContain("link the data.*\n\n<!-- nomous:ws-batch/results");
});

test("the table that a decision replaces goes with its guidance, and only as the template has it", () => {
  const guidance =
    "*Guidance: Rename the columns to your options, weigh the criteria, and say in each cell what was measured or judged.*";
  const table = [
    "| Criterion             | Weight | Option A | Option B |",
    "| --------------------- | ------ | -------- | -------- |",
    "| Performance metrics   |        |          |          |",
    "| Resource utilisation  |        |          |          |",
    "| Implementation effort |        |          |          |",
    "| Maintenance impact    |        |          |          |",
    "| Risk                  |        |          |          |",
  ].join("\n");
  const draft = SPIKE.replace("### Evaluation Criteria\n", `### Evaluation Criteria\n\n${guidance}\n\n${table}\n`);
  expect(fill(draft, session).text).toBe(filled.text);
  const begun = draft.replace("| Risk                  |        |", "| Risk                  | 20     |");
  expect(fill(begun, session).text).toContain("| Risk                  | 20     |");
});

test("a document that is no spike has everything behind its block", () => {
  const { text } = fill(`# Notes\n\n${BLOCK}\n\nMore.\n`, session);
  const found = text.match(/^#+ .*|^<!-- nomous:\S+|^More\.|^```$/gm);
  expect(found).toEqual([
    "# Notes",
    "```",
    "<!-- nomous:ws-batch/results",
    "More.",
    "## Resource usage",
    "<!-- nomous:ws-batch/resources",
    "## Environment",
    "<!-- nomous:ws-batch/environment",
  ]);
});

test("what failed is said, also where the document has no part for it", () => {
  const failing = sessionWith(0.86, {
    values: { p95: (variant, round) => (variant === "four" && round === 5 ? null : 42) },
  });
  const { text } = fill(SPIKE, failing);
  expect(text).toContain("### Error scenarios\n\n<!-- nomous:ws-batch/errors");
  expect(text).toContain("four frames: 1 of 16 runs failed: it exited with 1");
});

test("text that a person put inside a region is kept below it, and told", () => {
  const edited = filled.text
    .replace("Medians of a run", "I do not trust the disk here.\nIt was full.\n\nMedians of a run")
    .replace(/^\| Four frames.*$/m, (row) => row);
  const { text, kept } = fill(edited, session);
  expect(text).toBe(
    filled.text.replace(
      "<!-- /nomous:ws-batch/resources -->",
      "<!-- /nomous:ws-batch/resources -->\n\nI do not trust the disk here.\nIt was full.",
    ),
  );
  expect(kept).toHaveLength(2);
  expect(kept[0]).toMatch(/^Line \d+, "I do not trust the disk here\.", was written inside .*ws-batch\/resources/);
  expect(fill(text, session)).toEqual({ ...filled, text });
});

test("a number that a person changed is no number of ours: its line is kept, and the measured one stands again", () => {
  const edited = filled.text.replace(/(\| four frames +\| [\d.]+) ms/, "$1 minutes");
  expect(edited).not.toBe(filled.text);
  const { text, kept } = fill(edited, session);
  expect(kept).toHaveLength(1);
  expect(withoutRegions(text)).toContain("minutes");
  expect(regionsIn(parseMarkdown(text)).map(({ body }) => body)).toEqual(
    regionsIn(parseMarkdown(filled.text)).map(({ body }) => body),
  );
});

test("of what was generated from fewer lines nothing is taken for a person's", () => {
  const early = fill(SPIKE, firstLines(session, 1 + 3 * 10));
  expect(early.text).not.toBe(filled.text);
  const edited = early.text.replace("- Failures:", "- Mine.\n- Failures:");
  const { text, kept } = fill(edited, session);
  expect(kept.map((sentence) => /"([^"]*)"/.exec(sentence)?.[1])).toEqual(["- Mine."]);
  expect(text.replace("\n\n- Mine.", "")).toBe(filled.text);
});

test("a formatter that pads tables anew leaves nothing behind", () => {
  const formatted = filled.text.replaceAll(/^\|.*\|$/gm, (row) =>
    row.replaceAll(/ +/g, " ").replaceAll(/-{2,}/g, "--"),
  );
  expect(formatted).not.toBe(filled.text);
  expect(fill(formatted, session)).toEqual(filled);
});

test("an experiment that was changed after it was measured says so, until it is measured again", () => {
  const changed = fill(SPIKE.replace("threshold: 5 %", "threshold: 30 %"), session).text;
  expect(changed).toMatch(/^\*\*Changed after data:\*\* .*Run it again\.$/m);
  expect(fill(filled.text.replace("threshold: 5 %", "threshold: 30 %"), session).text).toBe(changed);
  expect(fill(changed.replace("threshold: 30 %", "threshold: 5 %"), session).text).toBe(filled.text);
});

test("several sessions are counted and never pooled; the newest one is shown", () => {
  const older = sessionWith(0.5, { session: "20261128T061500-000000" });
  const { text } = fill(SPIKE, older, session);
  expect(text).toContain("Sessions of this experiment: 2. Only this one is shown; they are never pooled.");
  expect(text.replace(/Sessions of this experiment.*\n\n/, "")).toContain(regionBodyOf("ws-batch/resources"));
});

const regionBodyOf = (name: string): string =>
  regionsIn(parseMarkdown(filled.text)).find((one) => one.name === name)?.body ?? "no such region";

test("without evidence, or with broken evidence, nothing is written, and a note says why", () => {
  expect(fill(SPIKE)).toEqual({ text: SPIKE, charts: [], kept: [], notes: ["ws-batch has no evidence yet."] });
  const broken = { ...session, text: session.text.replace('"round":3', '"round":4') };
  const { text, notes } = fill(filled.text, broken);
  expect(regionsIn(parseMarkdown(text)).filter(({ name }) => name.startsWith("ws-batch"))).toEqual(
    regionsIn(parseMarkdown(filled.text)).filter(({ name }) => name.startsWith("ws-batch")),
  );
  expect(notes[0]).toMatch(/evidence\/ws-batch\/.*\.jsonl:\d+: .*stay as they are/);
});

test("where half of a marker stands, a person has to look first", () => {
  const half = filled.text.replace("<!-- /nomous:ws-batch/resources -->\n", "");
  const { text, notes } = fill(half, session);
  expect(text).toBe(half);
  expect(notes).toContain("The generated part ws-batch/resources has no clear beginning and end, and stays as it is.");
});

test("what a program printed cannot make a document that nobody can open: no control characters, no half letters", () => {
  const reason = `it ended with exit code 3: \0\u001b[31m\u202e${"🙂".slice(0, 1)}`;
  const failed = sessionWith(0.86, {
    run: ({ round }) => (round === 3 ? { outcome: "failed", reason, values: {} } : {}),
  });
  const { text } = fill(SPIKE, failed);
  expect(text).toContain("it ended with exit code 3: \\[31m\uFFFD");
  expect(text.isWellFormed()).toBe(true);
  expect(fill(text, failed).text).toBe(text);
});

test("words of a machine mean nothing in Markdown", () => {
  const machine = { ...session.evidence.session.machine, kernel: "6 <b>", runtime: "`x`", system: "[y](z)" };
  const { text } = fill(SPIKE, sessionWith(0.86, { head: { machine } }));
  expect(text).toContain("\\[y\\](z) 6 \\<b>");
  expect(text).toContain("**Runtime:** \\`x\\`");
});

const bodyIn = (text: string): string | undefined =>
  regionsIn(parseMarkdown(text)).find(({ name }) => name === "ws-batch/results")?.body;

test("a part stays as it is when the end of its evidence was removed, and that is told", () => {
  const lineCount = session.evidence.lines;
  const { text, notes } = fill(filled.text, firstLines(session, lineCount - 5));
  const told = `had ${lineCount} lines when "ws-batch/results" was made of it, and has ${lineCount - 5}`;
  expect(notes.filter((note) => note.includes(told))).toHaveLength(1);
  expect(bodyIn(text)).toBe(bodyIn(filled.text));
});
