import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { expect, test } from "vitest";
import { openDesk } from "../desk/open-desk.ts";
import { makeFolder } from "../folder-fixture.ts";
import { reviewPathOf } from "../review/review-file.ts";
import { checkDocuments } from "./check-workspace.ts";

const PLAN = (commit: string): string => `---\nnomous: plan\ncommit: ${commit}\n---\n\n# Plan\n`;
const GONE = "0123456789abcdef0123456789abcdef01234567";

test("git is asked once for the commits of many documents, and each is told of its own", async () => {
  await using folder = await makeFolder({ "README.md": `# Built from ${GONE}\n` });
  folder.git(["init", "-q"]);
  folder.git(["add", "."]);
  folder.git(["commit", "-qm", "one"]);
  const commit = folder.git(["rev-parse", "HEAD"]).trim();
  for (let i = 0; i < 20; i += 1) await folder.write(`docs/plans/${i}.md`, PLAN(i % 2 === 0 ? commit : GONE));
  const { workbench } = await openDesk({ root: folder.root, name: "w" }, "2026-11-28");
  let started = 0;
  const count = (): void => void (started += 1);
  subscribe("child_process", count);
  const paths = Array.from({ length: 20 }, (_, i) => `docs/plans/${i}.md`);
  const missing: number[] = [];
  await checkDocuments(workbench, [...paths, "README.md"], ({ findings, subject }) => {
    if (findings.some(({ rule }) => rule === "citation.commit")) missing.push(paths.indexOf(subject.path));
  });
  unsubscribe("child_process", count);
  expect(missing).toEqual(paths.flatMap((_, i) => (i % 2 === 0 ? [] : [i])));
  // Which there are, and whether the clone is a shallow one.
  expect(started).toBe(2);
});

test("a document that cannot be read, reviews that are not understood and a caller that fails hide no other document", async () => {
  await using folder = await makeFolder({
    "a.md": "# A\n",
    "b.md": Buffer.from("Gr\xfc\xdfe\n", "latin1"),
    "c.md": PLAN("none"),
    [reviewPathOf("c.md")]: "what\n",
    "d.md": "# D\n",
  });
  const { workbench } = await openDesk({ root: folder.root, name: "w" }, "2026-11-28");
  const taken: string[] = [];
  const unchecked = await checkDocuments(workbench, ["a.md", "b.md", "c.md", "gone.md", "d.md"], ({ subject }) => {
    taken.push(subject.path);
    if (subject.path === "a.md") throw new Error("full");
  });
  expect(taken).toEqual(["a.md", "c.md", "d.md"]);
  expect(unchecked.map(({ path, message }) => `${path} ${message}`)).toEqual([
    "a.md A fault of Nomous: full.",
    expect.stringContaining("b.md "),
    expect.stringMatching(/^\.nomous\/reviews\/c\.md-.* \.nomous\/reviews\/c\.md-.*:1: /),
    "gone.md gone.md does not exist.",
  ]);
});
