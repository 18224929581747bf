import { expect, test } from "vitest";
import { hasFigure, observabilityOf } from "./observable.ts";

test.each([
  ["p95 is at most 200 ms", "figure"],
  ["`npm test` exits 0", "figure"],
  ["zero lost turns", "figure"],
  ["Sub-2s start-up", "figure"],
  ["No turn is lost", "outcome"],
  ["A reader resumes at its cursor", "outcome"],
  ["Falls back to the CPU", "outcome"],
  ["src/outbox.ts is deleted", "outcome"],
  ["Memory use of the encoder", "nothing"],
  ["Throughput reaches the target", "nothing"],
  ["All users are happy", "nothing"],
  ["Works as expected", "nothing"],
  ["Offline mode", "nothing"],
  ["The codec of frames suits the phone of a traveller", "unclear"],
])("“%s” → %s", (text, observability) => {
  expect(observabilityOf(text)).toBe(observability);
});

test("ids, versions and dates are no figures", () => {
  expect(hasFigure("G1 of v2.0.1 on 2026-10-02")).toBe(false);
});
