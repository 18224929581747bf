import { expect, test } from "vitest";
import {
  answerFacts,
  answerMarkdown,
  beginningText,
  endingText,
  finishedSentences,
  spokenWords,
} from "./answer-words.ts";
import { answerOf } from "./answer-fixture.ts";

const ANSWER = answerOf();

test.each([
  [undefined, "Waiting for the first token"],
  [{ stage: "load", done: 43, total: 100 }, "Loading the model, 43 %"],
  [{ stage: "load", done: 43, total: 0 }, "Loading the model, 43 %"],
  [{ stage: "queue", done: 2, total: 0 }, "Waiting for a slot, 2 ahead"],
  [{ stage: "queue", done: 0, total: 0 }, "Waiting for a slot, next in line"],
  [{ stage: "prefill", done: 1_024, total: 3_164 }, "Reading the prompt, 1,024 of 3,164 tokens"],
] as const)("before the first token %j is told as: %s", (progress, words) => {
  expect(beginningText({ ...ANSWER, progress })).toBe(words);
});

test("until an engine is chosen that is told", () => {
  expect(beginningText({ progress: undefined, route: undefined })).toBe("Choosing an engine");
});

test("tokens that the model still knew are told beside the first token", () => {
  expect(answerFacts({ ...ANSWER, stats: { reusedTokens: 3_476 } })).toBe(
    "121 tokens · 30.0 tok/s · first token 312 ms, 3,476 tokens reused",
  );
});

test("no rate is made up where a thought came first, and no count where nobody counted", () => {
  expect(answerFacts({ ...ANSWER, reasoning: "hm" })).toBe("121 tokens · first token 312 ms");
  expect(answerFacts({ ...ANSWER, tokens: undefined })).toBe("first token 312 ms");
  expect(endingText({ ...ANSWER, tokens: undefined, end: { reason: "cancelled", count: 9 } })).toBe(
    "Stopped after 2 words.",
  );
});

test("a live answer tells tokens, rate and first token", () => {
  expect(answerFacts(ANSWER)).toBe("121 tokens · 30.0 tok/s · first token 312 ms");
});

test("a finished answer tells first token, rate and the whole time", () => {
  expect(answerFacts({ ...ANSWER, totalMs: 4_312 })).toBe(
    "First token 312 ms · 121 tokens at 30.0 tok/s · 4.31 s in all",
  );
});

test("workspace search has no tokens to tell", () => {
  const route = { engine: "workspace", name: "workspace search (no model)", reason: "", refused: [] };
  expect(answerFacts({ ...ANSWER, route, totalMs: 38 })).toBe("38 ms in all");
});

test.each([
  ["cancelled", "Stopped after 121 tokens."],
  ["interrupted", "Cut off after 121 tokens: the bridge stopped while it wrote."],
  ["error", "The engine failed after 121 tokens."],
  ["done", undefined],
] as const)("an answer that ended %s says so", (reason, words) => {
  expect(endingText({ ...ANSWER, end: { reason, count: 121 } })).toBe(words);
});

test("[S12] an answer whose log is damaged says that the rest cannot be read", () => {
  expect(endingText({ ...ANSWER, status: "damaged" })).toMatch(/^The log is damaged here: the rest/);
});

test("an engine's own reason is told as it is", () => {
  const error = { code: "engine-failed", message: "The model file is cut off." } as const;
  expect(endingText({ ...ANSWER, end: { reason: "error", count: 0, error } })).toBe("The model file is cut off.");
});

test("a live answer is read out by whole sentences, the rest at its end", () => {
  const text = "One constant. The timer is 8.5 ms. And th";
  const first = finishedSentences(text, 0, false);
  expect(first.said).toBe("One constant. The timer is 8.5 ms.");
  expect(finishedSentences(text, first.end, false).said).toBe("");
  expect(finishedSentences(`${text}en`, first.end, true).said).toBe("And then");
});

test("what is read out has no marks of Markdown", () => {
  expect(
    spokenWords("## Search results\n\n[1] `docs/a.md:1`\n\n> The *relay* listens.\n\n```ts\nconst a = 1;\n```"),
  ).toBe("Search results [1] docs/a.md:1 The relay listens. const a = 1;");
});

test("a copied answer names its sources", () => {
  const citations = [{ n: 1, path: "a.ts", line: 4, endLine: 7, excerpt: "x" }];
  expect(answerMarkdown({ text: "See [1].\n", citations })).toBe("See [1].\n\n[1] a.ts:4-7\n");
});
