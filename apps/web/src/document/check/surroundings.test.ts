import { expect, test } from "vitest";
import { sessionText } from "../../runs/session-fixture.ts";
import { SURVEY, TEXT } from "../conflict/conflict-fixture.tsx";
import type { CheckedText, FromWorker, Survey, Told, ToWorker } from "./check-message.ts";
import { createChecker } from "./checker.ts";

const SESSION = "evidence/piers/20261129T061500-3f2a91.jsonl";
const NOTHING: Survey = { kinds: {}, texts: {}, folders: {}, commits: {}, approval: "none" };
const told = (survey: Survey, at: number, rest: Partial<Told> = {}): ToWorker => ({
  type: "survey",
  survey,
  at,
  isRecalled: false,
  ...rest,
});
const recalled = (survey: Survey, at: number): ToWorker => told(survey, at, { isRecalled: true });
const withInput = (hash: string): Survey => ({
  ...SURVEY,
  texts: { [SESSION]: sessionText("2026-11-29T06:15:00.000Z", 8, { "north.mjs": hash }) },
});

/** What is checked of the document once each of `news` was told. */
function checkedAfter(...news: readonly ToWorker[]): CheckedText {
  return checkedText(TEXT, news);
}

function checkedText(text: string, news: readonly ToWorker[]): CheckedText {
  const said: FromWorker[] = [];
  const later: (() => void)[] = [];
  const take = createChecker({ post: (message) => said.push(message), soon: (run) => later.push(run) });
  for (const message of [{ type: "text", number: 1, path: "docs/piers.md", text } as const, ...news]) {
    take(message);
    for (let run = later.shift(); run !== undefined; run = later.shift()) run();
  }
  const newest = said.findLast((message) => message.type === "checked");
  if (newest === undefined) throw new Error("nothing was checked");
  return newest.checked;
}

const states = ({ claims }: CheckedText): string[] => claims.map(({ state }) => state);
const rulesIn = ({ findings }: CheckedText): string[] => findings.map(({ rule }) => rule);
const outside = (checked: CheckedText): string[] =>
  rulesIn(checked).filter((rule) => /^(?:link|citation|lifecycle\.approval)/.test(rule));

test("evidence that is recalled tells how claims stood, says since when it is known, and is asked for again", () => {
  const checked = checkedAfter(recalled(SURVEY, 5));
  expect([states(checked), checked.asOf]).toEqual([["matches"], 5]);
  expect(checked.wants.paths).toEqual(expect.arrayContaining(["evidence/piers", SESSION]));
  const wrong = checkedText(TEXT.replace("20 %", "70 %"), [recalled(SURVEY, 5)]);
  expect([states(wrong), rulesIn(wrong).includes("claim.value")]).toEqual([["disagrees"], true]);
  const fresh = checkedAfter(recalled(SURVEY, 5), told(SURVEY, 9));
  expect([states(fresh), fresh.asOf]).toEqual([["matches"], 9]);
  expect(fresh.wants.paths).not.toContain(SESSION);
  expect(checkedAfter().asOf).toBeUndefined();
});

test("what was told to this page counts before what is recalled from before that", () => {
  const missing: Survey = { ...NOTHING, kinds: { "evidence/piers": "missing" } };
  const checked = checkedAfter(told(missing, 7), recalled(SURVEY, 5));
  expect(checked.claims.map(({ state }) => state)).toEqual(["unbound"]);
  expect(checked.asOf).toBe(7);
});

test("of a text that names a session that is not recalled, the evidence is not known: it was written later", () => {
  const later = TEXT.replace("20261129T061500-3f2a91.jsonl", "20261130T080000-aaaaaa.jsonl");
  expect(checkedText(later, [recalled(SURVEY, 5)]).claims).toEqual([]);
  expect(states(checkedText(later, [told(SURVEY, 5)]))).toEqual(["matches"]);
});

test("a claim matches only when all that was measured on is known; an input that changed makes it one to review", () => {
  const input: Survey = { ...NOTHING, kinds: { "north.mjs": "file" }, texts: { "north.mjs": "now" } };
  const before = "0".repeat(64);
  expect(checkedAfter(recalled(withInput(before), 5)).claims).toEqual([]);
  expect(states(checkedAfter(recalled(withInput(before), 5), recalled(input, 5)))).toEqual(["review"]);
});

test("what other files said before is held against no sentence, and an approval that was told of another text is none", () => {
  const text = `---
nomous: spec
status: approved
---

# Piers

See [the frames](b.md#frames) and line 9 of \`src/a.ts:9\`.
`;
  const files: Survey = {
    ...NOTHING,
    kinds: { "docs/b.md": "file", "src/a.ts": "file", "docs/src/a.ts": "missing" },
    texts: { "docs/b.md": "# B\n", "src/a.ts": "one line\n" },
  };
  expect(outside(checkedText(text, [recalled(files, 5)]))).toEqual([]);
  expect(outside(checkedText(text, [told(files, 5)])).toSorted()).toEqual([
    "citation.line",
    "lifecycle.approval-missing",
    "link.anchor",
  ]);
});

test("texts that are known and asked for again come in turns, so that a reply has room for them", () => {
  const files = ["a", "b", "c"].map((name) => `docs/${name}.md`);
  const large: Survey = {
    ...NOTHING,
    kinds: Object.fromEntries(files.map((path) => [path, "file" as const])),
    texts: Object.fromEntries(files.map((path) => [path, "x ".repeat(150_000)])),
  };
  const text = files.map((path) => `See [it](${path.slice(5)}#x).\n`).join("\n");
  const wanted = (...news: readonly ToWorker[]): string[] =>
    checkedText(text, news).wants.paths.filter((path) => files.includes(path));
  expect(wanted()).toEqual(files);
  expect(wanted(recalled(large, 5))).toEqual(files.slice(0, 2));
  const first: Survey = { ...NOTHING, kinds: { "docs/a.md": "file", "docs/b.md": "file" } };
  expect(wanted(recalled(large, 5), told(first, 9))).toEqual(["docs/c.md"]);
});
