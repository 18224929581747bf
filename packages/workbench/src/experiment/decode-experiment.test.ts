import { describe, expect, test } from "vitest";
import { decodeExperiment } from "./decode-experiment.ts";
import type { Experiment } from "./experiment.ts";

const WHOLE = `id: ws-batch
question: Do four frames a message lower p95 on this machine?
variants:
  - id: one
    title: one frame
    run: [node, bench/batch.mjs, --frames, "1"]
  - id: branch
    ref: perf/batching
    build: [npm, ci]
    run: [node, bench/batch.mjs]
    folder: packages/server
    env: { NODE_ENV: production }
  - id: probe
    probe: websocket
    with: { url: "ws://127.0.0.1:8080", messages: 1000 }
metrics:
  - id: p95
    title: p95 latency
    unit: ms
    better: lower
    threshold: 5 %
    key: latency.p95
  - { id: total, unit: ms, better: lower, threshold: 0.2 s }
  - { id: memory, unit: MB, better: lower, threshold: 10%, from: peak-memory }
  - { id: right, better: higher, threshold: 5 %, kind: passes, key: prompts }
  - { id: size, unit: bytes, better: lower, threshold: 1 %, from: file, path: out/out.json, key: bytes }
  - { id: busy, unit: "%", better: lower, threshold: 2 points }
  - { id: time, better: lower, threshold: 1 s, from: wall-time }
  - { id: drops, better: lower, threshold: 3 }
inputs: [bench/batch.mjs]
env: [NODE_OPTIONS]
looks: [8, 16, 24, 32]
seed: 4747
warmup: 2
timeout: 2 min
rest: 200 ms
success: [0, 3]
faults:
  - { id: killed, do: kill, after: 200 ms, recover: [node, recover.mjs] }
  - { id: unplugged, do: cut, after: 1 s, for: 1.5 s, port: 4747 }
  - { id: full, do: disk-full }
`;

const SHORT = `id: ws-batch
question: Is it faster?
variants:
  - { id: one, run: [node, a.mjs] }
  - { id: two, run: [node, b.mjs] }
metrics:
  - { id: p95, unit: ms, better: lower, threshold: 5 % }
`;

function decode(yaml: string): Experiment {
  const decoded = decodeExperiment(yaml);
  if (!decoded.ok) throw new Error(decoded.problems.map(({ message }) => message).join("\n"));
  return decoded.experiment;
}

const problemsIn = (yaml: string): [string, string][] => {
  const decoded = decodeExperiment(yaml);
  return decoded.ok ? [] : decoded.problems.map(({ from, to, message }) => [yaml.slice(from, to), message]);
};

test("everything that can be said is read", () => {
  const { variants, metrics, design, faults, ...rest } = decode(WHOLE);
  expect(rest).toEqual({
    id: "ws-batch",
    question: "Do four frames a message lower p95 on this machine?",
    inputs: ["bench/batch.mjs"],
    env: ["NODE_OPTIONS"],
  });
  expect(variants[1]).toEqual({
    id: "branch",
    title: "branch",
    command: { kind: "argv", argv: ["node", "bench/batch.mjs"] },
    ref: "perf/batching",
    build: ["npm", "ci"],
    folder: "packages/server",
    env: { NODE_ENV: "production" },
  });
  expect(variants[2]?.command).toEqual({
    kind: "probe",
    probe: "websocket",
    params: { url: "ws://127.0.0.1:8080", messages: 1000 },
  });
  expect(metrics.map(({ unit, threshold, source, kind }) => [unit, threshold, source, kind])).toEqual([
    ["ms", { kind: "share", share: 0.05 }, { from: "output", key: "latency.p95" }, "number"],
    ["ms", { kind: "value", value: 200 }, { from: "output", key: "total" }, "number"],
    ["MB", { kind: "share", share: 0.1 }, { from: "process", measure: "peak-memory" }, "number"],
    ["", { kind: "value", value: 0.05 }, { from: "output", key: "prompts" }, "passes"],
    ["bytes", { kind: "share", share: 0.01 }, { from: "file", path: "out/out.json", key: "bytes" }, "number"],
    ["%", { kind: "value", value: 2 }, { from: "output", key: "busy" }, "number"],
    ["ms", { kind: "value", value: 1000 }, { from: "process", measure: "wall-time" }, "number"],
    ["", { kind: "value", value: 3 }, { from: "output", key: "drops" }, "number"],
  ]);
  expect(design).toEqual({
    looks: [8, 16, 24, 32],
    seed: 4747,
    warmup: 2,
    timeoutMs: 120_000,
    restMs: 200,
    success: [0, 3],
  });
  expect(faults).toEqual([
    { id: "killed", kind: "kill", afterMs: 200, forMs: 0, port: null, recover: ["node", "recover.mjs"] },
    { id: "unplugged", kind: "cut", afterMs: 1000, forMs: 1500, port: 4747, recover: null },
    { id: "full", kind: "disk-full", afterMs: 0, forMs: 0, port: null, recover: null },
  ]);
});

