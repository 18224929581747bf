import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { directionOf } from "./direction.ts";
import { planWithTargets } from "./example.ts";
import { incompleteTarget } from "./incomplete.ts";
import { metTarget } from "./met.ts";
import { missingTarget } from "./missing-kind.ts";
import { targetUnit } from "./unit.ts";
import { unverifiedTarget } from "./unverified.ts";

const RULES = [incompleteTarget, metTarget, missingTarget, targetUnit, unverifiedTarget];

describe("each rule tells its bad example and not its good one", () => {
  for (const rule of RULES)
    test(`the examples of ${rule.id}`, () => {
      expect(problemsOf(rule, rule.bad).length).toBeGreaterThan(0);
      expect(problemsOf(rule, rule.good)).toEqual([]);
    });
});

const told = (rule: Rule, ...rows: readonly string[]): string[] =>
  problemsOf(rule, planWithTargets(...rows)).map(({ text }) => text);

describe("target.incomplete", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["Latency | | ≤ 20 ms | T1", ["Latency"]],
    ["Latency | 62 ms | | T1", ["Latency"]],
    ["Latency | 62 ms | ≤ 20 ms | ", ["Latency"]],
    ["Latency | TBD | ≤ 20 ms | T1", []],
    ["Latency | - | ≤ 20 ms | T1", ["-"]],
    ["Latency | n/a | ≤ 20 ms | T1", ["n/a"]],
    ["Latency | | | ", ["Latency"]],
    [" | 62 ms | ≤ 20 ms | T1", ["|  | 62 ms | ≤ 20 ms | T1 |"]],
    ["Latency | 62 ms", ["Latency"]],
    ["Latency | 62 ms | ≤ 20 ms | T1", []],
    ["Bandwidth | | not applicable, because the bytes stay the same | ", []],
    [" | | | ", []],
  ];
  for (const [row, expected] of cases) test(`of ${row}`, () => expect(told(incompleteTarget, row)).toEqual(expected));
  test("a row is told once, with all that is missing", () => {
    expect(problemsOf(incompleteTarget, planWithTargets("Latency | | ≤ 20 ms | "))[0]?.message).toContain(
      "no baseline, no task",
    );
  });
});

describe("target.unverified", () => {
  for (const [verify, expected] of [
    ["T9", ["T9"]],
    ["T1, T8", ["T8"]],
    ["T1–T7", ["T1–T7"]],
    ["the soak in the lab", ["the soak in the lab"]],
    ["unit tests", ["unit tests"]],
    ["T1", []],
    ["T1–T2", []],
    ["`npm run bench`", []],
    ["[bench](../../bench/fan-out.ts)", []],
    ["bench of 100 readers", []],
    ["", []],
    ["TBD", []],
  ] as const)
    test(`"${verify}"`, () =>
      expect(told(unverifiedTarget, `Latency | 62 ms | ≤ 20 ms | ${verify}`)).toEqual(expected));
  test("where a plan has no steps, nobody can tell", () => {
    const text = planWithTargets("Latency | 62 ms | ≤ 20 ms | the soak in the lab").text.replace(
      /## Implementation[\s\S]*(?=## Performance)/,
      "",
    );
    expect(problemsOf(unverifiedTarget, { text })).toEqual([]);
  });
  test("the testing strategy counts", () => {
    const { text } = planWithTargets("Latency | 62 ms | ≤ 20 ms | the soak in the lab");
    expect(
      problemsOf(unverifiedTarget, {
        text: `${text}\n## Testing Strategy\n\n- **Performance test suite:** a soak of one night in the lab\n`,
      }),
    ).toEqual([]);
  });
});

describe("target.unit", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["p95 latency | 62 ms | fast | T1", ["fast"]],
    ["p95 latency | 62 ms | 20 | T1", ["20"]],
    ["p95 latency | slow | ≤ 20 ms | T1", ["slow"]],
    ["p95 latency | 62 | ≤ 20 ms | T1", ["62"]],
    ["p95 latency | 62 ms | 20 MB | T1", ["20 MB"]],
    ["p95 latency | 62 ms | 20 % | T1", ["20 %"]],
    ["Throughput | 400 tokens/s | 900 requests/s | T1", ["900 requests/s"]],
    ["Memory | as today | as low as possible | T1", ["as today", "as low as possible"]],
    ["p95 latency | 62 ms | ≤ 0.02 s | T1", []],
    ["p95 latency | 62 ms | 20 % lower | T1", []],
    ["p95 latency (ms) | 62 | ≤ 20 | T1", []],
    ["p95 latency | measured in T1 | ≤ 20 ms | T1", []],
    ["p95 latency | [run](evidence/run.jsonl) | ≤ 20 ms | T1", []],
    ["Lost turns | 3 | 0 | T1", []],
    ["Lost turns | 3 of 1,000 | none | T1", []],
    ["Bandwidth | | not applicable, because nothing is sent | ", []],
    ["p95 latency | TBD | TBD | T1", []],
  ];
  for (const [row, expected] of cases) test(`of ${row}`, () => expect(told(targetUnit, row)).toEqual(expected));
});

