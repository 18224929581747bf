import { expect, it } from "vitest";
import { Shelf, SHELF_SIZE } from "./shelf.ts";

const setUp = () => {
  const shelf = new Shelf<number, { id: number; view: { isHeld: boolean } }>();
  const look = (id: number, isHeld = false) => shelf.get(id, () => ({ id, view: { isHeld } }));
  return { look, ids: () => [...shelf.values()].map(({ id }) => id) };
};

it("gives the same object for the same id", () => {
  const { look } = setUp();
  expect(look(1)).toBe(look(1));
});

it("beyond its size it lets go of those that nobody looks at, oldest look first", () => {
  const { look, ids } = setUp();
  for (let id = 0; id < SHELF_SIZE; id += 1) look(id);
  look(0);
  look(SHELF_SIZE);
  expect(ids()).toHaveLength(SHELF_SIZE);
  expect(ids()).not.toContain(1);
  expect(ids()).toEqual(expect.arrayContaining([0, 2, SHELF_SIZE]));
});

it("keeps everything that somebody looks at, and the one that was asked for", () => {
  const { look, ids } = setUp();
  for (let id = 0; id < SHELF_SIZE * 2; id += 1) look(id, true);
  expect(ids()).toHaveLength(SHELF_SIZE * 2);
  const late = look(-1);
  expect(look(-1)).toBe(late);
});
