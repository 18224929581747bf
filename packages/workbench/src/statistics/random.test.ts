import { expect, test } from "vitest";
import { createRandom } from "./random.ts";

const draws = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test("a seed gives the same numbers for ever, since orders and simulations are replayed from it", () => {
  const random = createRandom(4747);
  expect([random.next(), random.normal(), random.int(1000)]).toMatchInlineSnapshot(`
    [
      0.5852918804768711,
      0.10176410126131039,
      501,
    ]
  `);
  expect(createRandom(4747).shuffle(["a", "b", "c", "d", "e"])).toMatchInlineSnapshot(`
    [
      "d",
      "b",
      "a",
      "e",
      "c",
    ]
  `);
});

test("seeds that look alike give streams that do not", () => {
  const firsts = ["1", "2", "11", "1/1", "1/2", "2/1"].map((seed) => createRandom(seed).next());
  expect(new Set(firsts).size).toBe(firsts.length);
  expect(createRandom(1).next()).toBe(createRandom("1").next());
});

test("uniform numbers are uniform, normal ones have mean 0, variance 1 and 5 % beyond 1.96", () => {
  const random = createRandom(7);
  const uniform = draws(20_000, () => random.next());
  const normal = draws(20_000, () => random.normal());
  expect(mean(uniform)).toBeCloseTo(0.5, 2);
  expect(mean(uniform.map((value) => value ** 2))).toBeCloseTo(1 / 3, 2);
  expect(mean(normal)).toBeCloseTo(0, 1);
  expect(mean(normal.map((value) => value ** 2))).toBeCloseTo(1, 1);
  expect(mean(normal.map((value) => (Math.abs(value) > 1.96 ? 1 : 0)))).toBeCloseTo(0.05, 2);
});

test("a shuffle keeps every item, leaves its input alone and gives each order its share", () => {
  const random = createRandom(3);
  const items = [1, 2, 3] as const;
  const orders = new Map<string, number>();
  for (let round = 0; round < 6000; round += 1) {
    const order = random.shuffle(items).join("");
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  expect([...orders.keys()].toSorted()).toEqual(["123", "132", "213", "231", "312", "321"]);
  for (const count of orders.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  expect(items).toEqual([1, 2, 3]);
});
