import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BUILT_IN_TYPES, createSubject, markTask, type Subject, verificationStandings } from "@nomous/workbench";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FolderFixture, makeFolder } from "../folder-fixture.ts";
import { readVerifications } from "./read-verifications.ts";
import { taskCheck } from "./task-check.ts";
import { verificationWords } from "./verification-words.ts";
import { verifyTask, type Witness, witnessTask } from "./verify-task.ts";

const PATH = "docs/plan.md";
const textOf = (verify: string): string =>
  `---\nnomous: plan\n---\n# Plan\n\n## Implementation Steps\n\n| ID | Task | Verify | Status |\n|-|-|-|-|\n| T1 | Build it | ${verify} | todo |\n`;

const inputOf = (text: string) => {
  const surroundings = {
    kindOf: () => "unknown" as const,
    textOf: () => undefined,
    filesIn: () => undefined,
    hasCommit: () => undefined,
    approval: "unknown" as const,
  };
  return { path: PATH, text, types: BUILT_IN_TYPES, rules: [], surroundings };
};
const subjectOf = (verify: string): Subject => createSubject(inputOf(textOf(verify))).subject;

let folder: FolderFixture;
beforeEach(async () => {
  folder = await makeFolder({ [PATH]: "x", "a.txt": "a" });
});
afterEach(() => folder[Symbol.asyncDispose]());

const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });

const witnessOf = (more: Partial<Witness> = {}): Witness => ({
  workspace: { root: folder.root, name: "w" },
  path: PATH,
  environment: process.env,
  timeoutMs: 20_000,
  now: () => "2026-11-29T09:30:00+01:00",
  pause,
  signal: new AbortController().signal,
  onOutput: () => undefined,
  ...more,
});
const verify = (cell: string, more?: Partial<Witness>) => verifyTask(taskCheck(subjectOf(cell), "T1"), witnessOf(more));
const written = () => readVerifications({ root: folder.root, name: "w" }, PATH);

test("what passed is written down: how it ended, a hash of both outputs in their order, the commit, and whether files differ from it", async () => {
  folder.git(["init", "-q"]);
  folder.git(["add", "."]);
  folder.git(["commit", "-qm", "One"]);
  await folder.write(PATH, "y");
  const pieces: Uint8Array[] = [];
  const line = await verify("`sh -c 'echo out; echo err >&2; echo more'` and `test -f a.txt`", {
    onOutput: (piece) => void pieces.push(piece),
  });
  expect(Buffer.concat(pieces).toString()).toBe("out\nerr\nmore\n");
  expect(line).toMatchObject({
    kind: "command",
    outcome: "passed",
    person: expect.stringMatching(/./) as string,
    commit: folder.git(["rev-parse", "HEAD"]).trim(),
    isDirty: false,
  });
  const output = { hash: createHash("sha256").update("out\nerr\nmore\n").digest("hex"), bytes: 13 };
  expect(line.commands).toMatchObject([
    { exitCode: 0, output },
    { argv: ["test", "-f", "a.txt"], exitCode: 0, output: { bytes: 0 } },
  ]);
  expect(await written()).toEqual([line]);
  expect(readFileSync(join(folder.root, PATH), "utf8")).toBe("y");
  expect([...verificationStandings(subjectOf("`true`"), [line])]).toEqual([["T1", "outdated"]]);
  await folder.write("a.txt", "b");
  expect(await verify("`test -f a.txt`")).toMatchObject({ isDirty: true });
});

test("what failed is written down too, and what stands behind it does not run", async () => {
  const line = await verify("`sh -c 'exit 3'`, `sh -c 'touch ran'`");
  expect(line).toMatchObject({ outcome: "failed", commands: [{ exitCode: 3 }] });
  expect([existsSync(join(folder.root, "ran")), verificationWords(line)]).toEqual([
    false,
    "`sh -c 'exit 3'` ended with exit code 3.",
  ]);
  expect(await written()).toHaveLength(1);
});

