// Experiments on the command line, with real processes: from a sample to a verdict, what is refused, and that a machine that compares a
// command with itself finds nothing.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { systemRuntime } from "@nomous/client";
import { openWorkspace } from "@nomous/lab";
import { runSession } from "@nomous/lab/experiments";
import { sleep } from "@nomous/protocol";
import { analyse, decodeExperiment, type SessionResults } from "@nomous/workbench";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Desk, type Result } from "../support/desk.ts";
import { runHere } from "../support/run-here.ts";

let desk: Desk;
let root: string;

beforeEach(() => {
  desk = new Desk();
  root = desk.path("repository");
  mkdirSync(root);
  const git = (...args: string[]): void =>
    void execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", ...args], { cwd: root });
  git("init", "-q");
  git("config", "user.name", "Ada Lovelace");
  git("commit", "-q", "--allow-empty", "-m", "Nothing yet");
});
afterEach(() => desk.end());

/** The machine's lock is the user's, and other tests run sessions too. */
const nomous = (...args: string[]): Promise<Result> => runHere(args, root, { ...process.env, NO_COLOR: "1" });
const write = (path: string, text: string): void => writeFileSync(join(root, path), text);
const read = (path: string): string => readFileSync(join(root, path), "utf8");

const print = (value: string): string => `[sh, -c, 'echo "{\\"ms\\": ${value}}"']`;

const spike = (b: string, rounds = 8): string => `# Which one

\`\`\`yaml experiment
id: which
question: Is b faster than a?
variants:
  - { id: a, run: ${print("10")} }
  - { id: b, run: ${b} }
metrics:
  - { id: ms, title: Time, unit: ms, better: lower, threshold: 5 % }
rounds: ${rounds}
warmup: 0
\`\`\`

## Results
`;

describe("an experiment of a document", () => {
  test("is shown, allowed, run and written down; the same evidence gives the same bytes again", async () => {
    write("a.md", spike(print("9")));
    const shown = await nomous("run", "a.md", "--dry-run");
    expect(shown).toMatchObject({ exit: 0 });
    expect(shown.err).toContain("frozen before the first run");
    expect(await nomous("run", "a.md")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("Say --yes.") as string,
    });
    expect(read("a.md")).toBe(spike(print("9")));

    expect(await nomous("run", "a.md", "--yes")).toMatchObject({ exit: 0 });
    const filled = read("a.md");
    expect(filled).toContain("−10 % [−10, −10]");
    expect(await nomous("check", "a.md")).toMatchObject({ exit: 0 });
    expect(await nomous("evidence", "verify")).toMatchObject({ exit: 0 });
    const [svg = ""] = readdirSync(join(root, "evidence/which")).filter((name) => name.endsWith(".pairs.svg"));
    const chart = read(`evidence/which/${svg}`);

    write("a.md", spike(print("9")));
    write(`evidence/which/${svg}`, "");
    expect(await nomous("fill", "a.md")).toMatchObject({ exit: 0 });
    expect([read("a.md"), read(`evidence/which/${svg}`)]).toEqual([filled, chart]);
    // The same commands are not asked for again.
    expect(await nomous("run", "a.md", "--dry-run")).toMatchObject({ exit: 0 });
  });

  test("gives numbers for prose, and prose that says something else is found", async () => {
    write("a.md", `${spike(print("9"))}\nThe median of b is 12 ms.\n`);
    await nomous("run", "a.md", "--yes");
    const line = read("a.md").split("\n").indexOf("The median of b is 12 ms.") + 1;
    expect(await nomous("claim", "a.md", "ev:which/ms/value", "--at", `${line}:20`)).toMatchObject({ exit: 0 });
    expect(read("a.md")).toContain("The median of b is [12 ms][ev:which/ms/value].");
    const found = await nomous("check", "a.md");
    expect(found).toMatchObject({ exit: 1 });
    expect(found.out).toContain("claim.value");
    await nomous("check", "a.md", "--fix");
    expect(read("a.md")).toContain("The median of b is [9 ms][ev:which/ms/value].");
    expect(await nomous("check", "a.md")).toMatchObject({ exit: 0 });
  });

  test("one flipped byte of its evidence is found", async () => {
    write("a.md", spike(print("9"), 1));
    await nomous("run", "a.md", "--yes");
    const [name = ""] = readdirSync(join(root, "evidence/which")).filter((one) => one.endsWith(".jsonl"));
    const text = read(`evidence/which/${name}`);
    write(`evidence/which/${name}`, text.replace('"outcome":"ok"', '"outcome":"oK"'));
    expect(await nomous("evidence", "verify")).toMatchObject({ exit: 1 });
    expect((await nomous("check", "a.md")).out).toContain("evidence.broken");
  });

  test("with a program that is not there is refused before anything is written", async () => {
    write("a.md", spike("[no-such-program-anywhere]"));
    const refused = await nomous("run", "a.md", "--yes");
    expect(refused).toMatchObject({ exit: 2 });
    expect(refused.err).toContain("no-such-program-anywhere");
    expect(readdirSync(root)).not.toContain("evidence");
  });

  test("that cannot be understood is told with line and column", async () => {
    write("a.md", spike("sleep 5"));
    const refused = await nomous("run", "a.md");
    expect(refused).toMatchObject({ exit: 2 });
    expect(refused.err).toContain("a.md:8:19: expected a list");
  });
});

