import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { systemRuntime } from "@nomous/client";
import { check, QUERIES } from "@nomous/protocol";
import { DeskError } from "@nomous/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ComposedDesk, createDocumentDesk } from "./document-desk.ts";

let root: string;
let desk: ComposedDesk;
const write = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "nomous-desk-")));
  desk = createDocumentDesk({ root, name: "w" }, systemRuntime);
});
afterAll(async () => {
  await desk.close();
  await rm(root, { recursive: true, force: true });
});

test("what the desk says fits the wire: the list, the settings, a survey", async () => {
  await write("docs/a.md", "---\nnomous: spike\n---\n\n# A\n\n[b](b.md)\n");
  const list = await desk.list(new AbortController().signal);
  expect(list.documents.map(({ path, type }) => [path, type])).toEqual([["docs/a.md", "spike"]]);
  expect(check(QUERIES["documents.list"].result, list)).toMatchObject({ ok: true });
  const settings = await desk.settings();
  expect(check(QUERIES["workbench.settings"].result, settings)).toMatchObject({ ok: true });
  // As data it survives the wire.
  expect(JSON.stringify(settings)).toContain('"name":"spike"');
  const survey = await desk.survey({
    path: "docs/a.md",
    text: "# A\n",
    paths: ["docs/b.md", "docs/a.md"],
    commits: [],
  });
  expect(survey).toMatchObject({ kinds: { "docs/b.md": "missing", "docs/a.md": "file" }, approval: "none" });
});

test("a new document is composed as `nomous new` does it, from what it builds on", async () => {
  await write("docs/spikes/a.md", "---\nnomous: spike\n---\n\n# Batch the frames?\n");
  const wanted = { type: "spec", title: "Frames come in batches", isFull: false, scopes: null } as const;
  const { path, text } = await desk.compose({ ...wanted, from: ["docs/spikes/a.md"] });
  expect(path).toMatch(/\/\d{4}-\d\d-\d\d-frames-come-in-batches\.md$/);
  expect(text).toContain("# Frames come in batches");
  expect(text).toContain("[Batch the frames?]");
  const refused = desk.compose({ ...wanted, type: "spex", from: [] });
  await expect(refused).rejects.toBeInstanceOf(DeskError);
  await expect(refused).rejects.toThrow('There is no document type "spex". Did you mean spec? There is: ');
  await expect(desk.compose({ ...wanted, from: ["none.md"] })).rejects.toThrow("none.md does not exist.");
});

test("a state is moved to, or refused with each obstacle", async () => {
  const text = "---\nnomous: spike\nstatus: draft\n---\n\n# A\n";
  const moved = await desk.move("docs/a.md", text, "running");
  expect(moved).toMatchObject({ status: "changed", from: "draft", to: "running" });
  const running = text.replace("draft", "running");
  expect(moved.status === "changed" && moved.text).toBe(running);
  const refused = await desk.move("docs/a.md", running, "concluded");
  expect(refused).toMatchObject({ status: "refused", message: expect.stringContaining("Concluded") as string });
  expect(refused.status === "refused" ? refused.obstacles[0] : null).toMatchObject({
    line: expect.any(Number) as number,
  });
  await expect(desk.move("docs/a.md", text, "runing")).rejects.toThrow("Did you mean running? There is: draft, ");
});

test("while nomous.yaml is wrong documents are listed and checked as without it, and it says what is wrong", async () => {
  await write("nomous.yaml", "rulez: {}\n");
  const { documents, unchecked } = await desk.list(new AbortController().signal);
  expect(documents.map(({ path, type }) => [path, type])).toContainEqual(["docs/a.md", "spike"]);
  expect(unchecked.map(({ path }) => path)).toEqual(["nomous.yaml"]);
  expect((await desk.settings()).problem).toContain("nomous.yaml:1:1");
  await expect(desk.compose({ type: "spec", title: "A", from: [], isFull: false, scopes: null })).rejects.toThrow(
    "The settings cannot be used.",
  );
});
