import { expect, test } from "vitest";
import { parseQuestion } from "./question.ts";

const wholes = (query: string): string[] => parseQuestion(query).words.map(({ whole }) => whole);

test("a question is its telling words, its phrases and the files that it names", () => {
  const question = parseQuestion('How does "Durable  before visible" work in `src/stream/log.ts:42`?');
  expect(question.words.map(({ whole }) => whole)).toEqual([
    "durabl",
    "befor",
    "visibl",
    "src",
    "stream",
    "log",
    "ts",
    "42",
  ]);
  expect(question.phrases).toEqual(["durable before visible"]);
  expect(question.paths).toEqual(["src/stream/log.ts"]);
  expect(wholes("How does it work?")).toEqual([]);
  expect(wholes("work")).toEqual(["work"]);
});

test("a word is also asked for together with its neighbours", () => {
  expect(parseQuestion("back up daily").words).toEqual([
    { whole: "back", parts: [], joined: ["backup"] },
    { whole: "up", parts: [], joined: ["backup", "updaily"] },
    { whole: "daily", parts: [], joined: ["updaily"] },
  ]);
});

test("a script without spaces is asked for by each of its letter pairs", () => {
  expect(wholes("日本語")).toEqual(["日本", "本語"]);
});
