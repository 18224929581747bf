import { describe, expect, test } from "vitest";
import { areDifferent, areExclusive, isDuration, isMeasurable, quantitiesIn, withoutIds } from "./quantity.ts";
import { canonicalUnit, isPhysical, worthOf } from "./unit.ts";

const read = (text: string): string[] =>
  quantitiesIn(text).map(({ bound, value, unit }) => `${bound} ${value} ${unit}`.trim());

describe("numbers are read with their bound and unit", () => {
  test.each([
    ["p95 ≤ 50 ms", "at most 50 ms"],
    ["resumes within 200 ms", "at most 200 ms"],
    ["under 2s", "at most 2 s"],
    ["200 ms or less", "at most 200 ms"],
    ["must not exceed 4 GB", "at most 4 gb"],
    ["no more than three retries", "at most 3 retry"],
    ["never above 80 %", "at most 80 %"],
    ["100 events max", "at most 100 event"],
    ["at least 99.9 percent", "at least 99.9 %"],
    ["> 5 minutes", "at least 5 min"],
    ["no fewer than 3 replicas", "at least 3 replica"],
    ["the size never falls below 5 MB", "at least 5 mb"],
    ["50+ users", "at least 50 user"],
    ["40 MB or more", "at least 40 mb"],
    ["three days", "exactly 3 day"],
    ["4GB", "exactly 4 gb"],
    ["10k messages", "exactly 10000 message"],
    ["2 000 tokens per second", "exactly 2000 token/s"],
    ["1,000 req/s", "exactly 1000 request/s"],
    ["30-day clean-up", "exactly 30 day"],
    ["500 concurrent sockets", "exactly 500 socket"],
    ["exits 0", "exactly 0"],
    ["5 min", "exactly 5 min"],
  ])("“%s” → %s", (text, wanted) => {
    expect(read(text)).toEqual([wanted]);
  });

  test("a range gives its two ends", () => {
    for (const text of ["50–80 ms", "50 to 80 ms", "between 50 and 80 ms"])
      expect(read(text).map((one) => one.replace(" ms", ""))).toEqual(["at least 50", "at most 80"]);
  });

  test("what counts nothing is no number", () => {
    for (const text of ["p95", "v1.2", "G-1", "3rd party", "this one", "one of them", "H264", "#12", ""])
      expect(read(text)).toEqual([]);
  });

  test("each stands where it is told, its bound included", () => {
    const text = "resumes within 200 ms, at most 3 retries";
    expect(quantitiesIn(text).map(({ index, length }) => text.slice(index, index + length))).toEqual([
      "within 200 ms",
      "at most 3 retries",
    ]);
  });

  test("a long text takes time in proportion", () => {
    expect(quantitiesIn("1 no more than ".repeat(20_000))).toHaveLength(20_000);
  });
});

const pair = (one: string, other: string) => [quantitiesIn(one)[0], quantitiesIn(other)[0]] as const;

const exclusive = (one: string, other: string): boolean => {
  const [a, b] = pair(one, other);
  return a !== undefined && b !== undefined && areExclusive(a, b) && areExclusive(b, a);
};

describe("two numbers", () => {
  test("exclude each other when no value satisfies both, in whatever unit", () => {
    expect(exclusive("≤ 50 ms", "≥ 80 ms")).toBe(true);
    expect(exclusive("at most 200 ms", "at least 1 s")).toBe(true);
    expect(exclusive("exactly 32 MB", "≤ 8 MB")).toBe(true);
    expect(exclusive("3 retries", "5 retries")).toBe(true);
  });

  test("and do not, when one does, or when they count different things", () => {
    expect(exclusive("≤ 50 ms", "≤ 80 ms")).toBe(false);
    expect(exclusive("≥ 50 ms", "80 ms")).toBe(false);
    expect(exclusive("≤ 50 ms", "≥ 80 MB")).toBe(false);
    expect(exclusive("≤ 50 ms", "≥ 50 ms")).toBe(false);
  });

  test("differ when they bound one thing from one side at two values", () => {
    const [a, b, c] = ["≤ 50 ms", "≤ 80 ms", "≤ 0.05 s"].map((text) => quantitiesIn(text)[0]);
    if (a === undefined || b === undefined || c === undefined) throw new Error("no numbers");
    expect(areDifferent(a, b)).toBe(true);
    expect(areDifferent(a, c)).toBe(false);
  });
});

test("durations are told from sizes and counts", () => {
  expect(
    quantitiesIn("3 days, 4 GB, 2 retries, 5 sprints")
      .filter(isDuration)
      .map(({ value }) => value),
  ).toEqual([3, 5]);
});

test("something is measurable that has a number or leaves nothing out; ids, versions and dates are no numbers", () => {
  expect(isMeasurable("p95 of 50 ms")).toBe(true);
  expect(isMeasurable("no turn is lost")).toBe(true);
  expect(isMeasurable("G1 of v2.0.1 on 2026-10-02 is fast")).toBe(false);
  expect(withoutIds("G1 and 2026-10-02").trim()).toBe("and");
});

test("a unit has one name however it is written, and a worth in the smallest of its kind", () => {
  expect(
    ["seconds", "sec", "Tokens per second", "req/s", "rps", "GB", "minutes", "retries", "percent"].map(canonicalUnit),
  ).toEqual(["s", "s", "token/s", "request/s", "request/s", "gb", "min", "retry", "%"]);
  expect(worthOf("min")).toEqual({ kind: "ms", worth: 60_000 });
  expect(worthOf("mb/s")).toEqual({ kind: "byte/s", worth: 1_000_000 });
  expect(worthOf("retry")).toEqual({ kind: "retry", worth: 1 });
  expect([isPhysical("ms"), isPhysical("retry")]).toEqual([true, false]);
});
