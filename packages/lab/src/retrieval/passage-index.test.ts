import { expect, test } from "vitest";
import { nextTurn } from "../workspace/next-turn.ts";
import { PassageIndex } from "./passage-index.ts";
import { parseQuestion } from "./question.ts";

const FILES = 100;
const WORDS = 20;

/** A word that only this line of this version of a file has. */
const own = (file: number, version: number, n: number): string => `w${file}x${version}x${n}`;

function put(index: PassageIndex, file: number, version: number): void {
  const line = Array.from({ length: WORDS }, (_, n) => own(file, version, n)).join(" ");
  index.add(`${file}.md`, [line], [{ line: 1, endLine: 1, title: "" }]);
}

const found = (index: PassageIndex, word: string): string[] =>
  index.rank(parseQuestion(`"${word}"`)).map(({ path }) => path);

// What goes wrong in the background is a rejection that nobody handles: it fails the run.
test("files that are taken out and put in again, with a turn between, leave the index whole", async () => {
  const index = new PassageIndex();
  for (let file = 0; file < FILES; file += 1) put(index, file, 0);
  for (let version = 1; version <= 3; version += 1)
    for (let file = 0; file < FILES; file += 1) {
      index.remove(`${file}.md`);
      if (file % 10 === 0) await nextTurn();
      put(index, file, version);
    }
  for (let file = 0; file < FILES; file += 17) expect(found(index, own(file, 3, 7))).toEqual([`${file}.md`]);
});