test("what is left out has a default: 16 rounds, one that warms up, 60 s a run", () => {
  const { design, variants, metrics, inputs, env, faults } = decode(SHORT);
  expect(design).toEqual({ looks: [16], seed: 1, warmup: 1, timeoutMs: 60_000, restMs: 0, success: [0] });
  expect(variants[0]).toEqual({
    id: "one",
    title: "one",
    command: { kind: "argv", argv: ["node", "a.mjs"] },
    ref: null,
    build: null,
    folder: ".",
    env: {},
  });
  expect(metrics[0].source).toEqual({ from: "output", key: "p95" });
  expect([inputs, env, faults]).toEqual([[], [], []]);
});

test("3 rounds are an experiment, though one that cannot decide anything", () => {
  expect(decode(`${SHORT}rounds: 3\n`).design.looks).toEqual([3]);
});

const changed = (from: string, to: string): string => {
  expect(SHORT).toContain(from);
  return SHORT.replace(from, to);
};

const more = (yaml: string): string => `${SHORT}${yaml}\n`;

describe("what is wrong is told with its place and what to write", () => {
  const metric = (fields: string): string => changed("unit: ms, better: lower, threshold: 5 %", fields);
  const variant = (fields: string): string => changed("run: [node, b.mjs]", fields);

  const cases: readonly [yaml: string, place: string, message: string][] = [
    [changed("run: [node, b.mjs]", "rnu: [node, b.mjs]"), "rnu", '"rnu" is not known here: did you mean "run"?'],
    [
      changed("id: ws-batch", "id: WS batch"),
      "WS batch",
      'expected lower-case letters, digits and single hyphens, such as ws-batch, found "WS batch"',
    ],
    [
      changed("Is it faster?", "It is faster."),
      "It is faster.",
      'expected a sentence that ends with a question mark, found "It is faster."',
    ],
    [changed("id: two", "id: one"), "one", '"one" is there twice: give each an id of its own'],
    [
      variant("run: node b.mjs --fast"),
      "node b.mjs --fast",
      'expected a list: write [node, b.mjs, --fast], or [sh, -c, "node b.mjs --fast"] when a shell is meant',
    ],
    [variant("run: []"), "[]", "expected a program and its arguments, found an empty list"],
    [variant("run: [node, 1]"), "1", "expected text, found 1: put it in quotes"],
    [
      variant("title: b"),
      "{ id: two, title: b }",
      '"run" is missing: expected a list such as [node, bench.mjs], or "probe" with the name of a probe',
    ],
    [variant("run: [a], probe: codec"), "codec", "a variant runs a program or a probe: remove one"],
    [
      variant("run: [a], with: { n: 1 }"),
      "{ n: 1 }",
      'only a probe is given options: name it in "probe", or remove this',
    ],
    [
      variant("run: [a], build: [make]"),
      "[make]",
      'a build runs in the worktree of a "ref": name the branch, or remove this',
    ],
    [variant("run: [a], ref: --all"), "--all", 'expected a branch, tag or commit, found "--all"'],
    [variant("run: [a], folder: ../b"), "../b", 'expected a relative path with / that does not lead out, found "../b"'],
    [
      metric("unit: ms, better: lower, threshold: 2 MB"),
      "2 MB",
      'expected a share such as 5 %, or a difference such as 2 ms, found "2 MB"',
    ],
    [
      metric("unit: ms, better: lower, threshold: 2"),
      "2",
      "expected a share such as 5 %, or a difference such as 2 ms, found 2",
    ],
    [
      metric("unit: ms, better: lower, threshold: 0 %"),
      "0 %",
      "expected more than 0: it is the smallest change that would make somebody act",
    ],
    [metric("unit: ms, better: less, threshold: 5 %"), "less", 'expected one of lower, higher, found "less"'],
    [metric("unit: ms, better: lower"), "id", '"threshold" is missing: expected text or a number'],
    [
      metric("unit: MB, better: lower, threshold: 5 %, from: wall-time"),
      "MB",
      'expected a unit of time, such as ms, for wall-time, found "MB"',
    ],
    [
      metric("better: lower, threshold: 5 %, from: wall-time, key: a"),
      "a",
      "wall-time is measured from outside and has no key: remove this",
    ],
    [
      metric("better: lower, threshold: 5 %, from: wal-time"),
      "wal-time",
      'expected one of output, file, wall-time, cpu-time, peak-memory, disk-read, disk-written, output-bytes, exit-code, gpu-memory, gpu-utilisation, found "wal-time": did you mean wall-time?',
    ],
    [
      metric("better: lower, threshold: 5 %, from: file"),
      "file",
      '"path" is missing: name the JSON file that the run writes',
    ],
    [
      metric("better: higher, threshold: 5 ms, kind: passes"),
      "5 ms",
      'expected a share of the prompts, such as 5 %, found "5 ms"',
    ],
    [more("looks: [8, 8]"), "8", "expected more than 8: looks ascend"],
    [more("looks: [4, 8]"), "4", "expected at least 8: fewer rounds can decide nothing"],
    [more("looks: [8, 9, 10, 11, 12, 13]"), "[8, 9, 10, 11, 12, 13]", "expected at most 5 items, found a list"],
    [more("looks: [8, 16]\nrounds: 9"), "9", "rounds are one look, and looks are several: remove one of the two"],
    [more("rounds: 0"), "0", "expected at least 1, found 0"],
    [more("timeout: 60"), "60", "expected a duration with its unit, such as 60 s or 200 ms, found 60"],
    [more("timeout: 0 s"), "0 s", "expected more than 0"],
    [more("env: [A-B]"), "A-B", 'expected the name of an environment variable, such as NODE_OPTIONS, found "A-B"'],
    [
      more("inputs: [/etc/passwd]"),
      "/etc/passwd",
      'expected a relative path with / that does not lead out, found "/etc/passwd"',
    ],
    [more("faults: [{ id: a, do: cut, after: 1 s, for: 1 s }]"), "cut", '"port" is missing: cut needs it'],
    [more("faults: [{ id: a, do: kill }]"), "kill", '"after" is missing: a run has to have begun'],
    [
      more("faults: [{ id: a, do: kill, after: 2 min }]"),
      "2 min",
      "expected less than the timeout: a run has ended by then",
    ],
    [more("faults: [{ id: a, do: kill, after: 1 s, port: 80 }]"), "80", 'kill has no "port": remove this'],
  ];
  test.each(cases.map(([yaml, place, message]) => ({ yaml, place, message })))("$message", (one) => {
    expect(problemsIn(one.yaml)).toEqual([[one.place, one.message]]);
  });
});

