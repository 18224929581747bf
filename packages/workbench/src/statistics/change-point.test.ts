import { expect, test } from "vitest";
import { changePoint } from "./change-point.ts";
import { historyChanges } from "./history-changes.ts";
import { createRandom } from "./random.ts";

/** Flow of the Nile at Aswan, 1871–1970 (Cobb 1978): it fell after 1898. */
const NILE = [
  1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100,
  1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456,
  824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897,
  822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975,
  815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
];

test("the Nile's flow changes after 1898", () => {
  const found = changePoint(NILE);
  expect(found?.index).toBe(1899 - 1871);
  expect(found?.p).toBeLessThan(1e-6);
  expect(historyChanges(NILE, 1)).toEqual([1899 - 1871]);
});

test("eight values cannot show a change, sixteen can when they part in the middle", () => {
  expect(changePoint([1, 2, 3, 4, 11, 12, 13, 14])?.p).toBeGreaterThan(0.05);
  const parted = changePoint([1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 17, 18]);
  expect(parted?.index).toBe(8);
  expect(parted?.p).toBeCloseTo(0.00705, 4);
  expect(changePoint([3, 3, 3])).toBeNull();
  expect(changePoint([])).toBeNull();
});

test("a history that rises and falls back has two changes, at the first session of each level", () => {
  const random = createRandom(8);
  const history = [...Array<number>(12).fill(100), ...Array<number>(9).fill(108), ...Array<number>(10).fill(99)];
  expect(
    historyChanges(
      history.map((level) => level + random.normal()),
      1,
    ),
  ).toEqual([12, 21]);
});

test("a history of noise has a change as often as the level allows", () => {
  const random = createRandom(21);
  const alarms = Array.from({ length: 60 }, (_, seed) =>
    historyChanges(
      Array.from({ length: 20 }, () => random.normal()),
      seed,
    ),
  ).filter((changes) => changes.length > 0);
  expect(alarms.length).toBeLessThanOrEqual(5);
});

test("one odd session is no change, and a short history has none", () => {
  expect(historyChanges([5, 5.1, 4.9, 5, 5.2, 9, 5, 4.9, 5.1, 5, 5.1], 1)).toEqual([]);
  expect(historyChanges([1, 1, 9, 9], 1)).toEqual([]);
  expect(historyChanges([], 1)).toEqual([]);
});
