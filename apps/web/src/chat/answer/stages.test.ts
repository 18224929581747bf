import { expect, test } from "vitest";
import { stagesOf } from "./stages.ts";

const STATS = {
  prepareMs: 38,
  prefillMs: 2_310,
  firstMs: 40,
  decodeMs: 11_560,
  promptTokens: 6_640,
  reusedTokens: 3_476,
  outputTokens: 312,
};

test("each measured stage has a bar that begins where the one before ends, with its rate", () => {
  const stages = stagesOf({ stats: STATS, totalMs: 13_970 });
  expect(stages.map(({ label, ms, fromMs, note }) => [label, ms, fromMs, note])).toEqual([
    ["passages and context", 38, 0, undefined],
    ["prompt read, 3,164 tokens", 2_310, 38, "1,370 tok/s"],
    ["first token", 40, 2_348, undefined],
    ["written, 312 tokens", 11_560, 2_388, "26.9 tok/s"],
    ["saved and the rest", 22, 13_948, undefined],
  ]);
});

test("a load and a wait for a slot stand before the prompt is read", () => {
  const labels = stagesOf({ stats: { ...STATS, loadMs: 900, queueMs: 5 }, totalMs: 20_000 }).map(({ label }) => label);
  expect(labels.slice(0, 3)).toEqual(["model loaded", "passages and context", "waited for a slot"]);
});

test("the network has a bar only when this browser has measured it", () => {
  const labels = stagesOf({ stats: STATS, totalMs: 13_948, roundTripMs: 0.4 }).map(({ label }) => label);
  expect(labels.at(-1)).toBe("network, round trip now");
  expect(labels).not.toContain("saved and the rest");
});

test.each([[{ stats: undefined, totalMs: 40 }], [{ stats: {}, totalMs: 40 }], [{ stats: STATS, totalMs: undefined }]])(
  "%j has nothing to draw",
  (measured) => {
    expect(stagesOf(measured)).toEqual([]);
  },
);