test("everything that is missing from an empty block is told", () => {
  expect(problemsIn("id: a\n").map(([, message]) => message)).toEqual([
    '"question" is missing: expected text',
    '"variants" is missing: expected a list of mappings',
    '"metrics" is missing: expected a list of mappings',
  ]);
});

test("a value is found again in the text", () => {
  const decoded = decodeExperiment(SHORT);
  const span = decoded.ok ? decoded.spanOf(["variants", 1, "run"]) : { from: 0, to: 0 };
  expect(SHORT.slice(span.from, span.to)).toBe("[node, b.mjs]");
  const missing = decoded.ok ? decoded.spanOf(["variants", 1, "probe"]) : { from: 0, to: 0 };
  expect(SHORT.slice(missing.from, missing.to)).toBe("{ id: two, run: [node, b.mjs] }");
});

test("words that are shown before they are agreed to can all be seen", () => {
  const shown = [
    ["question: Do four", 'question: "\\e[8mDo four'],
    ["title: one frame", 'title: "one \\u202eframe"'],
    ['"1"]', '"\\e[2K"]'],
    ["{ NODE_ENV: production }", '{ NODE_ENV: "\\u2066x" }'],
    ["unit: ms\n", 'unit: "<b>"\n'],
  ] as const;
  for (const [words, instead] of shown) {
    const text = WHOLE.replace(words, instead).replace(/^(question: "[^"\n]*)$/m, '$1"');
    expect(text).not.toBe(WHOLE);
    expect(decodeExperiment(text)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining("expected") as string }],
    });
  }
  expect(decodeExperiment(WHOLE.replace('"1"]', '"echo 1\\n\\techo 2"]')).ok).toBe(true);
});
