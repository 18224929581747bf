// Documents on the command line, as an engineer meets them: real folders, real git, exit codes. The whole program runs in this process,
// which is ten times faster; that it does the same as one of its own is another test's.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Desk, type Result } from "../support/desk.ts";
import { runHere } from "../support/run-here.ts";

let desk: Desk;
let root: string;

beforeEach(() => {
  desk = new Desk();
  root = desk.path("repository");
  mkdirSync(root);
});
afterEach(() => desk.end());

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const nomous = (...args: string[]): Promise<Result> => runHere(args, root);

function git(...args: string[]): string {
  const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"];
  return execFileSync("git", [...identity, ...args], { cwd: root, encoding: "utf8", stdio: "pipe" });
}

function repository(): void {
  git("init", "-q");
  git("config", "user.name", "Ada Lovelace");
  git("config", "user.email", "ada@example.org");
  write("src/frame.ts", "export const frame = 1;\n");
  git("add", ".");
  git("commit", "-q", "-m", "Frames have a length");
}

interface Found {
  readonly rule: string;
  readonly line: number;
  readonly severity: string;
}

async function found(...args: string[]): Promise<{ exit: number | null; findings: Found[] }> {
  const { exit, out } = await nomous("check", "--format", "json", ...args);
  const report = JSON.parse(out) as { documents: { findings: Found[] }[] };
  return { exit, findings: report.documents.flatMap(({ findings }) => findings) };
}

/** A spec with nothing wrong that a rule could see; `status` as people write it. */
const SPEC = (status: string): string => `# Resume at the cursor

| Document Metadata | Details |
| --- | --- |
| Author(s) | Ada |
| Status | ${status} |
| Team / Owner | bridge |
| Created / Last Updated | 2026-11-01 / 2026-11-02 |

See [the readme](../README.md).
`;

describe("nomous new", () => {
  test("fills in what can be known and ends with what to write first", async () => {
    repository();
    write(".github/CODEOWNERS", "docs/ @bridge-team\n");
    const { exit, out, err } = await nomous("new", "spike", "Does", "batching", "pay?");
    expect(exit).toBe(0);
    const path = out.trim();
    expect(path).toMatch(/^docs\/spikes\/\d{4}-\d{2}-\d{2}-does-batching-pay\.md$/);
    expect(err).toContain("next: Write ");
    const text = read(path);
    expect(text).toContain("# Does batching pay?");
    expect(text).toContain("author: Ada Lovelace");
    expect(text).toContain("@bridge-team");
    // One that could be read as a number stands in quotes.
    expect(text.replaceAll('"', "")).toContain(`commit: ${git("rev-parse", "--short", "HEAD").trim()}`);
    const check = await nomous("check");
    expect(check.exit).toBe(0);
    expect(check.out).toMatch(/does-batching-pay\.md {2}next: .+line \d+/);
    expect(check.out.split("\n").filter((line) => line.includes("batching")).length).toBe(1);
  });

  test("every type begins as a document of its type, short and full, and the short one fits a page", async () => {
    repository();
    for (const type of ["spike", "plan", "spec", "research"]) {
      const short = (await nomous("new", type, `Short ${type}`)).out.trim();
      const full = (await nomous("new", type, `Full ${type}`, "--full")).out.trim();
      expect(read(short).split("\n").length).toBeLessThan(70);
      expect(read(full).split("\n").length).toBeGreaterThan(read(short).split("\n").length);
    }
    const listed = JSON.parse((await nomous("list", "--json")).out) as { documents: { type: string }[] };
    expect(listed.documents.map(({ type }) => type).toSorted()).toEqual([
      "plan",
      "plan",
      "research",
      "research",
      "spec",
      "spec",
      "spike",
      "spike",
    ]);
    expect((await nomous("check")).exit).toBe(0);
  });

  test("quotes related research with its lines, and says when there is none", async () => {
    repository();
    expect((await nomous("new", "spec", "Batch the frames")).err).toContain('nomous new research "');
    write(
      "research/2026-01-01-frames.md",
      "# Frames\n\n## How frames are batched\n\nA frame batch waits for one tick.\n",
    );
    const path = (await nomous("new", "spec", "Batching of frames")).out.trim();
    expect(read(path)).toContain("A frame batch waits for one tick.");
    expect(read(path)).toMatch(/2026-01-01-frames\.md:\d/);
    expect((await nomous("research", "frame", "batch")).out).toContain("research/2026-01-01-frames.md:3");
  });

  test("never writes over a document, and knows what it cannot make", async () => {
    repository();
    expect((await nomous("new", "spike", "One")).exit).toBe(0);
    expect(await nomous("new", "spike", "One")).toMatchObject({
      exit: 1,
      err: expect.stringContaining("exists already") as string,
    });
    expect(await nomous("new", "spiek", "One")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("Did you mean spike?") as string,
    });
    expect(await nomous("new", "spike")).toMatchObject({ exit: 2, err: expect.stringContaining("title") as string });
    expect(await nomous("new", "spike", "Two", "--scope", "moon")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("moon") as string,
    });
    expect(await nomous("new", "plan", "Two", "--from", "specs/none.md")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("specs/none.md") as string,
    });
  });

  test("works without git and without a folder of its own", async () => {
    const { exit, out } = await nomous("new", "research", "What is here");
    expect(exit).toBe(0);
    expect(existsSync(join(root, out.trim()))).toBe(true);
    expect((await nomous("check")).exit).toBe(0);
  });
});

