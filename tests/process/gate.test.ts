// The gate as a team meets it: real repositories, real hooks, two people with keys, and those who try to get past.
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { decodeYaml } from "@nomous/workbench/data";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { reviewPathOf } from "../../packages/lab/src/review/review-file.ts";
import { Desk, type Result } from "../support/desk.ts";
import { runHere } from "../support/run-here.ts";

const MAIN = join(import.meta.dirname, "../../apps/cli/src/main.ts");
const DOCS = join(import.meta.dirname, "../../docs/gate.md");
const SPEC = "specs/a.md";

let desk: Desk;
let root: string;

beforeEach(() => {
  desk = new Desk();
  root = desk.path("repository");
  mkdirSync(root);
  git("init", "-q", "-b", "main");
  git("config", "user.email", "ada@example.org");
  git("config", "commit.gpgsign", "false");
  be("Ada");
});
afterEach(() => desk.end());

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const change = (path: string, from: string | RegExp, to: string): void => write(path, read(path).replace(from, to));

const git = (...args: string[]): string => execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: "pipe" });
const commit = (message: string): void => {
  git("add", "-A");
  git("commit", "-q", "-m", message);
};

let person = "Ada";
/** Whoever works from now on: git's name and a settings folder of their own. */
function be(name: string): void {
  person = name;
  git("config", "user.name", name);
}
const nomous = (...args: string[]): Promise<Result> => runHere(args, root, { XDG_CONFIG_HOME: desk.path(person) });

interface Checked {
  readonly name: string;
  readonly status: string;
  readonly findings: readonly { path: string; line: number; severity: string; message: string }[];
}

/** The exit code, and the errors by check. */
async function gate(...args: string[]): Promise<{ exit: number | null; errors: Record<string, string[]> }> {
  const { exit, out } = await nomous("gate", "--json", ...args);
  const { checks } = JSON.parse(out) as { checks: readonly Checked[] };
  const failing = checks.filter(({ status }) => status === "fails");
  const errorsOf = ({ findings }: Checked): string[] =>
    findings
      .filter(({ severity }) => severity === "error")
      .map(({ path, line, message }) => `${path}:${line}: ${message}`);
  return { exit, errors: Object.fromEntries(failing.map((check) => [check.name, errorsOf(check)])) };
}
const HOLDS = { exit: 0, errors: {} };

const specText = (status: string): string => `---
nomous: spec
---
# Resume at the cursor

| Document Metadata | Details |
| --- | --- |
| Author(s) | Ada |
| Status | ${status} |
| Team / Owner | bridge |
| Created / Last Updated | 2026-11-01 / 2026-11-02 |

## 3. Goals and Non-Goals

A reader goes on where it was.
`;
const planText = (status: string): string =>
  `---\nnomous: plan\nstatus: in-review\n---\n# Sync\n\n## Implementation Steps\n\n| ID | Task | Verify | Status |\n| -- | ---- | ------ | ------ |\n| T1 | Write segment rows with a checksum | \`node --version\` | ${status} |\n`;

/** Everything that a rule asks of a spec is another test's. */
const RULES = "rules: { structure.missing-part: off, structure.tasks: off, goal.untested: off }\n";

async function entryOf(name: string): Promise<string> {
  be(name);
  return (await nomous("approver")).out.replaceAll(/^/gm, "  ").trimEnd();
}

/** A spec in review, approved by both, committed. */
async function approvedRepository(): Promise<void> {
  const entries = [await entryOf("Grace"), await entryOf("Ada")];
  write("nomous.yaml", `${RULES}approvers:\n${entries.join("\n")}\napprovals: 2\n`);
  write(SPEC, specText("In Review (RFC)"));
  commit("In review");
  for (const name of ["Grace", "Ada"]) {
    be(name);
    expect((await nomous("status", SPEC, "approved")).exit).toBe(0);
  }
  commit("Approved");
}

const reviewFile = (): string => {
  const [name = ""] = readdirSync(join(root, ".nomous/reviews"));
  return `.nomous/reviews/${name}`;
};

