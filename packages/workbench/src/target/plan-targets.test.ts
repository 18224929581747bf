import { describe, expect, test } from "vitest";
import { sessionWith } from "../region/spike-fixture.ts";
import { createSubject } from "../check/check-document.ts";
import { surroundingsOf } from "../rule/rule-fixture.ts";
import { BUILT_IN_TYPES } from "../type/built-in.ts";
import { loadOf, totalOf } from "./compute-load.ts";
import { amountText } from "./judge-target.ts";
import { type PlanTargets, readPlanTargets } from "./read-plan-targets.ts";
import { readFlows } from "./read-flows.ts";

const subjectWith = (body: string, files: Readonly<Record<string, string>> = {}) =>
  createSubject({
    path: "docs/plans/a.md",
    text: `---\nnomous: plan\n---\n# A\n\n${body}\n`,
    types: BUILT_IN_TYPES,
    surroundings: surroundingsOf(files),
  }).subject;

const read = (
  body: string,
  files: Readonly<Record<string, string>> = {},
  sizeOf: (hash: string) => number | null = () => null,
): PlanTargets => {
  const found = readPlanTargets(subjectWith(body, files), sizeOf);
  if (found === null) throw new Error("nobody can tell");
  return found;
};

const targets = (...rows: readonly string[]): string =>
  `## Performance Considerations\n\n| Metric | Baseline | Target | Verified by |\n|-|-|-|-|\n${rows.map((row) => `| ${row} |\n`).join("")}`;

const loads = (...rows: readonly string[]): string =>
  `## Performance Considerations\n\n### WebSocket load analysis\n\n| Flow | Messages/s | Bytes/message | Clients | Peak | Hours a day |\n|-|-|-|-|-|-|\n${rows.map((row) => `| ${row} |\n`).join("")}`;

const said = (text: string): string => `## Performance Considerations\n\n${text}\n`;

const models = (...rows: readonly string[]): string =>
  `## ML/AI Components\n\n### Model requirements and versions\n\n| Model | Version | Hash | Used for | Memory | KV cache |\n|-|-|-|-|-|-|\n${rows.map((row) => `| ${row} |\n`).join("")}`;

describe("how far it is to a target", () => {
  const cases: readonly (readonly [row: string, said: string])[] = [
    ["Commit p95 | 20 ms | ≤ 5 ms | T1", "15 ms less (75 %), as stated"],
    ["Commit p95 | 5 ms | ≤ 5 ms | T1", "reached, as stated"],
    ["Commit p95 | 1.2 s | 200 ms | T1", "1 s less (83.3 %), as stated"],
    ["Throughput | 400 tokens/s | 900 tokens/s | T1", "500 tokens/s more (125 %), as stated"],
    ["Memory | 6 MB | hold: at most 8 MB | T1", "held, as stated"],
    ["Memory | 9 MB | hold: at most 8 MB | T1", "not held: 1 MB less (11.1 %), as stated"],
    ["Commit p95 | 60 ms | 20 % lower | T1", "12 ms less (20 %), as stated"],
    ["Commit p95 | 60 ms | 80 % of today | T1", "12 ms less (20 %), as stated"],
    ["Things shown | 0 % | 100 % | T1", "100 percentage points more, as stated"],
    ["Gzip of the worker | 219 kB | 190 kB | T1", "29 kB less (13.2 %), as stated"],
    ["Lost turns | 3 | 0 | T1", "3 less (100 %), as stated"],
    ["Commit p95 | measured in T1 | ≤ 5 ms | T1", "nothing to compare with"],
    ["Commit p95 | 20 MB | ≤ 5 ms | T1", "measured in another unit"],
    ["Commit p95 | 20 ms | fast | T1", "the target is no number"],
    ["Batch | 4 | 4 | T1", "which way is better is not told"],
  ];
  for (const [row, said] of cases)
    test(`of ${row}`, () => expect(read(targets(row)).targets.map(({ distance }) => distance.text)).toEqual([said]));

  test("rows that do not apply are no targets", () => {
    expect(read(targets("Bandwidth | | not applicable, because nothing is sent | ")).targets).toEqual([]);
  });
});

const bound = (target: string, key = "ev:ws-batch/p95@one/value"): string =>
  targets(`Batch p95 | [40 ms][${key}] | ${target} | T1`);

describe("a baseline that is bound to evidence", () => {
  const session = sessionWith(0.86);
  const files = { [session.path]: session.text };
  const distance = (body: string): unknown => read(body, files).targets.map((one) => one.distance.text);

  test("is compared by what was measured, not by what is stated", () => {
    const [one] = read(bound("≤ 5 ms"), files).targets;
    expect(one?.today?.status).toBe("measured");
    expect(one?.distance.state).toBe("to go");
    expect(one?.distance.text).toMatch(/^3[67](?:\.\d)? ms less \(88\.\d %\)$/);
  });
  test("has reached its target only when its interval has", () => {
    const [{ today } = { today: null }] = read(bound("≤ 5 ms"), files).targets;
    const measured = today?.status === "measured" ? today.measured : null;
    const { low, high } = measured?.interval ?? { low: 0, high: 0 };
    expect(distance(bound(`≤ ${high.toFixed(6)}1 ms`))).toEqual(["reached"]);
    expect(distance(bound(`≤ ${(((measured?.number ?? 0) + high) / 2).toFixed(6)} ms`))).toEqual([
      "within the limit, but its interval is not",
    ]);
    expect(low).toBeLessThan(high);
  });
  test("names the machine that it was measured on", () => {
    expect(read(bound("≤ 5 ms"), files).machines).toEqual([session.evidence.session.machine]);
  });
  test("is not measured yet where there is no evidence, and nobody can tell where nobody can look", () => {
    expect(read(bound("≤ 5 ms", "ev:never/p95")).targets[0]?.today?.status).toBe("unknown");
    const { surroundings, ...subject } = subjectWith(bound("≤ 5 ms"));
    const blind = { ...subject, surroundings: { ...surroundings, filesIn: () => undefined } };
    expect(readPlanTargets(blind, () => null)).toBeNull();
  });
});

