import { expect, test } from "vitest";
import { isCircular } from "./is-circular.ts";

/** The item at `clock` of `client` stands beside that of another writer. */
const beside = (client: number, clock: number, other: number, at: number) => ({
  client: other,
  clock: at,
  of: { client, clock },
});

const stairs = (steps: number) =>
  Array.from({ length: steps }, (_, i) => [beside(1, i + 1, 2, i), beside(2, i, 1, i)]).flat();

test("items that stand beside each other's earlier ones can go in", () => {
  expect(isCircular([])).toBe(false);
  expect(isCircular([beside(1, 4, 2, 0), beside(2, 3, 1, 1), beside(1, 6, 2, 3)])).toBe(false);
});

test("items that stand beside each other, or behind one that does, wait for ever", () => {
  expect(isCircular([beside(1, 0, 2, 0), beside(2, 0, 1, 0)])).toBe(true);
  expect(isCircular([beside(1, 0, 2, 5), beside(2, 2, 1, 7)])).toBe(true);
  expect(isCircular([beside(1, 0, 2, 0), beside(2, 0, 3, 4), beside(3, 1, 1, 2)])).toBe(true);
});

test("more than a walk each can be afforded for is taken for a circle", () => {
  expect(isCircular(stairs(400))).toBe(false);
  expect(isCircular(stairs(40_000))).toBe(true);
});
