// What a document rests on rests on something itself: a change is told along the way that it came, and no circle keeps it going.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { prepareProcesses } from "../../packages/lab/src/document/process-fixture.ts";
import { sessionText } from "../../packages/workbench/src/rule/evidence/example.ts";
import { soundExperiment } from "../../packages/workbench/src/rule/experiment/example.ts";
import { isShort } from "../support/long.ts";
import { note, Scene } from "./scene.ts";

const READER = "export function resumeAt(at: number): number {\n  return at + 1;\n}\n";
const CHANGED = READER.replace("+ 1", "+ 2");

/** Three documents, the first of which knows the code only by what the others say. */
const CHAIN = {
  "src/reader.ts": READER,
  "research/a.md": note("The plan follows from [the next one](b.md), which says how."),
  "research/b.md": note("It was looked up in [the last one](c.md) before."),
  "research/c.md": note("A reader begins where it stopped, as `src/reader.ts#resumeAt` shows."),
};

describe("a change beneath", () => {
  test("is told in all that rest on it, with the way from each", async () => {
    await using scene = await Scene.open(CHAIN);
    const commit = await scene.change("src/reader.ts", CHANGED, "Skip one");
    const text = `\`resumeAt\` was changed in ${commit.slice(0, 7)} (Skip one)`;
    expect(await scene.target("research/c.md")).toMatchObject({ cause: { text, path: [] } });
    expect(await scene.target("research/b.md")).toMatchObject({
      freshness: "needs-review",
      cause: {
        text: `research/c.md needs review: ${text}`,
        commit: { commit },
        path: ["research/c.md", "src/reader.ts#resumeAt"],
      },
    });
    expect(await scene.target("research/a.md")).toMatchObject({
      cause: { path: ["research/b.md", "research/c.md", "src/reader.ts#resumeAt"] },
    });
  });

  test("ends where somebody has looked, until something beneath changes again", async () => {
    await using scene = await Scene.open(CHAIN);
    await scene.change("src/reader.ts", CHANGED, "Skip one");
    await scene.reviewed(["research/b.md"], "It does not matter here.");
    expect(await scene.target("research/c.md")).toMatchObject({ freshness: "needs-review" });
    expect(await scene.document("research/b.md")).toMatchObject({
      freshness: "fresh",
      reviewed: { person: "Ada", why: "It does not matter here." },
    });
    expect(await scene.target("research/a.md")).toMatchObject({ freshness: "fresh" });
    await scene.change("src/reader.ts", READER.replace("+ 1", "+ 3"), "Skip two");
    for (const path of ["research/a.md", "research/b.md"])
      expect(await scene.target(path)).toMatchObject({ freshness: "needs-review" });
  });

  test("in what is made from a document is none of its own", async () => {
    const plan = "---\nnomous: plan\n---\n# Resume\n\n## Sources\n\n- [What is known](../research/a.md)\n";
    await using scene = await Scene.open({
      "src/reader.ts": READER,
      "research/a.md": note(
        "A reader begins where it stopped, as `src/reader.ts#resumeAt` shows. [A plan](../docs/plan.md) came of it.",
      ),
      "docs/plan.md": plan,
    });
    await scene.change("docs/plan.md", plan.replace("# Resume", "# Resume at once"), "Another title");
    expect(await scene.document("research/a.md")).toMatchObject({ freshness: "fresh", targets: [{ kind: "symbol" }] });
    await scene.change("src/reader.ts", CHANGED, "Skip one");
    expect(await scene.document("docs/plan.md")).toMatchObject({ freshness: "needs-review" });
  });

  test("in another section than the one that is cited is none", async () => {
    const last = `${CHAIN["research/c.md"]}\n## Summary\n\nReaders resume.\n`;
    await using scene = await Scene.open({
      ...CHAIN,
      "research/c.md": last,
      "research/b.md": note("It is said in [its summary](c.md#summary) at once."),
    });
    await scene.change("src/reader.ts", CHANGED, "Skip one");
    expect(await scene.target("research/b.md")).toMatchObject({ target: "research/c.md#summary", freshness: "fresh" });
    await scene.change("research/c.md", last.replace("Readers resume.", "Readers begin anew."), "Not so");
    expect(await scene.target("research/b.md")).toMatchObject({
      freshness: "needs-review",
      cause: { commit: { subject: "Not so" } },
    });
  });

  test("in a circle is told to each once, and to nobody about itself", async () => {
    await using scene = await Scene.open({
      ...CHAIN,
      "research/c.md": note(
        "A reader begins as `src/reader.ts#resumeAt` shows it.",
        "All began with [the first one](a.md) long ago.",
      ),
    });
    await scene.change("src/reader.ts", CHANGED, "Skip one");
    const { targets } = await scene.document("research/c.md");
    expect(targets.map(({ target, freshness }) => `${target} ${freshness}`)).toEqual([
      "src/reader.ts#resumeAt needs-review",
      "research/a.md fresh",
    ]);
    expect(await scene.target("research/a.md")).toMatchObject({ freshness: "needs-review" });
  });
});

