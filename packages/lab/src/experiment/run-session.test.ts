import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeEvidence, type EvidenceRecord, type RunRecord } from "@nomous/workbench/experiments";
import { lacks } from "@nomous/testkit";
import { describe, expect, test } from "vitest";
import { verifyEvidence } from "../evidence/read-evidence.ts";
import { type FolderFixture, makeFolder } from "../folder-fixture.ts";
import { runSession } from "./run-session.ts";
import { experimentOf, metricOf, optionsOf, pause, printing, variantOf } from "./session-fixture.contract.ts";
import type { SessionOptions } from "./session-options.ts";

const isLinux = process.platform === "linux";
const textOf = (folder: FolderFixture, path: string): Promise<string> => readFile(join(folder.root, path), "utf8");

/** `2.1` is the first time that round 2 ran; a machine that is disturbed runs it once more. */
const attemptOf = (run: RunRecord | undefined): string => `${run?.round}.${run?.attempt}`;
const attemptsIn = (runs: readonly RunRecord[]): Map<string, RunRecord[]> => Map.groupBy(runs, attemptOf);

/** The run of `b` in a session of one round. */
async function runOfB(
  folder: FolderFixture,
  experiment: Parameters<typeof experimentOf>,
  more: Partial<SessionOptions> = {},
): Promise<RunRecord> {
  const { evidence } = await runSession(optionsOf(folder, experimentOf(...experiment), more));
  const run = evidence.runs.find(({ variant }) => variant === "b");
  if (run === undefined) throw new Error("b did not run");
  return run;
}

