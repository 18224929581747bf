// `nomous stale` and `nomous reviewed`, as an engineer and as CI meet them.
import { afterEach, beforeEach, expect, test } from "vitest";
import { runHere } from "../support/run-here.ts";
import { note, Scene } from "./scene.ts";

const READER = "export function resumeAt(at: number): number {\n  return at + 1;\n}\n";

let scene: Scene;

beforeEach(async () => {
  scene = await Scene.open({
    "src/reader.ts": READER,
    "research/a.md": note("A reader begins where it stopped, as `src/reader.ts#resumeAt` shows."),
    "research/b.md": note("The plan follows from [the next one](a.md), which says how."),
  });
});
afterEach(() => scene[Symbol.asyncDispose]());

const nomous = (...args: string[]) => runHere(args, scene.root);

test("what changed is told with place, commit and change; who looks again says so, and CI believes it until the next change", async () => {
  expect(await nomous("stale")).toMatchObject({ exit: 0, out: "", err: "2 documents on 2 targets: 2 fresh.\n" });
  const commit = await scene.change("src/reader.ts", READER.replace("+ 1", "+ 2"), "Skip one\u001b[31m");
  const { exit, out, err } = await nomous("stale", "--diff");
  const short = commit.slice(0, 7);
  expect(exit).toBe(1);
  expect(out.split("\n").map((line) => line.replace(/ on \d{4}-\d\d-\d\d/, " on a day"))).toEqual([
    "research/a.md:8  needs review  src/reader.ts#resumeAt",
    `    \`resumeAt\` was changed in ${short} (Skip one [31m), by Ada on a day`,
    "    @@ -1,3 +1,3 @@",
    "     export function resumeAt(at: number): number {",
    "    -  return at + 1;",
    "    +  return at + 2;",
    "     }",
    "research/b.md:8  needs review  research/a.md",
    `    research/a.md needs review: \`resumeAt\` was changed in ${short} (Skip one [31m), by Ada on a day`,
    "    by way of research/a.md → src/reader.ts#resumeAt",
    "",
  ]);
  expect(err).toBe("2 documents on 2 targets: 0 fresh, 2 to review.\n");
  expect(await nomous("stale", "research/b.md", "--json")).toMatchObject({
    exit: 1,
    out: expect.stringContaining('"path":["research/a.md","src/reader.ts#resumeAt"]') as string,
  });
  expect(await nomous("reviewed", "research", "--why", "It still holds.")).toMatchObject({
    exit: 0,
    out: "research/a.md: 1 target recorded\nresearch/b.md: 1 target recorded\n",
    err: "Commit nomous.lock, so that others and CI know.\n",
  });
  expect(await nomous("stale")).toMatchObject({ exit: 0 });
  await scene.change("src/reader.ts", READER, "Back");
  expect(await nomous("stale")).toMatchObject({ exit: 1 });
  await scene.change("src/reader.ts", "export {};\n", "Gone");
  expect(await nomous("stale")).toMatchObject({
    exit: 1,
    out: expect.stringContaining("`resumeAt` was removed in") as string,
  });
  expect(await nomous("reviewed", "research/a.md")).toMatchObject({
    exit: 1,
    out: "research/a.md: 0 targets recorded\nresearch/a.md:8: src/reader.ts#resumeAt is gone. Correct the sentence.\n",
  });
});

test("where nothing can be told it says why, and the exit code says so too", async () => {
  await using bare = await Scene.withoutGit({
    "src/reader.ts": READER,
    "research/a.md": note("A reader begins as `src/reader.ts#resumeAt` says."),
  });
  expect(await runHere(["stale"], bare.root)).toMatchObject({
    exit: 2,
    out: "1 target cannot be judged: there is no git repository here that could tell what it was.\n",
  });
  expect(await nomous("stale", "research/gone.md")).toMatchObject({ exit: 2 });
});
