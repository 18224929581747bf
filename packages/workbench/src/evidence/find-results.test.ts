import { describe, expect, test } from "vitest";
import { experimentWith } from "../experiment/experiment-fixture.ts";
import { surroundingsOf } from "../rule/rule-fixture.ts";
import { evidenceOf } from "./evidence-fixture.ts";
import { type FoundResults, findResults } from "./find-results.ts";
import { resultsOf } from "./read-session.ts";
import { sha256Of } from "./sha256.ts";

const experiment = experimentWith({ inputs: [] });
const changed = experimentWith({ inputs: [], metrics: [{ ...experiment.metrics[0], better: "higher" }] });
const options = { experiment, rounds: 1, value: () => 4 };

const OLD = "20261101T061500-000001";
const MIDDLE = "20261110T061500-000002";
const NEW = "20261120T061500-000003";
const pathOf = (session: string): string => `evidence/ws-batch/${session}.jsonl`;
const current = (session: string): string => evidenceOf({ ...options, session }).text;
const outdated = (session: string): string => evidenceOf({ ...options, session, experiment: changed }).text;

const find = (sessions: Readonly<Record<string, string>>): FoundResults =>
  findResults(
    surroundingsOf(Object.fromEntries(Object.entries(sessions).map(([name, text]) => [pathOf(name), text]))),
    experiment,
  );

describe("one session counts, whatever it found", () => {
  test("the newest that was measured as the document says", () => {
    const sessions = { [OLD]: current(OLD), [MIDDLE]: current(MIDDLE), [NEW]: outdated(NEW) };
    expect(find(sessions)).toMatchObject({
      status: "found",
      path: pathOf(MIDDLE),
      sessions: 3,
      isProtocolCurrent: true,
      changes: [],
      changedInputs: [],
      isTorn: false,
    });
  });

  test("else the newest, which the document has left behind", () => {
    expect(find({ [OLD]: outdated(OLD), [NEW]: outdated(NEW) })).toMatchObject({
      path: pathOf(NEW),
      isProtocolCurrent: false,
      changes: ["the better side of p95 was higher and is lower"],
    });
  });

  test("a broken file stands in for it when it may have been the one", () => {
    const broken = current(MIDDLE).replace('"p95":4', '"p95":5');
    expect(find({ [OLD]: current(OLD), [MIDDLE]: broken })).toMatchObject({
      status: "broken",
      path: pathOf(MIDDLE),
      isNewer: false,
      problems: [{ line: 2 }],
    });
    expect(find({ [OLD]: current(OLD), [MIDDLE]: broken, [NEW]: outdated(NEW) })).toMatchObject({ status: "broken" });
    expect(find({ [MIDDLE]: broken, [NEW]: current(NEW) })).toMatchObject({ status: "found", path: pathOf(NEW) });
    expect(find({ [MIDDLE]: broken, [NEW]: outdated(NEW) })).toMatchObject({ status: "found", path: pathOf(NEW) });
  });
});

test("without files there is none, and without knowledge it is unknown", () => {
  expect(find({})).toEqual({ status: "none" });
  const files = { [pathOf(OLD)]: current(OLD) };
  expect(findResults(surroundingsOf(files, { filesIn: () => undefined }), experiment)).toEqual({ status: "unknown" });
  expect(findResults(surroundingsOf(files, { textOf: () => undefined }), experiment)).toEqual({ status: "unknown" });
});

test("only sessions count, not what lies beside them", () => {
  const files = { "evidence/ws-batch/notes.md": "", "evidence/ws-batch/20261101T061500-000001/3.stdout.txt": "" };
  expect(findResults(surroundingsOf(files), experiment)).toEqual({ status: "none" });
});

test("a last line that was cut off is told, and the rest counts", () => {
  expect(find({ [OLD]: current(OLD).slice(0, -50) })).toMatchObject({ status: "found", isTorn: true });
});

test("a session under another name is broken, so that none can be made the newest", () => {
  expect(find({ [NEW]: current(OLD) })).toMatchObject({
    status: "broken",
    problems: [{ line: 1, message: `it is the session ${OLD} of ws-batch, which is not its name` }],
  });
  const other = evidenceOf({ ...options, session: NEW, experiment: experimentWith({ id: "other", inputs: [] }) }).text;
  expect(find({ [NEW]: other }).status).toBe("broken");
});

test("a file whose name is none of a session is passed over: names stand in comments and links", () => {
  expect(find({ "x --> <b>": current(OLD) }).status).toBe("none");
});

test("a text that did not change is neither read nor computed a second time", () => {
  const sessions = { [OLD]: current(OLD) };
  const [one, two] = [find(sessions), find(sessions)];
  expect(one.status === "found" && two.status === "found" && one.results === two.results).toBe(true);
  const { evidence } = evidenceOf(options);
  expect(resultsOf(evidence)).toBe(resultsOf(evidence));
});

describe("an input has changed when its text has, not when its line ends have", () => {
  const measured = "one\ntwo\n";
  const changedWith = (files: Readonly<Record<string, string>>, hash: string | null = sha256Of(measured)): unknown => {
    const { text } = evidenceOf({ ...options, session: OLD, head: { inputs: { "bench/a.mjs": hash } } });
    const found = findResults(surroundingsOf({ ...files, [pathOf(OLD)]: text }), experiment);
    return found.status === "found" && found.changedInputs;
  };
  test.each([
    ["one\ntwo\n", []],
    ["one\r\ntwo\r\n", []],
    ["one\nthree\n", ["bench/a.mjs"]],
  ])("%j", (text, expected) => {
    expect(changedWith({ "bench/a.mjs": text })).toEqual(expected);
    expect(changedWith({ "bench/a.mjs": text }, sha256Of(measured.replaceAll("\n", "\r\n")))).toEqual(expected);
  });

  test("one that is gone, or that has come", () => {
    expect(changedWith({})).toEqual(["bench/a.mjs"]);
    expect(changedWith({}, null)).toEqual([]);
    expect(changedWith({ "bench/a.mjs": "one\n" }, null)).toEqual(["bench/a.mjs"]);
  });

  test("of a folder nothing is said", () => {
    expect(changedWith({ "bench/a.mjs/b.mjs": "one\n" })).toEqual([]);
  });
});