describe("nomous check", () => {
  test("tells line, column and rule, and ends with 0, 1 or 2", async () => {
    write("README.md", "# A\n\nSee [b](b.md).\n");
    expect(await found()).toEqual({
      exit: 1,
      findings: [expect.objectContaining({ rule: "link.target", line: 3 }) as Found],
    });
    write("b.md", "# B\n");
    expect(await found()).toEqual({ exit: 0, findings: [] });
    writeFileSync(join(root, "c.md"), Buffer.from([35, 32, 0xff, 0xfe, 10]));
    const { exit, out } = await nomous("check");
    expect(exit).toBe(2);
    expect(out).toContain("c.md");
    expect(out).toContain("UTF-8");
  });

  test("speaks every format", async () => {
    write("README.md", "# A\n\nSee [b](b.md).\n");
    const sarif = JSON.parse((await nomous("check", "--format", "sarif")).out) as {
      runs: { results: { ruleId: string }[] }[];
    };
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(["link.target"]);
    expect((await nomous("check", "--format", "junit")).out).toContain("<failure");
    expect((await nomous("check", "--format", "github")).out).toMatch(/^::(?:error|warning) file=README\.md,line=3,/);
    expect((await nomous("check", "--format", "pretty")).out).toContain("README.md:3:");
    expect((await nomous("check", "--format", "html")).exit).toBe(2);
  });

  test("fixes only its range, and keeps byte order mark and line endings", async () => {
    const text = "\uFEFF# A\r\n\r\nThis is is fine.\t \r\nlast line without an end";
    write("a.md", text);
    expect((await nomous("check", "--fix")).out).toContain("1 fixed");
    expect(read("a.md")).toBe(text.replace("is is", "is"));
  });

  test("a baseline accepts what is there, and nothing that comes after", async () => {
    write("a.md", "# A\n\n[gone](gone.md)\n");
    expect((await nomous("check", "--baseline")).exit).toBe(0);
    expect(await nomous("check")).toMatchObject({ exit: 0, out: expect.stringContaining("1 known finding") as string });
    write("a.md", "# A\n\nMoved down.\n\n[gone](gone.md)\n\n[lost](lost.md)\n");
    expect((await found()).findings.map(({ line }) => line)).toEqual([7]);
  });

  test("settings choose what a rule weighs and what is left out; mistakes in them are told with their place", async () => {
    write("a.md", "# A\n\n[gone](gone.md)\n");
    write("vendor/b.md", "[gone](gone.md)\n");
    write("nomous.yaml", "ignore:\n  - vendor/\nrules:\n  link.target: note\n");
    expect(await found()).toMatchObject({ exit: 0, findings: [{ severity: "note" }] });
    write("nomous.yaml", "rules:\n  link.taget: off\nwithout: [gpuu]\n");
    const unknown = await nomous("check");
    expect(unknown.exit).toBe(2);
    expect(unknown.err).toContain('nomous.yaml:2:3: there is no rule "link.taget": did you mean link.target?');
    expect(unknown.err).toContain('nomous.yaml:3:11: there is no scope "gpuu"');
    write("nomous.yaml", "owner: [a\nrules: 3\n");
    expect((await nomous("check")).err).toMatch(/nomous\.yaml:\d+:\d+: /);
  });

  test("in a monorepo the nearest nomous.yaml counts, from wherever one stands", async () => {
    write("nomous.yaml", "rules:\n  link.target: off\n");
    write("packages/a/nomous.yaml", "rules:\n  link.target: error\n");
    write("packages/a/docs/a.md", "[gone](gone.md)\n");
    write("docs/b.md", "[gone](gone.md)\n");
    const whole = await nomous("check", "--format", "github");
    expect(whole.out).toContain("file=packages/a/docs/a.md");
    expect(whole.out).not.toContain("docs/b.md");
    const inside = await runHere(["check"], join(root, "packages/a/docs"));
    expect(inside).toMatchObject({ exit: 1, out: expect.stringContaining("docs/a.md:1:8") as string });
    expect((await nomous("check", "packages/a/docs/a.md")).exit).toBe(1);
  });

  test("a path that leads outside, or nowhere, is refused with its name", async () => {
    write("a.md", "# A\n");
    desk.path("outside.md");
    writeFileSync(desk.path("outside.md"), "# Outside\n");
    symlinkSync(desk.path("outside.md"), join(root, "link.md"));
    expect(await nomous("check", "-w", root, "../outside.md")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("outside") as string,
    });
    expect(await nomous("check", "none.md")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("none.md") as string,
    });
    expect((await nomous("check", "-w", root, "link.md")).exit).toBe(2);
    expect((await nomous("check")).exit).toBe(0);
  });
});

