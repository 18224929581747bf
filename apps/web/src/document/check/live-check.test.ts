import { FakeClock } from "@nomous/testkit";
import { expect, test } from "vitest";
import type { CheckedText, FromWorker, Told, ToWorker, Wants } from "./check-message.ts";
import { type CheckWorker, createLiveCheck } from "./live-check.ts";

const PATH = "a.md" as Extract<ToWorker, { type: "text" }>["path"];
const checkedText = (wants: Partial<Wants> = {}): CheckedText => ({
  title: null,
  findings: [],
  outline: [],
  guidance: [],
  blocks: new Uint32Array(),
  definitions: "",
  type: null,
  facts: [],
  progress: { written: 0, required: 0, phase: null },
  words: 0,
  claims: [],
  stale: [],
  experiments: [],
  wants: { paths: [], commits: [], ...wants },
  asOf: undefined,
});
const TOLD: Told = {
  survey: { kinds: {}, texts: {}, folders: {}, commits: {}, approval: "none" },
  at: 1,
  isRecalled: false,
};

function start(answers: (Told | undefined)[] = []) {
  const clock = new FakeClock();
  const sent: ToWorker[] = [];
  const asked: Wants[] = [];
  let hear: ((event: { data: FromWorker }) => void) | undefined;
  let breakDown: (() => void) | undefined;
  const worker = {
    postMessage: (message: ToWorker) => sent.push(message),
    terminate: () => undefined,
    addEventListener(type: "message" | "error", listener: never) {
      if (type === "message") hear = listener;
      else breakDown = listener;
    },
  } as CheckWorker;
  const check = createLiveCheck({
    worker,
    clock,
    text: () => "now",
    survey: async (_path, _text, wants) => {
      asked.push(wants);
      return answers.length === 0 ? TOLD : answers.shift();
    },
  });
  return { clock, sent, asked, check, say: (data: FromWorker) => hear?.({ data }), fail: () => breakDown?.() };
}

test("a result of an older text is dropped, and while the newest is not checked that is said", () => {
  const { check, say } = start();
  check.open(PATH, "a");
  check.edit([{ from: 1, to: 1, insert: "b" }], 2);
  say({ type: "checked", number: 1, checked: checkedText() });
  expect(check.view.current()).toMatchObject({ checked: undefined, isCurrent: false });
  const newest = checkedText();
  say({ type: "checked", number: 2, checked: newest });
  expect(check.view.current()).toMatchObject({ checked: newest, isCurrent: true });
  check.edit([{ from: 0, to: 0, insert: "c" }], 3);
  expect(check.view.current()).toMatchObject({ checked: newest, isCurrent: false });
  check.close();
});

test("the bridge is asked three times at once, and then every ten seconds for all that is wanted by then", async () => {
  const { check, say, asked, sent, clock } = start();
  check.open(PATH, "a");
  for (const [n, path] of ["a", "b", "c", "d", "e"].entries()) {
    check.edit([], 1);
    say({ type: "checked", number: n + 2, checked: checkedText({ paths: [path] }) });
  }
  expect(asked.map(({ paths }) => paths)).toEqual([["a"], ["b"], ["c"]]);
  await clock.advance(9_999);
  expect(asked).toHaveLength(3);
  expect(sent.filter(({ type }) => type === "survey")).toHaveLength(3);
  await clock.advance(1);
  expect(asked.at(-1)?.paths).toEqual(["e"]);
  await clock.advance(60_000);
  expect(asked).toHaveLength(4);
  check.close();
});

test("what is doubted is asked for at once, however much was asked before", async () => {
  const { check, say, asked, sent, clock } = start();
  check.open(PATH, "a");
  for (const [n, path] of ["a", "b", "c", "d"].entries()) {
    check.edit([], 1);
    say({ type: "checked", number: n + 2, checked: checkedText({ paths: [path] }) });
  }
  check.doubt("evidence/");
  expect(sent.at(-1)).toEqual({ type: "doubt", below: "evidence/" });
  say({ type: "checked", number: 5, checked: checkedText({ paths: ["evidence/piers"] }) });
  expect(asked.at(-1)?.paths).toEqual(["evidence/piers"]);
  await clock.advance(0);
  check.close();
});