test("the sample is ready to run", async () => {
  const { out, exit } = await nomous("experiment", "sample");
  expect(exit).toBe(0);
  expect(await nomous("run", out.trim(), "--dry-run")).toMatchObject({ exit: 0 });
  expect(await nomous("check", out.trim())).toMatchObject({ exit: 0 });
  expect((await nomous("list")).out).toContain(`Measure: nomous run ${out.trim()}`);
});

const SESSIONS = Number(process.env["NOMOUS_REAL_SESSIONS"] ?? 0);
const SLOW = "const end = performance.now() + Number(process.argv[1]); while (performance.now() < end);";

/** A session of real runs that keep a processor busy for so many milliseconds. */
async function session(id: string, a: string, b: string): Promise<SessionResults> {
  const decoded = decodeExperiment(
    JSON.stringify({
      id,
      question: "Which takes less time?",
      variants: [
        { id: "a", run: [process.execPath, "-e", SLOW, a] },
        { id: "b", run: [process.execPath, "-e", SLOW, b] },
      ],
      metrics: [{ id: "time", unit: "ms", better: "lower", threshold: "5 %", from: "wall-time" }],
      rounds: 16,
      seed: 4747,
    }),
  );
  if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems));
  const { clock } = systemRuntime;
  const { evidence } = await runSession({
    workspace: await openWorkspace(root),
    document: "a.md",
    experiment: decoded.experiment,
    toolVersion: "0",
    clock,
    pause: (ms, signal) => sleep(clock, ms, signal),
    signal: new AbortController().signal,
    environment: process.env,
    probeCommand: (name) => [name],
  });
  return analyse(evidence);
}

describe.skipIf(SESSIONS === 0)("real sessions, which are long (NOMOUS_REAL_SESSIONS)", () => {
  test("a command against itself raises an alarm in at most 3 of 20", { timeout: 3_600_000 }, async () => {
    let alarms = 0;
    for (let one = 0; one < SESSIONS; one += 1) {
      const [{ comparisons }] = (await session(`same-${one}`, "100", "100.0")).metrics;
      const verdict = comparisons[0]?.verdict ?? "none";
      const interval = comparisons[0]?.interval ?? null;
      const differs = interval !== null && (interval.low > 0 || interval.high < 0);
      if (verdict === "better" || verdict === "worse") alarms += 1;
      console.log(`A/A ${one + 1}: ${verdict}${differs ? ", the interval leaves out 0" : ""}`);
    }
    expect(alarms).toBeLessThanOrEqual(Math.ceil((3 * SESSIONS) / 20));
  });

  test("a command that is 10 % slower is not called better, and mostly worse", { timeout: 3_600_000 }, async () => {
    const verdicts: string[] = [];
    for (let one = 0; one < SESSIONS; one += 1) {
      const [{ comparisons }] = (await session(`slower-${one}`, "100", "115")).metrics;
      verdicts.push(comparisons[0]?.verdict ?? "none");
      console.log(`10 % slower ${one + 1}: ${verdicts.at(-1)}`);
    }
    expect(verdicts).not.toContain("better");
    expect(verdicts).not.toContain("equivalent");
  });
});
