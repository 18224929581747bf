import { describe, expect, test } from "vitest";
import type { Protocol } from "../evidence/evidence.ts";
import { experimentWith, metricWith, variantWith } from "./experiment-fixture.ts";
import type { Experiment } from "./experiment.ts";
import { protocolChanges } from "./protocol-changes.ts";
import { freezeProtocol, protocolHash } from "./protocol.ts";

const variants = experimentWith().variants;
const [baseline, four] = variants;
const metrics = [metricWith("p95"), metricWith("memory", { unit: "MB" })] as const;
const kill = { id: "killed", kind: "kill", afterMs: 200, forMs: 0, port: null, recover: null } as const;
const base = experimentWith({ metrics, faults: [kill] });
const frozen = freezeProtocol(base);

const withFour = (more: Partial<typeof four>): Partial<Experiment> => ({ variants: [baseline, { ...four, ...more }] });
const withP95 = (more: Partial<(typeof metrics)[0]>): Partial<Experiment> => ({
  metrics: [{ ...metrics[0], ...more }, metrics[1]],
});
const withDesign = (more: Partial<Experiment["design"]>): Partial<Experiment> => ({
  design: { ...base.design, ...more },
});
const withFault = (more: object): Partial<Experiment> => ({ faults: [{ ...kill, ...more }] });

const alphaOf = (looks: Experiment["design"]["looks"]): number =>
  freezeProtocol({ ...base, ...withDesign({ looks }) }).alpha;

test("the level of a look follows from the number of looks", () => {
  expect([alphaOf([16]), alphaOf([8, 16, 24, 32])]).toEqual([0.05, 0.0182]);
});

test("words that only explain can be improved when the data is there", () => {
  const reworded = freezeProtocol({
    ...base,
    question: "Is it worth it?",
    ...withFour({ title: "4 frames" }),
    ...withP95({ title: "the slow end" }),
  });
  expect(protocolHash(reworded)).toBe(protocolHash(frozen));
  expect(protocolChanges(frozen, reworded)).toEqual([]);
});

describe("whatever else is changed is a change of the protocol, and is said in words", () => {
  const changes: readonly [Partial<Experiment>, string][] = [
    [{ id: "other" }, "the id was ws-batch and is other"],
    [{ variants: [four, baseline] }, "the list of variants was one, four and is four, one"],
    [
      { variants: [baseline, four, variantWith("eight")] },
      "the list of variants was one, four and is one, four, eight",
    ],
    [
      withFour({ command: { kind: "argv", argv: ["node", "b.mjs"] } }),
      'the command of four was ["node", "bench/batch.mjs", "--frames", "four"] and is ["node", "b.mjs"]',
    ],
    [
      withFour({ command: { kind: "probe", probe: "codec", params: { n: 1, to: "x" } } }),
      'the command of four was ["node", "bench/batch.mjs", "--frames", "four"] and is the probe codec with n=1, to="x"',
    ],
    [withFour({ ref: "main" }), "the ref of four was none and is main"],
    [withFour({ build: ["npm", "ci"] }), 'the build of four was none and is ["npm", "ci"]'],
    [withFour({ folder: "bench" }), "the folder of four was . and is bench"],
    [withFour({ env: { A: "1" } }), 'the environment of four was empty and is A="1"'],
    [{ metrics: [metrics[1], metrics[0]] }, "the list of metrics was p95, memory and is memory, p95"],
    [withP95({ unit: "s" }), "the unit of p95 was ms and is s"],
    [withP95({ better: "higher" }), "the better side of p95 was lower and is higher"],
    [withP95({ threshold: { kind: "share", share: 0.1 } }), "the threshold of p95 was 5 % and is 10 %"],
    [withP95({ threshold: { kind: "value", value: 2 } }), "the threshold of p95 was 5 % and is 2 ms"],
    [
      withP95({ source: { from: "file", path: "a.json", key: "p95" } }),
      "the source of p95 was p95 in the output and is p95 in a.json",
    ],
    [
      withP95({ source: { from: "process", measure: "wall-time" } }),
      "the source of p95 was p95 in the output and is wall-time",
    ],
    [withP95({ kind: "passes" }), "the kind of p95 was number and is passes"],
    [{ inputs: [] }, "the list of inputs was bench/batch.mjs and is empty"],
    [{ env: ["A"] }, "the list of environment variables was empty and is A"],
    [withDesign({ looks: [20] }), "the number of rounds was 16 and is 20"],
    [withDesign({ seed: 1 }), "the seed was 4747 and is 1"],
    [withDesign({ warmup: 2 }), "the number of rounds that warm up was 1 and is 2"],
    [withDesign({ timeoutMs: 1 }), "the timeout was 60000 ms and is 1 ms"],
    [withDesign({ restMs: 1 }), "the rest between runs was 0 ms and is 1 ms"],
    [withDesign({ success: [0, 1] }), "the list of exit codes that count as success was 0 and is 0, 1"],
    [{ faults: [] }, "the list of faults was killed and is empty"],
    [withFault({ kind: "disk-full" }), "the kind of fault killed was kill and is disk-full"],
    [withFault({ afterMs: 1 }), "the time of fault killed was 200 ms after the start and is 1 ms after the start"],
    [withFault({ forMs: 1 }), "the duration of fault killed was 0 ms and is 1 ms"],
    [withFault({ port: 80 }), "the port of fault killed was none and is 80"],
    [withFault({ recover: ["a"] }), 'the recovery of fault killed was none and is ["a"]'],
  ];
  test.each(changes.map(([more, words]) => ({ more, words })))("$words", ({ more, words }) => {
    const now = freezeProtocol({ ...base, ...more });
    expect(protocolChanges(frozen, now)).toEqual([words]);
    expect(protocolHash(now)).not.toBe(protocolHash(frozen));
  });

  test.each<[Partial<Protocol>, string]>([
    [{ alpha: 0.01 }, "the level was 0.05 and is 0.01"],
    [{ noisyShare: 0.3 }, "the share of rounds that may be noisy was 0.2 and is 0.3"],
    [{ rule: "another" }, "and is another"],
  ])("%j", (more, words) => {
    const [change, ...others] = protocolChanges(frozen, { ...frozen, ...more });
    expect(change).toContain(words);
    expect(others).toEqual([]);
    expect(protocolHash({ ...frozen, ...more })).not.toBe(protocolHash(frozen));
  });
});

test("the order in which names are written does not matter", () => {
  const turned = Object.fromEntries(Object.entries(frozen).toReversed()) as unknown as Protocol;
  expect(protocolHash(turned)).toBe(protocolHash(frozen));
});
