import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemRuntime } from "@nomous/client";
import { type ExperimentPlan, newJobId } from "@nomous/protocol";
import type { JobPart, JobPlan, JobTask } from "@nomous/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ComposedExperiments, createExperimentJobs } from "./experiment-jobs.ts";
import { LabThread } from "./lab/lab-thread.ts";

const commandOf = (value: number): string => `echo '{"p95": ${value}}'`;
const spikeWith = (id: string, value = 10): string => `# Spike

\`\`\`yaml experiment
id: ${id}
question: Do four frames a message lower p95?
variants:
  - { id: one, title: one frame, run: [sh, -c, ${JSON.stringify(commandOf(value))}] }
  - { id: four, title: four frames, run: [sh, -c, ${JSON.stringify(commandOf(5))}] }
metrics:
  - { id: p95, unit: ms, better: lower, threshold: 5 % }
rounds: 8
warmup: 0
\`\`\`
`;
const BROKEN = "\n```yaml experiment\nid: broken\nquestion: Is anything missing?\n```\n";

const none = new AbortController().signal;
const task = { job: newJobId(systemRuntime), emit: async () => {}, signal: none } satisfies JobTask;

/** One for all tests: its thread takes a second to start. Each test has a document of its own. */
let root: string;
let lab: LabThread;
let experiments: ComposedExperiments;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "nomous-jobs-"));
  const workspace = { root, name: "spikes" };
  const environment = { PATH: process.env["PATH"], HOME: root };
  lab = new LabThread({ workspace, runtime: systemRuntime, build: "1.2.3", environment });
  experiments = createExperimentJobs(lab);
});
afterAll(async () => {
  await lab.close();
  await rm(root, { recursive: true });
});

const write = (id: string, text: string): Promise<void> => writeFile(join(root, `${id}.md`), text);

async function planned(id: string): Promise<ExperimentPlan> {
  const { plan } = await experiments.desk.plan(`${id}.md`, id);
  if (plan === null) throw new Error("there is no plan");
  return plan;
}

async function start(id: string, more: object = {}): Promise<JobPlan> {
  const { commands: allow } = await planned(id);
  const job = await experiments.kind.plan({ path: `${id}.md`, experiment: id, allow, ...more });
  if (job.status !== "planned") throw new Error(job.error.message);
  return job.plan;
}

const overviewsOf = async (path: string) =>
  (await experiments.desk.list(none)).experiments.filter((one) => one.path === path);

describe("experiments of a workspace", () => {
  test("are listed with what is known of them, those that cannot be understood with where and why", async () => {
    await write("listed", spikeWith("listed") + BROKEN);
    await write("plain", "# Nothing to run\n");
    expect(await overviewsOf("plain.md")).toEqual([]);
    expect(await overviewsOf("listed.md")).toMatchObject([
      { id: "listed", line: 3, status: "not-run", sessions: 0, evidence: null },
      { id: "broken", status: "invalid" },
    ]);
    expect((await overviewsOf("listed.md"))[1]?.words).toMatch(/^\d+:\d+: /);
  });

  test("are planned with the very commands, or with what stands in their way", async () => {
    await write("planned", spikeWith("planned") + BROKEN);
    expect(await planned("planned")).toMatchObject({
      isAllowed: false,
      variants: [{ id: "one", argv: ["sh", "-c", commandOf(10)], folder: "." }, { id: "four" }],
      rounds: 8,
      resumable: null,
    });
    const { plan, problems } = await experiments.desk.plan("planned.md", "broken");
    expect(plan).toBeNull();
    expect(problems[0]?.line).toBeGreaterThan(3);
    await expect(experiments.desk.plan("planned.md", "other")).rejects.toThrow('planned.md has no experiment "other".');
    await expect(experiments.desk.plan("none.md", "other")).rejects.toMatchObject({ code: "missing" });
  });

  test("[Q3] nothing but evidence is read as evidence", async () => {
    await expect(experiments.desk.evidence("plain.md")).rejects.toThrow("no evidence");
  });
});

describe("a session as a job", () => {
  test("[J9] runs what was allowed, and is refused when the document asks for something else by then", async () => {
    await write("asked", spikeWith("asked"));
    await expect(start("asked", { allow: "0".repeat(64) })).rejects.toThrow("other commands");
    await expect(start("asked", { allow: "no hash" })).rejects.toThrow("allow");
    expect((await planned("asked")).isAllowed).toBe(false);
    const job = await start("asked");
    expect((await planned("asked")).isAllowed).toBe(true);
    await write("asked", spikeWith("asked", 11));
    expect((await planned("asked")).isAllowed).toBe(false);
    await expect(job.run(task)).rejects.toThrow("other commands");
  });

  test("says its evidence line by line, how far it is, and what was found", async () => {
    await write("frames", spikeWith("frames"));
    const parts: JobPart[] = [];
    const job = await start("frames");
    const outcome = await job.run({ ...task, emit: async (part) => void parts.push(part) });
    expect(outcome.state).toBe("done");
    expect(outcome.message).toContain("four frames: p95");
    const [overview] = await overviewsOf("frames.md");
    expect(overview).toMatchObject({ status: "complete", verdicts: [{ variant: "four frames" }], sessions: 1 });
    const evidence = await readFile(join(root, overview?.evidence ?? ""), "utf8");
    expect(parts.map((part) => (part.type === "text" ? part.text : "")).join("")).toBe(evidence);
    expect(await experiments.desk.evidence(overview?.evidence ?? "")).toBe(evidence);
    const progress = { done: 24, total: 24, words: "round 8 of 8" };
    expect(parts.findLast((part) => part.type === "progress")).toMatchObject({ progress });
    expect((await planned("frames")).minutes).toBeGreaterThan(0);
  });

  test("that is told to end stops, and the next one goes on with it and says all of it", async () => {
    await write("stopped", spikeWith("stopped"));
    await expect((await start("stopped", { resume: true })).run(task)).rejects.toThrow(
      "no session of stopped to go on",
    );
    const stop = new AbortController();
    const emit = async (part: JobPart): Promise<void> => {
      if (part.type === "progress" && part.progress.done === 4) stop.abort();
    };
    const outcome = await (await start("stopped")).run({ ...task, emit, signal: stop.signal });
    expect(outcome.state).toBe("stopped");
    expect(outcome.message).toContain("Resume goes on");
    expect(await overviewsOf("stopped.md")).toMatchObject([{ status: "stopped" }]);
    const { resumable } = await planned("stopped");
    let text = "";
    const read = async (part: JobPart): Promise<void> => void (text += part.type === "text" ? part.text : "");
    const resumed = await (await start("stopped", { resume: true })).run({ ...task, emit: read });
    expect(resumed.state).toBe("done");
    expect(text).toBe(await experiments.desk.evidence(resumable ?? ""));
  });
});
