import { expect, test } from "vitest";
import { selectPlaces } from "./select-places.ts";

const place = (path: string, line: number, endLine: number, score: number) => ({ path, line, endLine, score });

test("neighbours are joined under the better score, in either order", () => {
  const ranked = [place("a", 11, 20, 9), place("b", 1, 5, 8), place("a", 1, 9, 7), place("a", 22, 30, 6)];
  expect(selectPlaces(ranked, 5)).toEqual([place("a", 1, 30, 9), place("b", 1, 5, 8)]);
});

test("neighbours stay apart when the other is much worse or both are long", () => {
  expect(selectPlaces([place("a", 11, 20, 9), place("a", 1, 10, 2)], 5)).toHaveLength(2);
  expect(selectPlaces([place("a", 41, 80, 9), place("a", 1, 40, 8)], 5)).toHaveLength(2);
});

test("a file takes two places at most, and there are no more than asked for", () => {
  const ranked = [1, 100, 200, 300].map((line) => place("a", line, line + 5, 9));
  expect(selectPlaces([...ranked, place("b", 1, 2, 1), place("c", 1, 2, 1)], 3).map(({ path }) => path)).toEqual([
    "a",
    "a",
    "b",
  ]);
});