describe("load", () => {
  test("is what a person computes by hand", () => {
    const found = read(
      loads("Snapshots | 20 | 120 | 100 | ×3 | 8", "Presence | 6/min | 2 kB | 50 | | ", "Files | 1 | 1 MB | | 4/s | 1"),
    ).loads;
    expect(found).toEqual([
      // 20 × 100 = 2,000/s of 120 bytes are 240,000 bytes/s, in 8 hours 6.912 GB.
      {
        name: "Snapshots",
        messages: 2_000,
        bytes: 240_000,
        bytesADay: 6_912_000_000,
        peakMessages: 6_000,
        peakBytes: 720_000,
      },
      // 0.1 × 50 = 5/s of 2,000 bytes, all day 864 MB.
      { name: "Presence", messages: 5, bytes: 10_000, bytesADay: 864_000_000, peakMessages: null, peakBytes: null },
      { name: "Files", messages: 1, bytes: 1_000_000, bytesADay: 3_600_000_000, peakMessages: 4, peakBytes: 4_000_000 },
    ]);
    expect(totalOf(found, "all")).toEqual({
      name: "all",
      messages: 2_006,
      bytes: 1_250_000,
      bytesADay: 11_376_000_000,
      peakMessages: 6_009,
      peakBytes: 4_730_000,
    });
  });

  const sentences: readonly (readonly [
    text: string,
    flow: readonly [rate: number, bytes: number, clients: number] | null,
  ])[] = [
    ["20 messages/s of 120 bytes to 100 clients", [20, 120, 100]],
    ["Each of 50 readers gets 2 frames per second of about 1.5 kB.", [2, 1_500, 50]],
    ["It sends 6 queries/min, each up to 2 kB.", [0.1, 2_000, 1]],
    ["At most 6 queries/min.", null],
    ["An answer is at most 200 files of 256 kB.", null],
    ["20 messages/s, and the index has 3 MB", null],
    ["20 messages/s of 120 bytes and 5 acks/s of 16 bytes", null],
    ["20 MB/s of 120 bytes", null],
    ["B1: 20 messages/s of 120 bytes", [20, 120, 1]],
  ];
  for (const [text, flow] of sentences)
    test(`of "${text}"`, () => {
      const [found] = readFlows(subjectWith(said(text)));
      expect(found === undefined ? null : [found.rate, found.bytes, found.clients]).toEqual(flow);
    });

  test("that is stated for the peak counts at the peak alone", () => {
    const [flow] = readFlows(subjectWith(said("At the peak 5 acks/s of 16 bytes come from 100 clients.")));
    expect(flow && loadOf(flow)).toMatchObject({
      messages: null,
      bytesADay: null,
      peakMessages: 500,
      peakBytes: 8_000,
    });
  });
  test("outside of the targets is nobody's", () => {
    expect(readFlows(subjectWith("## Overview\n\n20 messages/s of 120 bytes to 100 clients\n"))).toEqual([]);
  });
});

describe("memory of the models", () => {
  const HASH = "9f86d081884c7d659a2feaa0c55ad015";

  test("is what is stated with its cache, a range by its end, and else the size of the file of that hash", () => {
    const found = read(
      models(
        "a | 1 | | x | 1.2 GB + 300 MB | 200 MB",
        "b | 1 | | x | 2–3 GB | ",
        `c | 1 | \`sha256:${HASH}\` | x | | 1 MB`,
        "d | 1 | | x | | ",
        "none, because nothing is inferred | | | | | ",
      ),
      {},
      (hash) => (hash === HASH ? 5_000_000 : null),
    ).models;
    expect(found.map(({ name, memory }) => [name, memory?.bytes ?? null, memory?.source ?? null])).toEqual([
      ["a", 1_700_000_000, "stated"],
      ["b", 3_000_000_000, "stated"],
      ["c", 6_000_000, "file"],
      ["d", null, null],
    ]);
  });
});

test("amounts are written in the unit that people use", () => {
  expect([
    amountText(42, "ms", "ms"),
    amountText(1_200_000, "byte", "mb"),
    amountText(1_200, "byte/s", "kb/s"),
    amountText(1, "query/min", "query/min"),
    amountText(3, "query/min", "query/min"),
    amountText(2, "", ""),
  ]).toEqual(["42 ms", "1.2 MB", "1.2 kB/s", "1 query/min", "3 queries/min", "2"]);
});
