import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type FolderFixture, makeFolder } from "../folder-fixture.ts";
import { nextTurn } from "../workspace/next-turn.ts";
import { watchBasis } from "./list-basis.ts";
import { openDesk } from "./open-desk.ts";
import { type OverviewList, Overviews } from "./overviews.ts";

const SPIKE = (more = ""): string =>
  `---\nnomous: spike\nstatus: in-progress\ncategory: Performance\nspec: ../specs/b.md\n---\n\n# Batch the frames?\n\n${more}\n`;

function overviewsIn(folder: FolderFixture): {
  overviews: Overviews;
  list: (signal?: AbortSignal) => Promise<OverviewList>;
} {
  const workspace = { root: folder.root, name: "w" };
  const overviews = new Overviews(workspace);
  const list = async (signal = new AbortController().signal): Promise<OverviewList> => {
    const { workbench } = await openDesk(workspace, "2026-11-28");
    return overviews.list(workbench, signal);
  };
  return { overviews, list };
}

test("a document is one line: what it is, how far it is, what it was made from, when it was committed", async () => {
  await using folder = await makeFolder({
    "docs/spikes/a.md": SPIKE(),
    "docs/specs/b.md": "---\nnomous: spec\n---\n\n# B\n",
    "README.md": "# Read me\n\n[gone](gone.md)\n",
  });
  folder.git(["init", "-q"]);
  folder.git(["add", "docs"]);
  folder.git(["commit", "-qm", "one", "--date", "2026-01-02T03:04:05Z"]);
  folder.git(["mv", "docs/spikes/a.md", "docs/spikes/c.md"]);
  folder.git(["commit", "-qm", "two", "--date", "2026-02-03T04:05:06Z"]);
  const { documents, unchecked } = await overviewsIn(folder).list();
  expect(unchecked).toEqual([]);
  expect(documents.map(({ path }) => path)).toEqual(["README.md", "docs/specs/b.md", "docs/spikes/c.md"]);
  expect(documents[0]).toMatchObject({
    title: "Read me",
    type: null,
    state: null,
    possible: [],
    committed: null,
    sources: [],
  });
  expect(documents[0]?.problems).not.toEqual({ error: 0, warning: 0, note: 0 });
  expect(documents[2]).toMatchObject({
    title: "Batch the frames?",
    type: "spike",
    approval: "none",
    committed: { first: "2026-01-02", last: "2026-02-03" },
    sources: ["docs/specs/b.md"],
  });
  expect(documents[2]?.progress.required).toBeGreaterThan(3);
});

test("what was found out stands until the document, or a file that it links to, is another", async () => {
  await using folder = await makeFolder({ "a.md": "# A\n\n[b](b.md)\n", "c.md": "# C\n" });
  const { list } = overviewsIn(folder);
  const problems = async (path: string) => (await list()).documents.find((one) => one.path === path)?.problems;
  const before = await problems("a.md");
  expect(await problems("a.md")).toBe(before);
  await folder.write("b.md", "# B\n");
  const after = await problems("a.md");
  expect(after).not.toEqual(before);
  const same = await problems("c.md");
  await utimes(join(folder.root, "c.md"), 1, 1);
  expect(await problems("c.md")).not.toBe(same);
});

test("wrong settings and a file that cannot be read hide no other document", async () => {
  await using folder = await makeFolder({
    "nomous.yaml": "rulez: {}\n",
    "a.md": "# A\n",
    "b.md": Buffer.from("Gr\xfc\xdfe\n", "latin1"),
  });
  const { workbench, problem } = await openDesk({ root: folder.root, name: "w" }, "2026-11-28");
  expect([problem, workbench.types.length]).toEqual([expect.stringContaining("nomous.yaml:1:1"), 4]);
  const { documents, unchecked } = await overviewsIn(folder).list();
  expect([documents.map(({ path }) => path), unchecked.map(({ path }) => path)]).toEqual([["a.md"], ["b.md"]]);
});

test("what was found out before a list was given up is remembered, also by whoever comes after", async () => {
  const files = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${i}.md`, "# A\n\n[gone](gone.md)\n"]));
  await using folder = await makeFolder(files);
  const { overviews, list } = overviewsIn(folder);
  const work = new AbortController();
  const given = list(work.signal).catch((error: unknown) => error);
  while (overviews.memory.known.size < 2) await nextTurn();
  work.abort("given up");
  expect(await given).toBe("given up");
  const [path = "", known] = [...overviews.memory.known][0] ?? [];
  expect(overviews.memory.known.size).toBeLessThan(30);
  const workspace = { root: folder.root, name: "w" };
  const { workbench } = await openDesk(workspace, "2026-11-28");
  const heir = new Overviews(workspace, overviews.memory);
  const { documents } = await heir.list(workbench, new AbortController().signal);
  expect(documents).toHaveLength(30);
  expect(documents.find((one) => one.path === path)?.problems).toBe(known?.overview.problems);
});

test("whoever watches is told once of a document that changed, came or went, and of nothing else", async () => {
  await using folder = await makeFolder({ "docs/a.md": "# A\n" });
  const { list } = overviewsIn(folder);
  let { basis } = await list();
  const over = new AbortController();
  let looks = 0;
  let nextLook = Promise.withResolvers<void>();
  let told = 0;
  const watching = watchBasis(
    {
      root: folder.root,
      latest: () => basis,
      pause: () => {
        looks += 1;
        return nextLook.promise;
      },
      changed: () => void (told += 1),
    },
    over.signal,
  );
  const look = async (): Promise<number> => {
    const before = { looks, told };
    const now = nextLook;
    nextLook = Promise.withResolvers();
    now.resolve();
    await expect.poll(() => looks, { interval: 1 }).toBe(before.looks + 1);
    return told - before.told;
  };
  expect(await look()).toBe(0);
  for (const [path, text] of [
    ["docs/a.md", "# A\n\nmore\n"],
    ["docs/b.md", "# B\n"],
    ["new/c.md", "# C\n"],
  ] as const) {
    await folder.write(path, text);
    expect([await look(), await look()]).toEqual([1, 0]);
    ({ basis } = await list());
    expect(await look()).toBe(0);
  }
  over.abort();
  nextLook.resolve();
  await watching;
});
