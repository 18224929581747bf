// Plans on the command line: what is computed of them, and how a task is closed by what shows that it is done.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Desk, type Result } from "../support/desk.ts";
import { runHere } from "../support/run-here.ts";

let desk: Desk;
let root: string;

beforeEach(() => {
  desk = new Desk();
  root = desk.path("repository");
  begin(root);
});
afterEach(() => desk.end());

/** A repository, so that all of it is one workspace. */
function begin(folder: string): void {
  mkdirSync(folder);
  execFileSync("git", ["init", "-q"], { cwd: folder });
}

const DOC = "docs/plans/a.md";
const nomous = (...args: string[]): Promise<Result> => runHere(args, root, { ...process.env, NO_COLOR: "1" });
const plan = (...args: string[]): Promise<Result> => nomous("plan", ...args);
const json = async (...args: string[]): Promise<Record<string, unknown>> =>
  JSON.parse((await plan("--json", ...args)).out) as Record<string, unknown>;
const read = (folder = root): string => readFileSync(join(folder, DOC), "utf8");
const rowOf = (id: string, folder?: string): string =>
  read(folder)
    .split("\n")
    .find((line) => line.startsWith(`| ${id} `)) ?? "";

interface Row {
  readonly after?: string;
  readonly estimate?: string;
  readonly verify?: string;
  readonly status?: string;
}

const HEAD = "| ID | Task | After | Min | Likely | Max | Verify | Status |\n|-|-|-|-|-|-|-|-|\n";
const rowText = (
  id: string,
  { after = "-", estimate = "1 d | 2 d | 4 d", verify = "`true now`", status = "todo" }: Row,
): string => `| ${id} | Build ${id} | ${after} | ${estimate} | ${verify} | ${status} |\n`;

function write(rows: Readonly<Record<string, Row>>, folder = root): void {
  const table = Object.entries(rows).map(([id, row]) => rowText(id, row));
  mkdirSync(dirname(join(folder, DOC)), { recursive: true });
  writeFileSync(
    join(folder, DOC),
    `---\nnomous: plan\nstatus: in-progress\n---\n# A\n\n## Implementation Steps\n\n${HEAD}${table.join("")}`,
  );
}

function reviews(folder = root): Record<string, unknown>[] {
  const below = join(folder, ".nomous/reviews");
  if (!existsSync(below)) return [];
  const text = readdirSync(below)
    .map((name) => readFileSync(join(below, name), "utf8"))
    .join("");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("what is computed of a plan", () => {
  const chain = {
    T1: { estimate: "1 d | 2 d | 4 d" },
    T2: { after: "T1", estimate: "2 d | 3 d | 8 d" },
    T3: { after: "T1", estimate: "1 d | 1 d | 1 d" },
  };

  test("is shown, and what would be with a change beside it; only --accept writes it", async () => {
    write(chain);
    const before = read();
    const shown = await plan("show");
    expect(shown).toMatchObject({ exit: 0 });
    expect(shown.out).toMatch(/Length +5 d, 6 d of work, at most 2 tasks at once\nCritical path +T1, T2\n/);
    const tried = await plan("show", DOC, "--what-if", "T2=1h/2h/3h", "--what-if", "T3=2d/3d/4d");
    expect(tried.out).toMatch(/Length +5 d → 5 d|Length +5 d, as before/);
    expect(tried.out).toMatch(/Critical path +T1, T2 → T1, T3/);
    expect(read()).toBe(before);
    expect(await plan("show", DOC, "--what-if", "T2=1h/2h/3h", "--accept")).toMatchObject({ exit: 0 });
    expect(read()).toBe(before.replace("T1 | 2 d | 3 d | 8 d", "T1 | 1 h | 2 h | 3 h"));
    expect(await json("show")).toMatchObject({
      path: DOC,
      length: 24,
      criticalPath: ["T1", "T3"],
      tasks: [{ id: "T1" }, { id: "T2" }, { id: "T3" }],
    });
  });

  test("is the same for the same seed, and another for another", async () => {
    write(chain);
    const [one, again, other] = [await plan("simulate"), await plan("simulate"), await plan("simulate", "--seed", "7")];
    expect(one.out).toBe(again.out);
    expect(one.out).toContain("2,000 runs, seed 1");
    expect(other.out.split("\n")[1]).not.toBe(one.out.split("\n")[1]);
    expect(await json("simulate", "--runs", "50")).toMatchObject({ runs: 50, criticality: { T1: 1, T3: 0 } });
  });

  test("goes to other programs", async () => {
    write(chain);
    expect((await plan("export", "-f", "mermaid")).out).toMatch(/^gantt\n/);
    expect((await plan("export", "-f", "svg", "-o", "a.svg")).exit).toBe(0);
    expect(readFileSync(join(root, "a.svg"), "utf8")).toMatch(/^<svg [^]*T2/);
    expect(JSON.parse((await plan("export", "-f", "issues-json")).out)).toHaveLength(3);
    expect((await plan("export", "-f", "issues-md")).out).toContain("## T2: Build T2");
  });

  test("of one task is that task, and of none a sentence that says what to write", async () => {
    write({ T1: {} });
    expect((await plan("show")).out).toMatch(/Length +2 d/);
    expect((await plan("simulate", "--runs", "1")).exit).toBe(0);
    write({});
    expect(await plan("show", DOC)).toMatchObject({ exit: 2, err: expect.stringContaining("has no tasks") as string });
    expect((await plan()).out).toMatch(/0 of 0/);
  });

  test("is refused where tasks wait for each other, with the cycle, and where it is no plan", async () => {
    write({ T1: { after: "T2" }, T2: { after: "T1" } });
    const cycle = await plan("show");
    expect(cycle).toMatchObject({ exit: 1, err: expect.stringMatching(/T\d → T\d → T\d/) as string });
    expect(await plan("next")).toMatchObject({ exit: 1 });
    writeFileSync(join(root, "b.md"), "---\nnomous: spec\n---\n# B\n");
    expect(await plan("show", "b.md")).toMatchObject({ exit: 2, err: expect.stringContaining("no plan") as string });
    expect(await plan("done", DOC, "T8")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("Did you mean T") as string,
    });
    expect(await plan("show", DOC, "--what-if", "T1 soon")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("T1 soon") as string,
    });
  });
});