test("a program that is not there is told before anything runs, and nothing is written", async () => {
  await expect(verify("`sh -c 'touch ran'`, `no-such-program-here --all`")).rejects.toMatchObject({
    code: "command",
    message: expect.stringContaining("no-such-program-here") as string,
  });
  expect([existsSync(join(folder.root, "ran")), await written()]).toEqual([false, []]);
});

test("a file that is named is looked for when the commands have run", async () => {
  const hash = createHash("sha256").update("a").digest("hex");
  expect(await verify("`a.txt`, `other.txt` and [it](../a.txt)")).toMatchObject({
    kind: "artefact",
    outcome: "passed",
    artefacts: { "a.txt": hash },
  });
  const missing = await verify("`docs/wire.md`");
  expect([missing.outcome, verificationWords(missing)]).toEqual(["failed", "docs/wire.md is not there."]);
  const made = await verify("`sh -c 'echo > docs/wire.md'` writes `docs/wire.md`");
  expect([made.kind, made.outcome, verificationWords(made)]).toEqual([
    "command",
    "passed",
    "`sh -c 'echo > docs/wire.md'` passed. docs/wire.md is there.",
  ]);
});

test("where nothing can be run or looked for nothing is verified, but a person can say what was seen", async () => {
  await expect(verify("the queue falls to 0")).rejects.toMatchObject({ code: "nothing" });
  const line = await witnessTask(
    taskCheck(subjectOf("the queue falls to 0"), "t1"),
    "The chart of the staging server",
    witnessOf(),
  );
  expect(await written()).toMatchObject([{ kind: "seen", outcome: "passed", seen: "The chart of the staging server" }]);
  expect([...verificationStandings(subjectOf("the queue falls to 0"), [line])]).toEqual([["T1", "passed"]]);
});

const isGone = (): boolean => {
  if (!existsSync(join(folder.root, "pid"))) return true;
  const pid = readFileSync(join(folder.root, "pid"), "utf8").trim();
  return !existsSync(`/proc/${pid}`) || / Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
};
const begun = async (): Promise<void> => {
  for (let tries = 0; tries < 2_000 && !existsSync(join(folder.root, "pid")); tries += 1) await pause(10);
  await pause(20);
};

describe("a command that is stopped", () => {
  const sleeper = "`sh -c 'echo begun; sh -c \"echo \\$\\$ > pid; exec sleep 60\"'`";

  test("by the person leaves no line, and no process", async () => {
    const stop = new AbortController();
    const running = verify(sleeper, { signal: stop.signal });
    await begun();
    stop.abort();
    await expect(running).rejects.toThrow("aborted");
    expect([isGone(), await written()]).toEqual([true, []]);
  });

  test("by its time limit has failed", async () => {
    const line = await verify(sleeper, { timeoutMs: 400 });
    expect([line.outcome, line.commands?.[0]?.isTimedOut, isGone()]).toEqual(["failed", true, true]);
    expect(verificationWords(line)).toContain("had not ended after");
  });

  test("with the process that runs it is told, and leaves no line", async () => {
    await expect(verify("`sh -c 'kill -9 $PPID; sleep 0.1'`")).rejects.toMatchObject({ code: "host" });
    expect(await written()).toEqual([]);
  });
});

test("a task that was rewritten while its commands ran is left as it is", () => {
  const check = taskCheck(subjectOf("`make`"), "T1");
  const mark = { task: check.id, hash: check.hash, status: "done", took: "3 h" } as const;
  expect(markTask(inputOf(textOf("`make all`")), mark)).toEqual({ outcome: "rewritten" });
  const text = textOf("`make`");
  expect(markTask(inputOf(text), mark)).toEqual({
    outcome: "marked",
    text: text
      .replace("todo |", "done | 3 h |")
      .replace("Status |", "Status | Actual |")
      .replace("|-|-|-|-|", "|-|-|-|-| --- |"),
  });
});