test("a session leaves a file that says how each run was, and what it was about", async () => {
  await using folder = await makeFolder({ "bench.mjs": "1", "data/a": "1", "data/b/c": "2" });
  folder.git(["init", "--quiet"]);
  folder.git(["add", "bench.mjs"]);
  folder.git(["commit", "--quiet", "-m", "Begin"]);
  const lines: string[] = [];
  const experiment = experimentOf(printing("[2,4,3]"), {
    inputs: ["bench.mjs", "data", "missing"],
    env: ["GREETING", "API_KEY"],
    design: { looks: [2], warmup: 1 },
  });
  const outcome = await runSession(
    optionsOf(folder, experiment, {
      environment: { ...process.env, GREETING: "hello", API_KEY: "abc", OTHER: "no" },
      onLine: (line) => void lines.push(line),
    }),
  );
  expect(outcome).toMatchObject({ reason: "complete", look: 1 });
  expect(outcome.path).toMatch(/^evidence\/small\/\d{8}T\d{6}-[0-9a-f]{6}\.jsonl$/);
  const text = await textOf(folder, outcome.path);
  expect(lines.join("")).toBe(text);
  expect(decodeEvidence(text)).toEqual({ ok: true, evidence: outcome.evidence, tornFrom: null });
  const { session, runs } = outcome.evidence;
  expect([...attemptsIn(runs).keys()].filter((attempt) => attempt.endsWith(".1"))).toEqual(["0.1", "1.1", "2.1"]);
  expect([...attemptsIn(runs).values()].every((attempt) => attempt.length === 3)).toBe(true);
  const baseline = runs.filter(({ round, attempt, variant }) => round === 1 && attempt === 1 && variant === "a");
  expect(new Set(baseline.map(({ isControl }) => isControl))).toEqual(new Set([false, true]));
  for (const run of runs)
    expect(run).toMatchObject({ outcome: "ok", exitCode: 0, values: { ms: run.variant === "a" ? 1 : [2, 4, 3] } });
  expect(session).toMatchObject({
    document: "docs/a.md",
    env: { GREETING: "hello", API_KEY: expect.stringMatching(/^sha256:/) as string },
  });
  expect(Object.keys(session.env)).not.toContain("OTHER");
  expect(Object.values(session.inputs).map((hash) => hash?.length)).toEqual([64, 64, undefined]);
  expect(session.git).toEqual({
    commit: folder.git(["rev-parse", "HEAD"]).trim(),
    branch: "main",
    dirtyHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
  expect(session.variants["a"]).toMatchObject({
    cwd: ".",
    commit: null,
    argv: ["sh", "-c", expect.any(String) as string],
  });
  expect(session.machine.fingerprint).toMatch(/^[0-9a-f]{12}$/);
});

describe("a run", () => {
  test("without a result is told with its cause", async () => {
    await using folder = await makeFolder();
    const cases = {
      fails: [["sh", "-c", "echo no such table >&2; exit 3"], "failed", "it ended with exit code 3: no such table"],
      crashes: [["sh", "-c", "kill -SEGV $$"], "failed", "it was ended by SIGSEGV"],
      nan: [
        printing("NaN"),
        "no-metric",
        "ms: the last line in braces on stdout is no JSON object: JSON has no NaN and no Infinity",
      ],
      endless: [printing("1e999"), "no-metric", 'found "Infinity"'],
      text: [printing('"12"'), "no-metric", 'ms: expected a finite number, or a list of them, in ms, found "12"'],
      other: [["sh", "-c", `echo '{"s":1}'`], "no-metric", 'ms: ms is missing in {"s":1}'],
      nothing: [["sh", "-c", ":"], "no-metric", "ms: expected a line on stdout that is a JSON object, found none"],
    } as const;
    const [first, ...variants] = Object.entries(cases).map(([id, [argv]]) => variantOf(id, argv));
    if (first === undefined) throw new Error("there are no cases");
    const experiment = experimentOf(first, { variants: [variantOf("a", printing("1")), first, ...variants] });
    const { evidence } = await runSession(optionsOf(folder, experiment));
    for (const [id, [, outcome, reason]] of Object.entries(cases)) {
      const run = evidence.runs.find(({ variant }) => variant === id);
      expect(run).toMatchObject({ outcome, values: {}, reason: expect.stringContaining(reason) as string });
    }
  });

  test("that hangs, or is halted, is killed after its time", async () => {
    await using folder = await makeFolder();
    const script = `process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); process.kill(process.pid, "SIGSTOP");`;
    const run = await runOfB(folder, [[process.execPath, "-e", script], { design: { timeoutMs: 300 } }]);
    expect(run).toMatchObject({
      outcome: "timeout",
      signal: "SIGKILL",
      reason: "it had not ended after 300 ms, and was killed",
    });
  });

  test.skipIf(lacks(isLinux, "/proc"))(
    "that leaves processes behind, in its group or not, is told and they are killed",
    async () => {
      await using folder = await makeFolder();
      const script = `
      const { spawn } = require("node:child_process");
      for (const detached of [false, true]) {
        const child = spawn("sleep", ["60"], { detached, stdio: "inherit" });
        child.unref();
        require("node:fs").appendFileSync("pids", child.pid + " ");
      }
      console.log('{"ms":1}');
    `;
      const run = await runOfB(folder, [[process.execPath, "-e", script]]);
      expect(run).toMatchObject({ outcome: "left-processes", exitCode: 0, values: {} });
      expect(run.reason).toBe("2 processes that it had started went on, and were killed");
      const pids = (await textOf(folder, "pids")).trim().split(" ").map(Number);
      for (const pid of pids) await expect(readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).resolves.toBe("");
    },
  );

  test("that prints 10 MB is read to its last line, and its beginning is kept with its hash", async () => {
    await using folder = await makeFolder();
    const script = `const line = "x".repeat(1023) + "\\n"; for (let i = 0; i < 10; i++) process.stdout.write(line.repeat(1024)); console.log('{"ms":7}')`;
    const run = await runOfB(folder, [[process.execPath, "-e", script]]);
    const bytes = 10 * 1024 * 1024 + 9;
    expect(run).toMatchObject({ outcome: "ok", values: { ms: 7 }, process: { outputBytes: bytes } });
    expect(run.stdout).toMatchObject({
      bytes,
      text: null,
      isCut: true,
      file: expect.stringMatching(/\.out$/) as string,
    });
    const [path = ""] = await pathsOfEvidence(folder);
    expect(await verifyEvidence({ root: folder.root, name: "folder" }, path)).toEqual([]);
    await folder.write(`evidence/small/${run.stdout.file}`, "something else");
    expect(await verifyEvidence({ root: folder.root, name: "folder" }, path)).toEqual([
      { line: 2 + run.position - 1, message: `${run.stdout.file} is not as it was written` },
    ]);
  });

  test("may have arguments of 10 kB, and sees nothing of the environment that it is not given", async () => {
    await using folder = await makeFolder();
    const script = `console.log(JSON.stringify({ ms: process.argv[1].length, seen: process.env.SECRET ?? "nothing", own: process.env.OWN }))`;
    const variant = variantOf("b", [process.execPath, "-e", script, "y".repeat(10_000)], { env: { OWN: "yes" } });
    const run = await runOfB(folder, [variant], { environment: { ...process.env, SECRET: "hidden" } });
    expect(run).toMatchObject({ values: { ms: 10_000 } });
    expect(run.stdout.text).toBe('{"ms":10000,"seen":"nothing","own":"yes"}\n');
  });

  test("reads its metrics from a file that it wrote itself, and never an older one", async () => {
    await using folder = await makeFolder({ "out.json": '{"size":1}' });
    const size = metricOf("size", { unit: "bytes", source: { from: "file", path: "out.json", key: "size" } });
    const variants = [
      variantOf("a", ["sh", "-c", `echo '{"size":5}' > out.json`]),
      variantOf("b", ["sh", "-c", ":"]),
    ] as const;
    const run = await runOfB(folder, [variants[1], { metrics: [size], variants }]);
    expect(run).toMatchObject({ outcome: "no-metric", reason: "size: the run wrote no file out.json" });
  });

  test.skipIf(lacks(isLinux, "/proc"))("is measured from outside, with everything that it starts", async () => {
    await using folder = await makeFolder();
    const busy = `const b = Buffer.alloc(60e6, 1); const until = process.cpuUsage().user + 150e3; while (process.cpuUsage().user < until); require("node:fs").writeFileSync("big", b.subarray(0, 4e6))`;
    const run = await runOfB(folder, [["sh", "-c", `"${process.execPath}" -e '${busy}'; echo '{"ms":1}'`]]);
    expect(run.process.cpuMs).toBeGreaterThanOrEqual(140);
    expect(run.process.wallMs).toBeGreaterThanOrEqual(140);
    expect(run.process.peakMemory).toBeGreaterThan(60e6);
    expect(run.process.outputBytes).toBe(9);
    expect(run.guard).toMatchObject({ canaryMs: expect.any(Number) as number, load: expect.any(Number) as number });
  });
});

const pathsOfEvidence = async ({ root }: FolderFixture): Promise<string[]> =>
  (await readdir(join(root, "evidence/small")))
    .filter((name) => name.endsWith(".jsonl"))
    .map((name) => `evidence/small/${name}`);

describe("before anything is written", () => {
  test.each([
    [
      "a command that is not in PATH",
      ["no-such-program"],
      "`no-such-program` of the variant `b` is not in any folder of PATH.",
    ],
    [
      "a path that leads nowhere",
      ["./no/program"],
      "`./no/program` of the variant `b` is no program that can be started in",
    ],
  ] as const)("%s is told", async (_, argv, message) => {
    await using folder = await makeFolder();
    const session = runSession(optionsOf(folder, experimentOf(argv)));
    await expect(session).rejects.toMatchObject({
      code: "command",
      message: expect.stringContaining(message) as string,
    });
    expect(await readdir(folder.root)).toEqual([]);
  });

  test("a folder outside of the workspace is told", async () => {
    await using folder = await makeFolder();
    const session = runSession(optionsOf(folder, experimentOf(variantOf("b", printing("1"), { folder: ".." }))));
    await expect(session).rejects.toMatchObject({
      code: "command",
      message: expect.stringContaining("leads out of the workspace") as string,
    });
  });
});

test("a variant of a commit runs in a worktree that is built once and gone afterwards", async () => {
  await using folder = await makeFolder({ "sub/value.sh": `echo '{"ms":1}'` });
  folder.git(["init", "--quiet"]);
  folder.git(["add", "."]);
  folder.git(["commit", "--quiet", "-m", "One"]);
  folder.git(["tag", "first"]);
  await folder.write("sub/value.sh", "exit 1");
  const build = ["sh", "-c", "echo built >> built; test -e sub/value.sh"];
  const variant = variantOf("b", ["sh", "-c", `test "$(wc -l < built)" -eq 1 && sh sub/value.sh`], {
    ref: "first",
    build,
  });
  const notes: string[] = [];
  const { evidence } = await runSession(
    optionsOf(folder, experimentOf(variant, { design: { looks: [2] } }), { onNote: (note) => void notes.push(note) }),
  );
  const run = evidence.runs.find(({ variant }) => variant === "b");
  expect(run).toMatchObject({ outcome: "ok", values: { ms: 1 } });
  expect(evidence.session.variants["b"]?.commit).toBe(folder.git(["rev-parse", "first"]).trim());
  expect(notes).toEqual([`Building \`b\` (first): ${build.join(" ")}`]);
  expect(folder.git(["worktree", "list"]).trim().split("\n")).toHaveLength(1);
  expect(await readdir(join(folder.root, ".nomous/worktrees"))).toEqual([]);
  const unknown = runSession(optionsOf(folder, experimentOf({ ...variant, ref: "frist" })));
  await expect(unknown).rejects.toMatchObject({
    code: "ref",
    message: expect.stringContaining("`ref: frist` of the variant `b`") as string,
  });
  const failing = { ...variant, build: ["sh", "-c", "echo no compiler >&2; exit 2"] };
  const failed = runSession(optionsOf(folder, experimentOf(failing)));
  await expect(failed).rejects.toMatchObject({
    code: "build",
    message: expect.stringContaining("it ended with exit code 2: no compiler") as string,
  });
});

test("a workspace that is a folder of its repository runs in that folder of the worktree", async () => {
  await using folder = await makeFolder({ "packages/a/value.sh": `echo '{"ms":1}'` });
  folder.git(["init", "--quiet"]);
  folder.git(["add", "."]);
  folder.git(["commit", "--quiet", "-m", "One"]);
  await folder.write("packages/a/value.sh", "exit 1");
  const workspace = { root: join(folder.root, "packages/a"), name: "a" };
  const variant = variantOf("b", ["sh", "value.sh"], { ref: "main" });
  const { evidence } = await runSession(optionsOf(folder, experimentOf(variant), { workspace }));
  expect(evidence.runs.find(({ variant }) => variant === "b")).toMatchObject({ outcome: "ok", values: { ms: 1 } });
  expect(folder.git(["worktree", "list"]).trim().split("\n")).toHaveLength(1);
});

test("a clock that is set back changes what is told of it, and no measurement", async () => {
  await using folder = await makeFolder();
  let now = Date.UTC(2026, 10, 29, 6, 15);
  const clock = { now: () => (now -= 60_000), elapsed: () => performance.now() };
  const { session, evidence } = await runSession(optionsOf(folder, experimentOf(printing("1")), { clock }));
  expect(session).toMatch(/^20261129T061400-/);
  for (const run of evidence.runs) {
    expect(run.guard.clockJumpMs).toBeLessThan(-59_000);
    expect(run.process.wallMs).toBeGreaterThan(0);
  }
});

test("a stop keeps what ran, and the session goes on as a whole round later", async () => {
  await using folder = await makeFolder({ "bench.mjs": "1" });
  const stop = new AbortController();
  const experiment = experimentOf(printing("1"), { inputs: ["bench.mjs"], design: { looks: [3] } });
  const stopAfter = (runs: number) => {
    let seen = 0;
    return (_: string, { type }: EvidenceRecord): void => {
      if (type === "run" && (seen += 1) === runs) stop.abort();
    };
  };
  const stopped = await runSession(optionsOf(folder, experiment, { signal: stop.signal, onLine: stopAfter(4) }));
  expect(stopped).toMatchObject({ reason: "stopped", look: null });
  expect(stopped.evidence.runs).toHaveLength(4);
  const before = await textOf(folder, stopped.path);
  await folder.write(stopped.path, `${before}{"type":"run","ro`);
  const resume = stopped.session;
  const resumed = await runSession(optionsOf(folder, experiment, { resume }));
  expect(resumed).toMatchObject({ reason: "complete", look: 1, session: resume });
  expect((await textOf(folder, stopped.path)).startsWith(before)).toBe(true);
  expect(await textOf(folder, `${stopped.path}.torn-${before.length}`)).toBe('{"type":"run","ro');
  const attempts = [...attemptsIn(resumed.evidence.runs)];
  for (const round of [1, 2, 3]) {
    const ofRound = attempts.filter(([attempt]) => attempt.startsWith(`${round}.`));
    expect(ofRound.at(-1)?.[1]).toHaveLength(3);
  }
  const [cut] = attempts.find(([, attempt]) => attempt.length === 1) ?? [];
  expect(cut).toBe(attemptOf(stopped.evidence.runs.at(-1)));
  await expect(runSession(optionsOf(folder, experiment, { resume }))).rejects.toMatchObject({
    code: "resume",
    message: expect.stringContaining("is complete") as string,
  });
});

test.skipIf(lacks(isLinux, "process groups"))(
  "kill -9 loses the run in flight at most, and leaves nothing running",
  async () => {
    await using folder = await makeFolder();
    const slow = ["sh", "-c", "echo $$ > pid; test -e quick || sleep 60; echo '{\"ms\":1}'"] as const;
    const experiment = experimentOf(slow, { design: { looks: [2] } });
    const script = `
    const { runSession } = await import(${JSON.stringify(new URL("run-session.ts", import.meta.url).href)});
    const { optionsOf } = await import(${JSON.stringify(new URL("session-fixture.contract.ts", import.meta.url).href)});
    await runSession(optionsOf({ root: ${JSON.stringify(folder.root)} }, ${JSON.stringify(experiment)}));
  `;
    const runner = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const gone = once(runner, "exit");
    await expect.poll(() => textOf(folder, "pid").catch(() => ""), { timeout: 20_000 }).toMatch(/\n$/);
    runner.kill("SIGKILL");
    await gone;
    const pid = (await textOf(folder, "pid")).trim();
    await expect.poll(() => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""), { timeout: 20_000 }).toBe("");
    const [path = ""] = await pathsOfEvidence(folder);
    const before = await textOf(folder, path);
    const resume = path.slice("evidence/small/".length, -".jsonl".length);
    await folder.write("quick", "");
    const { evidence, reason } = await runSession(optionsOf(folder, experiment, { resume }));
    expect(reason).toBe("complete");
    expect((await textOf(folder, path)).startsWith(before)).toBe(true);
    expect(evidence.runs.every(({ outcome }) => outcome === "ok")).toBe(true);
    expect(evidence.resumes).toHaveLength(1);
  },
);

test("a session is not gone on with when it would be another", async () => {
  await using folder = await makeFolder({ "bench.mjs": "1" });
  const experiment = experimentOf(printing("1"), { inputs: ["bench.mjs"], design: { looks: [2] } });
  const stop = new AbortController();
  const { path, session: resume } = await runSession(
    optionsOf(folder, experiment, { signal: stop.signal, onLine: () => stop.abort() }),
  );
  const goOn = (changed = experiment) => runSession(optionsOf(folder, changed, { resume }));
  await expect(goOn({ ...experiment, design: { ...experiment.design, looks: [3] } })).rejects.toThrow(
    "ran another protocol",
  );
  await folder.write("bench.mjs", "2");
  await expect(goOn()).rejects.toThrow("bench.mjs was changed since");
  const text = await textOf(folder, path);
  await folder.write(path, text.replace('"version":1', '"version":9'));
  await expect(goOn()).rejects.toThrow(/evidence\/small\/.*:1: written by a newer version/);
  await folder.write(path, text.replace("docs/a.md", "docs/b.md"));
  await expect(goOn()).rejects.toThrow(/:1: it is not as it was written/);
  await expect(runSession(optionsOf(folder, experiment, { resume: "20200101T000000-000000" }))).rejects.toThrow(
    "is not there",
  );
});

test("one session at a time runs on a machine, and waiting is told and can be ended", async () => {
  await using folder = await makeFolder();
  const first = new AbortController();
  const running = Promise.withResolvers<void>();
  const slow = experimentOf(["sleep", "60"]);
  const session = runSession(optionsOf(folder, slow, { signal: first.signal, onLine: () => running.resolve() }));
  await running.promise;
  const second = new AbortController();
  const notes: string[] = [];
  const onNote = (note: string): void => {
    notes.push(note);
    second.abort(new Error("Stopped."));
  };
  await expect(runSession(optionsOf(folder, slow, { signal: second.signal, onNote, pause }))).rejects.toThrow(
    "Stopped.",
  );
  expect(notes).toEqual(["Another session runs on this machine. Waiting for it to end."]);
  first.abort();
  expect(await session).toMatchObject({ reason: "stopped" });
});
