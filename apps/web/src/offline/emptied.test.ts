import { beforeEach, expect, test } from "vitest";
import { forgetKept, forgetLoss, lookForLoss, noteKept, readLoss } from "./emptied.ts";

beforeEach(() => localStorage.clear());

test("a browser that is opened for the first time has lost nothing", () => {
  lookForLoss(localStorage, true);
  expect(readLoss(localStorage)).toBeUndefined();
});

test("a storage that is empty where something was kept is a loss, with the number of unsent changes, until it is seen", () => {
  noteKept(localStorage, 3);
  lookForLoss(localStorage, false);
  expect(readLoss(localStorage)).toBeUndefined();
  lookForLoss(localStorage, true);
  expect(readLoss(localStorage)).toEqual({ unsent: 3 });
  noteKept(localStorage, 0);
  lookForLoss(localStorage, false);
  expect(readLoss(localStorage)).toEqual({ unsent: 3 });
  forgetLoss(localStorage);
  expect(readLoss(localStorage)).toBeUndefined();
});

test("what a person deletes is no loss", () => {
  noteKept(localStorage, 0);
  forgetKept(localStorage);
  lookForLoss(localStorage, true);
  expect(readLoss(localStorage)).toBeUndefined();
});
