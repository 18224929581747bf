import { expect, test } from "vitest";
import { analyse } from "../analysis/analyse.ts";
import { evidenceOf } from "../evidence/evidence-fixture.ts";
import { experimentWith, metricWith, variantWith } from "../experiment/experiment-fixture.ts";
import { parseClaimKey } from "./claim-key.ts";
import { measure } from "./measured.ts";

const experiment = experimentWith({
  metrics: [
    metricWith("p95"),
    metricWith("cpu", { unit: "%", threshold: { kind: "value", value: 2 } }),
    metricWith("right", { unit: "", kind: "passes", better: "higher", threshold: { kind: "value", value: 0.1 } }),
  ],
});
const prompts = (passed: number) =>
  Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`prompt ${i}`, i < passed] as const));
const { evidence } = evidenceOf({
  experiment,
  rounds: 16,
  value: (variant, round) => (100 + (round % 3)) * (variant === "four" ? 0.8 : 1),
  values: {
    cpu: (variant) => (variant === "four" ? 44 : 41),
    right: (variant) => prompts(variant === "four" ? 15 : 10),
  },
});
const results = analyse(evidence);

function told(key: string): string {
  const parsed = parseClaimKey(key);
  const measured = parsed === null ? null : measure(results, parsed);
  if (measured === null) return "no key";
  if ("unknown" in measured) return measured.unknown;
  return `${Number(measured.number.toFixed(3))} ${measured.unit} (${measured.scale})`;
}

test("each part of a key stands for a number in the unit that people write", () => {
  expect(told("ev:ws-batch/p95")).toBe("-20 % (share)");
  expect(told("ev:ws-batch/p95@four")).toBe("-20 % (share)");
  expect(told("ev:ws-batch/p95/low")).toBe("-20 % (share)");
  expect(told("ev:ws-batch/p95/value")).toBe("80.8 ms (level)");
  expect(told("ev:ws-batch/p95@one/value")).toBe("101 ms (level)");
  expect(told("ev:ws-batch/p95/noise")).toBe("0 % (share)");
  expect(told("ev:ws-batch/p95/failures")).toBe("0  (count)");
  expect(told("ev:ws-batch/cpu")).toBe("3 percentage points (difference)");
  expect(told("ev:ws-batch/right/value")).toBe("75 % (level)");
  expect(told("ev:ws-batch/right@one/value")).toBe("50 % (level)");
});

test("what stands for nothing says why, and what was probably meant", () => {
  expect(told("ev:ws-batch/p59")).toBe('"ws-batch" has no metric "p59". Did you mean "p95"?');
  expect(told("ev:ws-batch/p95@fuor")).toBe('"ws-batch" has no variant "fuor". Did you mean "four"?');
  expect(told("ev:ws-batch/p95/vlaue")).toBe('Nothing of a metric is called "vlaue". Did you mean "value"?');
  expect(told("ev:ws-batch/p95@one")).toContain('"one" is the baseline');
  expect(told("ev:ws-batch")).toBe("no key");
});

test("with several variants a key has to say which", () => {
  const three = { ...results, variants: [...results.variants, variantWith("eight")] };
  const key = parseClaimKey("ev:ws-batch/p95");
  expect(key === null ? null : measure(three, key)).toEqual({
    unknown: '"ws-batch" has several variants: say which one with @four or @eight.',
  });
});