test.each([
  [
    "its layout, its dates, its people and where its links lead do not count",
    (text: string) =>
      text
        .replace("nomous: research", "nomous: research\ndate: 2026-01-02\nauthor: Ben\nstatus: complete")
        .replace("as `src/reader.ts#resumeAt` shows.", "as\n  `src/reader.ts#resumeAt` shows."),
    "fresh",
  ],
  ["another word counts", (text: string) => text.replace("stopped", "was stopped"), "needs-review"],
  [
    "that nobody stands by it any more counts",
    (text: string) => text.replace("nomous: research", "nomous: research\nstatus: superseded"),
    "needs-review",
  ],
] as const)("of a cited document %s", async (_, change, freshness) => {
  await using scene = await Scene.open(CHAIN);
  await scene.change("research/c.md", change(CHAIN["research/c.md"]), "Words");
  expect(await scene.target("research/b.md")).toMatchObject({ freshness });
});

describe("evidence", () => {
  const session = "evidence/ws-batch/20261129T061500-3f2a91.jsonl";
  const measured = { "docs/spikes/a.md": soundExperiment.text, ...soundExperiment.files, [session]: sessionText() };

  test("of inputs that changed is told with the commit, until somebody looks, and again when they change again", async () => {
    await using scene = await Scene.open(measured);
    const [input = ""] = Object.keys(soundExperiment.files ?? {});
    const target = async () =>
      (await scene.document("docs/spikes/a.md")).targets.find(({ kind }) => kind === "evidence");
    expect(await target()).toMatchObject({ target: session, freshness: "fresh" });
    await scene.change(input, "// another\n", "Another input");
    expect(await target()).toMatchObject({
      freshness: "needs-review",
      cause: {
        text: expect.stringContaining(`${input}, which ws-batch was measured on, was changed in`) as string,
        commit: { subject: "Another input" },
      },
    });
    await scene.reviewed(["docs/spikes/a.md"]);
    expect(await target()).toMatchObject({ freshness: "fresh" });
    await scene.change(input, "// and another\n", "Again");
    expect(await target()).toMatchObject({ freshness: "needs-review" });
  });
});

test.skipIf(isShort())(
  "two processes that review at once lose nothing of each other",
  { timeout: 120_000 },
  async () => {
    const documents = Object.fromEntries(
      Array.from({ length: 2 }, (_, i) => [`research/n${i}.md`, CHAIN["research/c.md"]]),
    );
    await using scene = await Scene.open({ "src/reader.ts": READER, ...documents });
    const lab = new URL("../../packages/lab/src/", import.meta.url).href;
    const script = `
    import { reviewDocuments } from ${JSON.stringify(`${lab}staleness.ts`)};
    import { openWorkbench, openWorkspace } from ${JSON.stringify(new URL("lab-process.ts", import.meta.url).href)};
    const workbench = await openWorkbench(await openWorkspace(args[0]), "2026-01-01");
    const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    await reviewDocuments(workbench, ["research/n" + id + ".md"], { at: "2026-01-02T03:04:05+00:00", person: "P" + id, why: null, pause, limitMs: 60000 });
  `;
    const processes = await prepareProcesses(2, script, [scene.root]);
    expect(new Set(await processes.run())).toEqual(new Set([0]));
    const lines = (await readFile(join(scene.root, "nomous.lock"), "utf8")).trim().split("\n").slice(1);
    expect(lines.map((line) => (JSON.parse(line) as { reviewed: { person: string } }).reviewed.person)).toEqual([
      "P0",
      "P1",
    ]);
  },
);