describe("approvals of two people with keys", () => {
  test("hold through everything that git does to them, and through nothing that anybody does to the text", async () => {
    await approvedRepository();
    expect(await gate()).toEqual(HOLDS);
    const approved = read(SPEC);
    expect(approved).toBe(specText("Approved"));
    expect((await nomous("status", SPEC)).out).toMatch(/approved by Grace on \S+, Ada on \S+ \(2 of 2\)/);

    // A squash, on a history that was rebased.
    git("checkout", "-q", "-b", "topic", "HEAD~1");
    git("commit", "-q", "--allow-empty", "-m", "Another beginning");
    git("rebase", "-q", "topic", "main");
    git("checkout", "-q", "--orphan", "squashed");
    commit("All at once");
    expect(await gate()).toEqual(HOLDS);

    // A move, with another document in the old place.
    git("mv", SPEC, "specs/moved.md");
    expect(await gate()).toEqual(HOLDS);
    write(SPEC, approved.replace("A reader", "Nobody"));
    expect((await gate()).errors["approvals"]?.map((one) => one.split(":")[0])).toEqual([SPEC, "specs/moved.md"]);
    git("checkout", "-q", "-f", "HEAD", "--", ".");
    rmSync(join(root, "specs/moved.md"));

    change(SPEC, "where it was", "from the start");
    const edited = await gate();
    expect(edited.exit).toBe(1);
    expect(edited.errors["approvals"]).toEqual([
      expect.stringMatching(
        /^specs\/a\.md:9: It was changed after Ada had approved it on \S+ Changed since: "3\. Goals and Non-Goals"\. It has 0 of 2 approvals\. Grace or Ada may approve a spec\.$/,
      ),
    ]);
    expect((await nomous("status", SPEC, "--diff")).out).toContain(
      "-A reader goes on where it was.\n+A reader goes on from the start.\n",
    );
    expect((await nomous("status", SPEC, "implemented")).exit).toBe(4);
    write(SPEC, approved.replace("Approved", "Implemented"));
    expect(await gate()).toEqual(HOLDS);
  });

  test("do not come from a side file that somebody wrote, cut, copied or removed", async () => {
    await approvedRepository();
    const file = reviewFile();
    const [first = "", second = ""] = read(file).trim().split("\n");
    const approvalErrors = async (text: string): Promise<string[]> => {
      write(file, text);
      const { exit, errors } = await gate();
      expect(exit).toBe(1);
      return errors["approvals"] ?? [];
    };
    const byHand = JSON.stringify({ ...(JSON.parse(first) as object), key: undefined, signature: undefined });
    expect((await approvalErrors(`${byHand}\n${second}\n`))[0]).toContain("approvals of Grace have to be");
    expect(await approvalErrors(`${first.replace("Grace", "Ada")}\n${second}\n${first}\n`)).toEqual([
      expect.stringMatching(/^\.nomous\/reviews\/\S+:1: .*changed, or copied/),
    ]);
    expect(await approvalErrors(`${first}${second}\n`)).toEqual([
      expect.stringMatching(/^\.nomous\/reviews\/\S+:1: no line of this file/),
      expect.stringContaining("It has 0 of 2 approvals"),
    ]);
    rmSync(join(root, file));
    expect((await gate()).errors["approvals"]?.[0]).toContain("It has 0 of 2 approvals");
    // A copy under another name brings nothing along.
    write(file, `${first}\n${second}\n`);
    copyFileSync(join(root, SPEC), join(root, "specs/b.md"));
    copyFileSync(join(root, file), join(root, ".nomous/reviews/specs-b.md-00000000.jsonl"));
    expect((await gate()).errors["approvals"]?.map((one) => one.split(":")[0])).toEqual([
      ".nomous/reviews/specs-b.md-00000000.jsonl",
      "specs/b.md",
    ]);
  });

  test("cannot be talked away by settings, a baseline, or a place where nobody looks", async () => {
    await approvedRepository();
    change(SPEC, "where it was", "from the start");
    const settings = read("nomous.yaml");
    write("nomous.yaml", settings.replace("rules: {", "rules: { lifecycle.approval-stale: off,"));
    expect(Object.keys((await gate()).errors)).toEqual(["approvals"]);
    write("nomous.yaml", `${settings}ignore: [specs/]\n`);
    expect(Object.keys((await gate()).errors)).toEqual(["approvals"]);
    write("nomous.yaml", settings);
    await nomous("check", "--baseline");
    expect(Object.keys((await gate()).errors)).toEqual(["approvals"]);
    rmSync(join(root, "nomous-baseline.json"));
    write("nomous.yaml", settings.replace(/approvers:[^]*approvals/, "approvers:\napprovals"));
    expect(await nomous("gate")).toMatchObject({ exit: 2, err: expect.stringContaining("nomous.yaml:") as string });
  });

  test("meet in a merge, and then anybody may write down that there are enough", async () => {
    const entries = [await entryOf("Grace"), await entryOf("Ada")];
    write("nomous.yaml", `${RULES}approvers:\n${entries.join("\n")}\napprovals: 2\n`);
    write(".gitattributes", ".nomous/reviews/*.jsonl merge=union\n");
    write(SPEC, specText("In Review (RFC)"));
    commit("In review");
    git("checkout", "-q", "-b", "grace");
    be("Grace");
    expect((await nomous("status", SPEC, "approved")).out).toBe(
      `${SPEC} has 1 of 2 approvals; it stays In Review (RFC) until Ada approves it too.\n`,
    );
    commit("Grace approves");
    git("checkout", "-q", "main");
    be("Ada");
    expect((await nomous("status", SPEC, "approved")).out).toContain("1 of 2 approvals");
    commit("Ada approves");
    git("merge", "-q", "grace", "-m", "Both");
    be("Linus");
    expect((await nomous("status", SPEC, "approved")).out).toBe(`${SPEC} is Approved.\n`);
    expect(await gate()).toEqual(HOLDS);
  });
});