describe("target.met", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["p95 latency | 62 ms | ≤ 80 ms | T1", ["≤ 80 ms"]],
    ["p95 latency | 62 ms | 62 ms | T1", ["62 ms"]],
    ["p95 latency | 62 ms | ≤ 0.2 s | T1", ["≤ 0.2 s"]],
    ["Memory a connection | 48 kB | ≤ 1 MB | T1", ["≤ 1 MB"]],
    ["Throughput | 900 tokens/s | ≥ 400 tokens/s | T1", ["≥ 400 tokens/s"]],
    ["Availability | 99.9 % | 99.5 % | T1", ["99.5 %"]],
    ["Error rate | 0.1 % | ≤ 1 % | T1", ["≤ 1 %"]],
    ["p95 latency | 62 ms | ≥ 20 ms | T1", ["≥ 20 ms"]],
    ["Throughput | 400 tokens/s | ≤ 900 tokens/s | T1", ["≤ 900 tokens/s"]],
    ["p95 latency | 62 ms | ≤ 20 ms | T1", []],
    ["p95 latency | 62 ms | hold 62 ms | T1", []],
    ["p95 latency | 62 ms | 20 % lower | T1", []],
    ["Throughput | 400 tokens/s | 900 tokens/s | T1", []],
    ["Success rate | 97 % | 99 % | T1", []],
    ["Memory of the new index | 0 MB | ≤ 8 MB | T1", []],
    ["Frames a batch | 4 | 8 | T1", []],
    ["Users with errors of latency and throughput | 4 | 8 | T1", []],
  ];
  for (const [row, expected] of cases) test(`of ${row}`, () => expect(told(metTarget, row)).toEqual(expected));

  test("a name that says both ways says none", () => {
    expect(
      [
        "p95 latency",
        "cache hit rate",
        "error rate",
        "success rate",
        "tokens per second",
        "time at full throughput",
        "batch",
      ].map(directionOf),
    ).toEqual(["lower", "higher", "lower", "higher", "higher", null, null]);
  });
});

const planPromising = (scopes: string, goals: string, ...rows: readonly string[]): { text: string } => {
  const { text } = planWithTargets(...rows);
  return {
    text: text
      .replace("nomous: plan", `nomous: plan\nscopes: [${scopes}]`)
      .replace("## Implementation", `## Overview\n\n**Primary objectives:**\n\n${goals}\n\n## Implementation`),
  };
};

describe("target.missing-kind", () => {
  const latency = "Fan-out p95 | 62 ms | ≤ 20 ms | T1";
  test("a declared scope needs its row", () => {
    expect(
      problemsOf(missingTarget, planPromising("offline, realtime", "- O1: frame once", latency)).map(({ message }) =>
        message.slice(0, 27),
      ),
    ).toEqual(['The plan declares "realtime', 'The plan declares "offline"']);
  });
  test("so does what the goals promise", () => {
    expect(
      problemsOf(missingTarget, planPromising("", "- O1: memory stays below 2 GB", latency)).map(
        ({ message }) => message,
      ),
    ).toEqual([expect.stringContaining('"Memory"')]);
    expect(
      problemsOf(missingTarget, planPromising("", "- O1: an answer within 200 ms", "Memory | 4 GB | ≤ 2 GB | T1")),
    ).toHaveLength(1);
  });
  test("a row, or a reason, is enough", () => {
    expect(
      problemsOf(
        missingTarget,
        planPromising("offline", "- O1: frame once", latency, "Offline start | 4 s | ≤ 1 s | T2"),
      ),
    ).toEqual([]);
    expect(
      problemsOf(
        missingTarget,
        planPromising(
          "offline",
          "- O1: frame once",
          latency,
          "Offline | | not applicable, because the page is kept | ",
        ),
      ),
    ).toEqual([]);
  });
  test("words that mean something else ask for nothing", () =>
    expect(problemsOf(missingTarget, planPromising("", "- O1: an in-memory index", latency))).toEqual([]));
  test("a table that nobody has begun is told by others", () =>
    expect(problemsOf(missingTarget, planPromising("offline", "- O1: frame once", " | | | "))).toEqual([]));
  test("told at the heading of the targets", () => {
    expect(
      problemsOf(missingTarget, planPromising("offline", "- O1: frame once", latency)).map(({ text }) => text),
    ).toEqual(["## Performance Considerations"]);
  });
});
