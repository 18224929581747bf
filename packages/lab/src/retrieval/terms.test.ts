import { expect, test } from "vitest";
import { foldWord } from "@nomous/workbench/prose";
import { parseQuestion } from "./question.ts";
import { termsOf } from "./terms.ts";

test.each([
  ["createSqliteStorage", ["createsqlitestorag", "creat", "sqlit", "storag"]],
  ["max_lines", ["maxlin", "max", "lin"]],
  ["HTTPServer2", ["httpserver2", "http", "server2"]],
  ["kebab-case-name", ["kebab", "cas", "nam"]],
  ["Größe Français", ["groß", "francais"]],
  ["日本語です", ["日本", "本語", "語で", "です"]],
  ["the port is 4747", ["port", "4747"]],
  ["since 1.2.0", ["sinc", "1.2.0"]],
  ["it's we'll", ["ll"]],
  [`${"aB3".repeat(30)} 0123456789abcdef0123`, []],
])("%s", (text, terms) => {
  expect(termsOf(text)).toEqual(terms);
});

test.each([
  ["resume resumes resumed resuming"],
  ["choose chose chosen chooses choosing"],
  ["retry retries retried retrying"],
  ["cache caches cached caching"],
  ["file files filed"],
  ["run runs running ran"],
  ["match matches matched matching"],
  ["write wrote written writing writes"],
])("forms of one word meet: %s", (forms) => {
  expect(new Set(forms.split(" ").map(foldWord)).size).toBe(1);
});

test("words that differ stay apart", () => {
  const words = ["process", "status", "bus", "this", "thing", "string", "red", "need", "connection", "connect"];
  expect(new Set(words.map(foldWord)).size).toBe(words.length);
});

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
  expect(parseQuestion("How does it work?").words).toEqual([]);
  expect(parseQuestion("work").words.map(({ whole }) => whole)).toEqual(["work"]);
});