describe("each check", () => {
  test("fails alone, with its places", async () => {
    write("README.md", "# A\n");
    commit("one");
    expect(await gate()).toEqual(HOLDS);
    write("README.md", "# A\n\nSee [b](b.md).\n");
    expect(await gate()).toEqual({ exit: 1, errors: { documents: [expect.stringMatching(/^README\.md:3: /)] } });
    write("README.md", "# A\n");
    write("evidence/batch/20261129T061500-3f2a91.jsonl", '{"v":1}\n');
    expect(await gate()).toEqual({
      exit: 1,
      errors: { evidence: [expect.stringMatching(/^evidence\/batch\/.*:1: it is not as it was written/)] },
    });
    rmSync(join(root, "evidence"), { recursive: true });
    const conflict = { type: "conflict", document: "README.md", status: "open", line: 1, section: "A" };
    write(reviewPathOf("README.md"), `${JSON.stringify(conflict)}\n`);
    expect(await gate()).toMatchObject({
      exit: 1,
      errors: { conflicts: [expect.stringMatching(/^README\.md:1: .*"A"/)] },
    });
    const told = await nomous("gate");
    expect(told.out).toMatch(
      /✖ conflicts {2}1 is open\n {4}README\.md:1:1 .*\n {4}Decide .*\ngate: 6 checks, 1 fails\n$/,
    );
    const annotated = await nomous("gate", "--format", "github");
    expect(annotated.out).toMatch(/^::error file=README\.md,line=1,/);
    expect(annotated.err).toContain("gate: 6 checks, 1 fails");
  });

  test("of tasks wants to be shown what is done, in plans that were approved", async () => {
    write("docs/plans/a.md", planText("todo"));
    const rules = [
      "structure.missing-part",
      "metadata.missing-field",
      "structure.table-columns",
      "task.unestimated",
      "task.no-rollback",
    ];
    write("nomous.yaml", `rules: {${rules.map((rule) => `${rule}: off`).join(", ")}}\n`);
    const approved = await nomous("status", "docs/plans/a.md", "approved");
    expect([approved.exit, approved.out + approved.err]).toEqual([0, "docs/plans/a.md is Approved.\n"]);
    expect(await gate()).toEqual(HOLDS);
    change("docs/plans/a.md", "| todo |", "| done |");
    expect(await gate()).toEqual({
      exit: 1,
      errors: { tasks: [expect.stringMatching(/^docs\/plans\/a\.md:11: T1 says it is done/)] },
    });
  });

  test("of freshness fails for approved documents and is told of the others, and nothing is approved on changed ground", async () => {
    write("nomous.yaml", RULES);
    write("src/a.ts", "export function resumeAt(at: number): number {\n  return at + 1;\n}\n");
    for (const path of [SPEC, "specs/b.md"])
      write(path, specText("In Review (RFC)").replace("where it was.", "where it was, by `src/a.ts#resumeAt`."));
    commit("In review");
    expect((await nomous("status", SPEC, "approved")).exit).toBe(0);
    commit("Approved");
    expect(await gate()).toEqual(HOLDS);
    change("src/a.ts", "at + 1", "at + 2");
    commit("Skip one");
    const place = "specs/a.md:15";
    expect(await gate()).toEqual({
      exit: 1,
      errors: {
        freshness: [expect.stringMatching(`^${place}: src/a.ts#resumeAt is to be looked at again: .*Skip one`)],
      },
    });
    expect(await gate("--allow-stale")).toEqual(HOLDS);
    expect((await nomous("gate")).out).toMatch(/ {4}specs\/b\.md:15:1 {2}note: 1 of 1 thing that it rests on changed/);
    const refused = await nomous("status", "specs/b.md", "approved");
    expect([refused.exit, refused.out]).toEqual([
      4,
      expect.stringMatching(/^specs\/b\.md:15:1 .*\n.*src\/a\.ts#resumeAt is not what it was/),
    ]);
  });

  test("that cannot be made says so, and is no success where nobody reads along", async () => {
    rmSync(join(root, ".git"), { recursive: true });
    write("README.md", "# A\n");
    const here = await nomous("gate");
    expect([here.exit, here.out]).toEqual([0, expect.stringMatching(/– freshness {2}not checked, because .*git/)]);
    const ci = await runHere(["gate"], root, { CI: "true" });
    expect([ci.exit, ci.out]).toEqual([2, expect.stringContaining("gate: 6 checks, 1 could not be checked")]);
    writeFileSync(join(root, "c.md"), Buffer.from([35, 32, 0xff, 0xfe, 10]));
    expect((await nomous("gate")).exit).toBe(2);
    expect(await nomous("gate", "--staged")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("no git repository") as string,
    });
  });
});