describe("a task", () => {
  test("is done when its command passed, and what waited for it is next; a task that is rewritten is verified no more", async () => {
    write({ T1: { verify: "`sh -c 'echo checked'`" }, T2: { after: "T1" } });
    expect(await plan("done", "T1")).toMatchObject({
      exit: 2,
      err: expect.stringMatching(/T1 runs {2}sh -c 'echo checked'\n[^]*--yes/) as string,
    });
    expect([reviews(), rowOf("T1")]).toEqual([[], rowText("T1", { verify: "`sh -c 'echo checked'`" }).trim()]);

    const done = await plan("done", "T1", "--yes", "--took", "3d");
    expect(done).toMatchObject({ exit: 0, err: expect.stringContaining("checked\n") as string });
    expect(done.out).toBe("T1 is done. `sh -c 'echo checked'` passed.\n");
    expect(rowOf("T1")).toMatch(/ done \| 3 d \|$/);
    expect(reviews()).toMatchObject([
      { type: "verification", task: "T1", outcome: "passed", commands: [{ exitCode: 0, output: { bytes: 8 } }] },
    ]);
    expect((await plan("next")).out).toMatch(/T2 +Build T2 +» critical +everything before it is done/);
    expect((await plan()).out).toMatch(/1 of 2 +none/);
    // What was allowed is not asked for again.
    expect(await plan("done", "T1")).toMatchObject({ exit: 0 });
    expect((await nomous("check", DOC)).out).not.toContain("task.not-verified");

    writeFileSync(join(root, DOC), read().replace("echo checked", "echo more"));
    expect((await plan("next")).out).toContain("T2 waits for T1 (it is said to be done, and not verified)");
    expect((await plan()).out).toMatch(/0 of 2 +1 not verified/);
    expect((await nomous("check", DOC)).out).toMatch(/task\.not-verified\n[^]*rewritten after it was verified/);
  });

  test("has failed when its command failed: exit code 1, and the document says so", async () => {
    write({ T1: { verify: "`sh -c 'exit 3'`", status: "done" } });
    const failed = await plan("done", DOC, "T1", "-y");
    expect(failed).toMatchObject({ exit: 1, out: expect.stringContaining("ended with exit code 3") as string });
    expect([rowOf("T1").endsWith("| failed |"), reviews()]).toMatchObject([true, [{ outcome: "failed" }]]);
  });

  test("that no command verifies is done when somebody says what they saw, and else not verified", async () => {
    write({ T1: { verify: "the queue falls to 0" }, T2: { verify: "`true && true`" } });
    expect(await plan("done", "T1")).toMatchObject({ exit: 2, err: expect.stringContaining("--seen") as string });
    expect(await plan("done", "T2")).toMatchObject({ exit: 2, err: expect.stringContaining("sh -c '…'") as string });
    expect(await plan("done", "T1", "--not-verified")).toMatchObject({ exit: 0 });
    expect([rowOf("T1").endsWith("| not verified |"), reviews()]).toEqual([true, []]);
    expect(await json("done", "T1", "--seen", "the chart")).toMatchObject({
      status: "done",
      verification: { kind: "seen", seen: "the chart" },
    });
    expect(await json("show")).toMatchObject({ tasks: [{ standing: "done" }, { standing: "open" }] });
  });
});

const until = async (isSo: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 6_000 && !isSo(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
};
const isGone = (): boolean => {
  const stat = `/proc/${readFileSync(join(root, "pid"), "utf8").trim()}/stat`;
  return !existsSync(stat) || / Z /.test(readFileSync(stat, "utf8"));
};

describe("while a command runs", () => {
  const sleeper = "`sh -c 'echo $$ > pid; sleep 60'`";

  test.each([
    ["Ctrl-C", "SIGINT", 130],
    ["kill -9", "SIGKILL", null],
  ] as const)("%s leaves the document as it was, no line, and no process", async (_, signal, exit) => {
    write({ T1: { verify: sleeper } });
    const before = read();
    const running = desk.start(["plan", "done", "T1", "--yes"], { cwd: root });
    await until(() => existsSync(join(root, "pid")) && readFileSync(join(root, "pid"), "utf8") !== "");
    running.child.kill(signal);
    expect((await running.result).exit).toBe(exit);
    await until(isGone);
    expect([isGone(), read(), reviews()]).toEqual([true, before, []]);
  });

  test("kill -9 at the end leaves a whole line or none, and no document that says more than its lines", async () => {
    const folders = [0, 15, 40].map((delayMs) => ({ delayMs, folder: desk.path(`at ${delayMs}`) }));
    const outcomes = folders.map(async ({ delayMs, folder }) => {
      begin(folder);
      write({ T1: { verify: "`sh -c 'touch ran'`" } }, folder);
      const { child, result } = desk.start(["plan", "done", "T1", "--yes"], { cwd: folder });
      await until(() => existsSync(join(folder, "ran")));
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      child.kill("SIGKILL");
      await result;
      return { isDone: rowOf("T1", folder).endsWith("| done |"), lines: reviews(folder).length };
    });
    for (const { isDone, lines } of await Promise.all(outcomes)) expect(lines).toBeGreaterThanOrEqual(isDone ? 1 : 0);
  });
});
