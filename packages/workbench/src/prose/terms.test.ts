import fc from "fast-check";
import { expect, test } from "vitest";
import { mistakesIn, termsOf, wordsOf } from "./terms.ts";

const SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

test.each([
  ["createSqliteStorage", ["createsqlitestorag", "creat", "sqlit", "storag"]],
  ["max_lines", ["maxlin", "max", "lin"]],
  ["HTTPServer2", ["httpserver2", "http", "server2"]],
  ["kebab-case-name", ["kebab", "cas", "nam"]],
  ["Größe Français", ["groß", "francais"]],
  ["日本語です", ["日本", "本語", "語で", "です"]],
  ["コーヒーを", ["コー", "ーヒ", "ヒー", "ーを"]],
  ["the port is 4747", ["port", "4747"]],
  ["since 1.2.0", ["sinc", "1.2.0"]],
  ["it's we'll", ["ll"]],
  ["Nomous™", ["nomous"]],
  [`20971520 bytes, faca4971d2b0 ${SHA256}`, ["20971520", "byt", "faca4971d2b0", SHA256]],
  ["aB3".repeat(30), []],
])("%s", (text, terms) => {
  expect(termsOf(text)).toEqual(terms);
});

test("an identifier says what it is found by as a whole and by its parts, a plain word has no parts", () => {
  expect([...wordsOf("the maxLines")]).toEqual([
    { from: 0, to: 3, plain: "the", whole: undefined, parts: [] },
    { from: 4, to: 12, plain: "maxlines", whole: "maxlin", parts: ["max", "lin"] },
  ]);
});

test("a long word may have mistakes, a short one and a number none", () => {
  expect(["bear", "bears", "retriev", "retrieval", "20971520", SHA256].map(mistakesIn)).toEqual([0, 1, 1, 2, 0, 0]);
});

test("words stand in the order of the text, where they are written, with the terms that the text has", () => {
  const pieces =
    "Größe|ＦＵＬＬ|e\u0301te\u0301|\u0301|½|ﬁne|データ|ﷺ|max_lines|1.2|7| |-|.|’|\n|™|🙂|\ud800|𝒳|\u200d".split("|");
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces)), (chosen) => {
      const text = chosen.join("");
      const words = [...wordsOf(text)];
      const ends = words.flatMap(({ from, to }) => [from, to]);
      expect([0, ...ends, text.length]).toEqual([0, ...ends, text.length].toSorted((a, b) => a - b));
      expect(termsOf(text)).toEqual(words.flatMap(({ from, to }) => termsOf(text.slice(from, to))));
    }),
  );
});
