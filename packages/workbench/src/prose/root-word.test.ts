import { expect, test } from "vitest";
import { rootOf } from "./root-word.ts";

test.each([
  "encrypt encrypts encrypted encryption",
  "recover recovers recovery",
  "migrate migrates migrating migration",
  "validate validation",
  "converge convergence",
  "latency latencies",
  "sync synced synchronise synchronised synchronization",
  "authenticate authentication auth",
  "store stored storage persisted",
  "deploy deployment",
  "retry retries retried",
  "delete deleted remove removed removal",
  "behaviour behavior",
  "lose lost loses losing loss",
  "resume resumed resumption",
  "available availability",
])("the words of one family have one root: %s", (words) => {
  expect(new Set(words.split(" ").map(rootOf)).size).toBe(1);
});

test.each(["sign signal", "order error", "token ticket", "cache catch", "queue query"])(
  "words of two families have two: %s",
  (words) => {
    expect(new Set(words.split(" ").map(rootOf)).size).toBe(2);
  },
);

test("a short word stays as it is", () => {
  expect(["p95", "api", "log", "gpu"].map(rootOf)).toEqual(["p95", "api", "log", "gpu"]);
});