/** A folder with `nomous`, to be put on the PATH. */
function programFolder(): string {
  const folder = desk.path("bin");
  mkdirSync(folder);
  writeFileSync(join(folder, "nomous"), `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
  chmodSync(join(folder, "nomous"), 0o755);
  return folder;
}

function run(command: readonly [string, ...string[]], env: NodeJS.ProcessEnv): { exit: number | null; said: string } {
  const [program, ...args] = command;
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", XDG_CONFIG_HOME: desk.path(person), ...env },
  });
  return { exit: status, said: stdout + stderr };
}

describe("what a repository runs it with", () => {
  test("is shown in the guide as it is printed", async () => {
    const guide = readFileSync(DOCS, "utf8");
    for (const what of ["github-actions", "pre-commit"]) {
      const { exit, out } = await nomous("gate", "--print", what);
      expect([exit, guide.includes(`\n${out}\`\`\``)]).toEqual([0, true]);
    }
  });

  test(
    "the hook refuses a commit that breaks an approval, with the list, and looks at what is staged alone",
    { timeout: 60_000 },
    async () => {
      const { out } = await nomous("gate", "--print", "pre-commit");
      await approvedRepository();
      const env = { PATH: `${programFolder()}${delimiter}${process.env["PATH"] ?? ""}`, CI: undefined };
      writeFileSync(join(root, ".git/hooks/pre-commit"), out, { mode: 0o755 });
      change(SPEC, "where it was", "from the start");
      const refused = run(["git", "commit", "-q", "-a", "-m", "Unseen"], env);
      expect([refused.exit, refused.said]).toEqual([
        1,
        expect.stringContaining(`${SPEC}:9:12  It was changed after Ada`),
      ]);
      expect(git("log", "-1", "--format=%s")).toBe("Approved\n");
      // The edit stays where it is, and another file is committed.
      write("README.md", "# A\n");
      git("add", "README.md");
      expect(run(["git", "commit", "-q", "-m", "A readme"], env)).toMatchObject({ exit: 0 });
      git("checkout", "-q", "--", SPEC);
      // Staged is what breaks it; that the file was mended since changes nothing.
      const file = reviewFile();
      const lines = read(file);
      git("rm", "-q", "--cached", file);
      expect(run(["git", "commit", "-q", "-m", "No trace"], env)).toMatchObject({
        exit: 1,
        said: expect.stringContaining("0 of 2 approvals") as string,
      });
      expect(read(file)).toBe(lines);
    },
  );

  test("the workflow's own line has the exit codes that fail a job", { timeout: 60_000 }, async () => {
    const Step = z.looseObject({ run: z.optional(z.string()), with: z.optional(z.looseObject({})) });
    const Workflow = z.looseObject({ jobs: z.record(z.string(), z.looseObject({ steps: z.array(Step) })) });
    const workflow = decodeYaml(Workflow, (await nomous("gate", "--print", "github-actions")).out);
    const steps = workflow.ok ? Object.values(workflow.value.jobs).flatMap((job) => job.steps) : [];
    const commands = steps.flatMap((step) => step.run ?? []);
    expect(commands).toEqual([expect.stringMatching(/^nomous gate /)]);
    expect(steps[0]?.with).toEqual({ "fetch-depth": 0 });
    const env = { PATH: `${programFolder()}${delimiter}${process.env["PATH"] ?? ""}`, CI: "true" };
    await approvedRepository();
    expect(await runHere(["gate", "--format", "github"], root, { CI: "true" })).toMatchObject({ exit: 0, out: "" });
    change(SPEC, "where it was", "from the start");
    const failed = run(["sh", "-e", "-c", commands.join("\n")], env);
    expect([failed.exit, failed.said]).toEqual([
      1,
      expect.stringMatching(/^::error file=specs\/a\.md,line=9,.*It was changed/m),
    ]);
  });
});
