import type { SystemSample } from "@nomous/client";
import { describe, expect, it } from "vitest";
import { eventsOf, figuresOf, sentenceOf, seriesOf } from "./measures.ts";

type Gpu = SystemSample["gpus"][number];

const gpu = (more: Partial<Gpu> = {}): Gpu => ({
  name: "RTX A2000",
  use: 0.74,
  totalBytes: 6e9,
  usedBytes: 5.8e9,
  celsius: 60,
  ...more,
});
const sample = (second: number, more: Partial<SystemSample> = {}): SystemSample => ({
  at: second * 1_000,
  cpu: 0.44,
  cores: 8,
  memory: { totalBytes: 32e9, usedBytes: 12.8e9 },
  bridgeBytes: 74e6,
  gpus: [],
  engines: { slots: 0, busy: 0, waiting: 0 },
  ...more,
});

describe("the lines of the drawing", () => {
  it("are CPU and memory, from nothing to all that there is", () => {
    const { times, measures } = seriesOf([sample(1), sample(2, { cpu: 0.5 })]);
    expect(times).toEqual([1_000, 2_000]);
    expect(measures).toMatchObject([
      { name: "CPU", top: 1, topText: "100", values: [0.44, 0.5] },
      { name: "Memory", top: 32e9, topText: "32.0", values: [12.8e9, 12.8e9] },
    ]);
  });

  it("break where nothing was measured: in a gap of time, and before GPUs were asked", () => {
    const { times, measures } = seriesOf([sample(1), sample(2, { gpus: [gpu()] }), sample(60, { gpus: [gpu()] })]);
    expect(times).toEqual([1_000, 2_000, 2_001, 60_000]);
    expect(measures.map(({ name }) => name)).toEqual(["CPU", "GPU", "GPU memory", "Memory"]);
    expect(measures.map(({ values }) => values)).toEqual([
      [0.44, 0.44, null, 0.44],
      [null, 0.74, null, 0.74],
      [null, 5.8e9, null, 5.8e9],
      [12.8e9, 12.8e9, null, 12.8e9],
    ]);
  });

  it("count GPUs when there are several, and leave out what a driver cannot tell", () => {
    const gpus = [gpu({ use: null }), gpu({ totalBytes: 0, usedBytes: 0 })];
    const names = seriesOf([sample(1, { gpus }), sample(2)]).measures.map(({ name }) => name);
    expect(names).toEqual(["CPU", "GPU 1 memory", "GPU 2", "Memory"]);
  });

  it("are none before the first sample", () => {
    expect(seriesOf([])).toEqual({ times: [], measures: [] });
  });
});

it("the drawing's label is a sentence with the newest value of each line and its range", () => {
  const series = seriesOf([sample(1, { cpu: 0.12 }), sample(2, { cpu: 0.8 }), sample(3)]);
  expect(sentenceOf(series)).toBe(
    "The last five minutes: CPU 44 %, from 12 % to 80 %; Memory 12.8 GB, from 12.8 GB to 12.8 GB.",
  );
});

it("the table has every tenth second, the newest first, and says what was not measured", () => {
  const series = seriesOf([
    ...Array.from({ length: 25 }, (_, i) => sample(i, { cpu: i / 100 })),
    sample(90, { cpu: 0.9, gpus: [gpu()] }),
  ]);
  expect(figuresOf(series)).toEqual([
    { at: 90_000, texts: ["90 %", "74 %", "5.8 GB", "12.8 GB"] },
    { at: 24_000, texts: ["24 %", "not measured", "not measured", "12.8 GB"] },
    { at: 14_000, texts: ["14 %", "not measured", "not measured", "12.8 GB"] },
    { at: 4_000, texts: ["4 %", "not measured", "not measured", "12.8 GB"] },
  ]);
});

it("models that come and go are events; what was loaded before is none", () => {
  const samples = [4, 4, 8, 0].map((slots, i) => sample(i + 1, { engines: { slots, busy: 0, waiting: 0 } }));
  expect(eventsOf(samples)).toEqual([
    { at: 3_000, words: "model loaded" },
    { at: 4_000, words: "model unloaded" },
  ]);
});