test("while the bridge is away nothing is told, and the same is asked for again later", async () => {
  const { check, say, asked, clock } = start([undefined]);
  check.open(PATH, "a");
  say({ type: "checked", number: 1, checked: checkedText({ paths: ["x"] }) });
  await clock.advance(10_000);
  check.edit([], 1);
  say({ type: "checked", number: 2, checked: checkedText({ paths: ["x"] }) });
  await clock.advance(0);
  expect(asked).toHaveLength(2);
  check.close();
});

test("what is recalled is told at once in as many rounds as it takes, and asked of the bridge when that is back", async () => {
  const recalled: Told = { ...TOLD, isRecalled: true };
  const { check, say, asked, sent, clock } = start(Array.from({ length: 5 }, () => recalled));
  check.open(PATH, "a");
  for (const [n, path] of ["a", "b", "c", "d", "e"].entries()) {
    check.edit([], 1);
    say({ type: "checked", number: n + 2, checked: checkedText({ paths: [path] }) });
    await clock.advance(0);
  }
  expect(asked).toHaveLength(5);
  expect(sent.findLast(({ type }) => type === "survey")).toEqual({ type: "survey", ...recalled });
  say({ type: "checked", number: 6, checked: checkedText({ paths: ["e"] }) });
  expect(asked).toHaveLength(5);
  check.doubt("");
  say({ type: "checked", number: 6, checked: checkedText({ paths: ["e"] }) });
  await clock.advance(0);
  expect(asked.at(-1)?.paths).toEqual(["e"]);
  expect(sent.findLast(({ type }) => type === "survey")).toEqual({ type: "survey", ...TOLD });
  check.close();
});

test("a worker that has lost the text is given the whole", () => {
  const { check, say, sent } = start();
  check.open(PATH, "a");
  say({ type: "lost" });
  expect(sent.at(-1)).toEqual({ type: "text", number: 2, path: PATH, text: "now" });
  check.close();
});

test("an answer about an older text is none, but what a fence says stays true", async () => {
  const { check, say } = start();
  check.open(PATH, "a");
  const fixes = check.ask<"fixes">({ kind: "fixes" });
  const contract = check.ask<"contract">({ kind: "contract", language: "yaml", text: "" });
  check.edit([], 1);
  say({ type: "answer", ref: 1, number: 1, answer: { text: "b", count: 1 } });
  const outline = { kind: "openapi" as const, title: null, columns: [], rows: [] };
  say({ type: "answer", ref: 2, number: 1, answer: outline });
  expect(await fixes).toBeUndefined();
  expect(await contract).toEqual(outline);
  check.close();
});

test("what would fail an approval is looked at when the text rests", async () => {
  const { check, say, sent, clock } = start();
  check.open(PATH, "a");
  say({ type: "checked", number: 1, checked: checkedText() });
  expect(sent.some(({ type }) => type === "question")).toBe(false);
  await clock.advance(400);
  expect(sent.at(-1)).toEqual({ type: "question", ref: 1, question: { kind: "approval" } });
  say({ type: "answer", ref: 1, number: 1, answer: { state: "approved", obstacles: [] } });
  await clock.advance(0);
  expect(check.view.current().approval).toEqual({ state: "approved", obstacles: [] });
  check.close();
});

test("a worker that breaks leaves no question open", async () => {
  const { check, fail } = start();
  check.open(PATH, "a");
  const fixes = check.ask<"fixes">({ kind: "fixes" });
  fail();
  expect(await fixes).toBeUndefined();
  expect(check.view.current().hasFailed).toBe(true);
  check.close();
});