describe("nomous status", () => {
  test("refuses with every reason and its place, and leaves the document as it is", async () => {
    repository();
    const path = (await nomous("new", "spec", "Batch the frames")).out.trim();
    const before = read(path);
    const refused = await nomous("status", path, "in-review");
    expect(refused.exit).toBe(4);
    expect(refused.out.match(new RegExp(`${path}:\\d+:\\d+`, "g"))?.length).toBeGreaterThan(3);
    expect(read(path)).toBe(before);
    expect(await nomous("status", path, "aproved")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("Did you mean approved?") as string,
    });
    expect(await nomous("status", path, "implemented")).toMatchObject({
      exit: 4,
      err: expect.stringContaining("in-review") as string,
    });
    expect((await nomous("status", path)).out).toContain("Draft (WIP)");
  });

  test("an approval signs the content, a later edit opens it again, and who approves anew closes it", async () => {
    repository();
    write("README.md", "# Readme\n");
    // Everything that a rule asks of a spec is another test's; here the state and its signature count.
    write("nomous.yaml", "rules:\n  structure.missing-part: off\n");
    write("specs/a.md", `---\nnomous: spec\n---\n${SPEC("In Review (RFC)")}`);
    const approved = await nomous("status", "specs/a.md", "approved");
    expect([approved.exit, approved.out + approved.err]).toEqual([0, "specs/a.md is Approved.\n"]);
    expect(read("specs/a.md")).toContain("| Status | Approved |");
    const reviews = readdirSync(join(root, ".nomous/reviews"));
    expect(read(`.nomous/reviews/${reviews[0]}`)).toContain('"person":"Ada Lovelace"');
    expect(git("status", "--porcelain", "-uall")).toContain(".nomous/reviews/");
    expect((await found()).findings).toEqual([]);
    write("specs/a.md", read("specs/a.md").replaceAll("\n", "\r\n"));
    expect((await found()).findings).toEqual([]);
    write("specs/a.md", read("specs/a.md").replace("See", "Look at"));
    expect((await found()).findings.map(({ rule }) => rule)).toEqual(["lifecycle.approval-stale"]);
    expect((await nomous("status", "specs/a.md", "implemented")).exit).toBe(4);
    expect((await nomous("status", "specs/a.md", "approved")).exit).toBe(0);
    expect(await found()).toEqual({ exit: 0, findings: [] });
    expect((await nomous("status", "specs/a.md", "implemented")).exit).toBe(0);
    expect(await found()).toEqual({ exit: 0, findings: [] });
  });

  test("a document of no type, or of a type that nobody knows, is told so", async () => {
    write("a.md", "# A\n");
    write("b.md", "---\nnomous: speck\n---\n# B\n");
    expect(await nomous("status", "a.md", "approved")).toMatchObject({
      exit: 2,
      err: expect.stringContaining("no type") as string,
    });
    expect((await found()).findings).toEqual([
      expect.objectContaining({ rule: "metadata.unknown-type", line: 2 }) as Found,
    ]);
  });
});

describe("a team's own type", () => {
  const TYPE =
    "type: memo\ntitle: Memo\npurpose: Tells others what was decided.\nfolder: memos\nparts:\n  - heading: Decision\n    need: always\n    guidance: Write the decision in one sentence, with its date.\n";

  test("is made, listed and checked like one that ships", async () => {
    write("nomous.yaml", "types: [types/memo.yaml]\n");
    write("types/memo.yaml", TYPE);
    const made = await nomous("new", "memo", "Ship it");
    expect([made.exit, made.err]).toEqual([0, expect.stringContaining("Write Decision")]);
    expect((await nomous("list")).out).toContain("memo");
  });

  test("that contradicts itself is refused with file, line and column", async () => {
    write("nomous.yaml", "types: [types/memo.yaml]\n");
    write(
      "types/memo.yaml",
      `${TYPE}  - heading: Decision\n    need: always\n    guidance: Write the decision once more, for good measure.\n`,
    );
    const { exit, err } = await nomous("check");
    expect(exit).toBe(2);
    expect(err).toMatch(/types\/memo\.yaml:\d+:\d+: .*Decision/);
  });
});

test("a process of its own says and ends the same", async () => {
  write("README.md", "# A\n\nSee [b](b.md).\n");
  for (const args of [["check"], ["check", "--format", "sarif"], ["check", "none.md"], ["rules", "goal"], ["list"]]) {
    const { exit, out, err } = await nomous(...args);
    const own = await desk.run(args, { cwd: root });
    expect([own.exit, own.err]).toEqual([exit, err]);
    expect(own.out.replaceAll(/"version": "[^"]*"/g, "")).toBe(out.replaceAll(/"version": "[^"]*"/g, ""));
  }
});

test("the rules explain themselves", async () => {
  expect((await nomous("rules")).out).toContain("goal.untested");
  const one = await nomous("rules", "goal.untested");
  expect(one.exit).toBe(0);
  for (const word of ["What to do:", "Bad:", "Good:", "Severity:"]) expect(one.out).toContain(word);
  expect(await nomous("rules", "goal.untestd")).toMatchObject({ exit: 2 });
});
