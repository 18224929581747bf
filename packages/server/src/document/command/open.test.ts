import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { documentStream, type Runtime } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import { openServices } from "../../services-fixture.ts";
import { createMemoryDisk } from "../../storage/memory-storage.ts";
import { type Storage, StorageError } from "../../storage/storage.ts";
import { bring, conflictsIn, findAll, onlyConflict, replace, resolveArgs } from "../conflict/conflict-fixture.ts";
import { openDocuments } from "../document-fixture.ts";
import { createDocumentSourceFixture } from "../document-source-fixture.ts";
import { readShadow } from "../file/shadow.ts";

const makeRuntime = (): Runtime & { clock: FakeClock } => ({ clock: new FakeClock(), random: createSeededRandom(7) });

describe("a file that is opened", () => {
  it("[D1] becomes a document once, with its text and what the file was like", async () => {
    const bridge = await openDocuments(makeRuntime(), { files: { "a.md": "\ufeffone\r\n" } });
    const [first, second] = await Promise.all([bridge.open("a.md"), bridge.open("a.md")]);
    expect(second).toBe(first);
    expect(await bridge.text(first)).toBe("one\n");
    expect(await readShadow(bridge.storage, first)).toMatchObject({
      path: "a.md",
      ending: "crlf",
      hasMark: true,
      epoch: 1,
      upTo: 4,
      plus: [],
    });
  });

  it("is the same document after a restart", async () => {
    const runtime = makeRuntime();
    const disk = createMemoryDisk();
    const files = { "a.md": "one\n", "b.md": "two\n" };
    const before = await openDocuments(runtime, { files, disk });
    const a = await before.open("a.md");
    const after = await openDocuments(runtime, { files, disk });
    expect(await after.open("a.md")).toBe(a);
    expect(await after.open("b.md")).not.toBe(a);
  });

  it("is refused with its own sentence when it is missing, no Markdown or unreadable", async () => {
    const bridge = await openDocuments(makeRuntime(), { files: { "a.txt": "x", "b.md": "x" } });
    const codeOf = async (path: string) => (await bridge.send("document.open", { path })).error?.code;
    expect(await codeOf("missing.md")).toBe("not-found");
    expect(await codeOf("a.txt")).toBe("not-supported");
    bridge.source.trouble = { on: "read", code: "unreadable" };
    expect(await codeOf("b.md")).toBe("workspace-unreadable");
    bridge.source.trouble = undefined;
    expect((await bridge.send("document.open", { path: "b.md" })).status).toBe("applied");
  });

  it("needs a bridge that serves files", async () => {
    const bridge = await openServices(makeRuntime());
    expect((await bridge.send("document.open", { path: "a.md" })).error?.code).toBe("not-supported");
  });
});

describe("a new document", () => {
  const args = { type: "spec", title: "Plan", from: [], isFull: false, scopes: null };

  it("is a file and a document, and never replaces a file that is there", async () => {
    const bridge = await openDocuments(makeRuntime());
    const { result } = await bridge.send("document.new", args);
    expect(result).toMatchObject({ path: "Plan.md" });
    expect(bridge.source.files.get("Plan.md")).toBe("# Plan\n");
    const again = await bridge.send("document.new", args);
    expect(again.error).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Plan.md exists already") as unknown,
    });
  });

  it("whose file was written before the bridge died is found by the repetition", async () => {
    const source = createDocumentSourceFixture({ "Plan.md": "# Plan\n" });
    const bridge = await openDocuments(makeRuntime(), { source });
    expect((await bridge.send("document.new", args)).result).toMatchObject({ path: "Plan.md" });
  });
});

describe("another state", () => {
  it("is an edit with a label, signed before the text says so", async () => {
    const steps: string[] = [];
    const bridge = await openDocuments(makeRuntime(), {
      files: { "a.md": "status: draft\n" },
      desk: {
        move: async (_, text, state) => ({
          status: "changed",
          text: text.replace("draft", state),
          from: "draft",
          to: state,
          isApproval: true,
          sign: async () => void steps.push("signed"),
        }),
      },
    });
    const document = await bridge.open("a.md");
    expect((await bridge.send("document.state", { document, state: "approved" })).status).toBe("applied");
    expect(steps).toEqual(["signed"]);
    expect(await bridge.text(document)).toBe("status: approved\n");
    expect(await bridge.events(document)).toContainEqual(
      expect.objectContaining({ type: "label", label: "moved to approved" }),
    );
  });

  it("is refused with everything that stands in its way", async () => {
    const obstacle = { rule: "r", severity: "error", message: "m", from: 0, to: 1, line: 1, column: 1 };
    const bridge = await openDocuments(makeRuntime(), {
      files: { "a.md": "x\n" },
      desk: { move: async () => ({ status: "refused", message: "Not yet.", obstacles: [obstacle], isApproval: true }) },
    });
    const document = await bridge.open("a.md");
    const { status, error } = await bridge.send("document.state", { document, state: "approved" });
    expect(status).toBe("conflict");
    expect(error).toEqual({ code: "conflict", message: "Not yet.", details: { obstacles: [obstacle] } });
  });
});

/** Damages what a document's stream holds from item `from` on, as long as `isDamaged` says so. */
const damage = (storage: Storage, isDamaged: () => boolean, from: number): Storage => ({
  ...storage,
  async read(sid, after, maxBytes) {
    const segments = await storage.read(sid, after, maxBytes);
    if (!isDamaged() || !sid.startsWith("document/")) return segments;
    const intact = segments.filter(({ firstSeq }) => firstSeq < from || firstSeq > from + 1);
    const isHit = intact.length < segments.length;
    if (!isHit) return segments;
    const before = intact.filter(({ firstSeq }) => firstSeq < from);
    if (before.length === 0) throw new StorageError("corrupt", `${sid} is damaged at item ${from}`);
    return before;
  },
});

describe("a damaged log", () => {
  it("stops one document and no other, until that one begins anew from its file", async () => {
    const runtime = makeRuntime();
    const disk = createMemoryDisk();
    const source = createDocumentSourceFixture({ "a.md": "one\n", "b.md": "two\n" });
    const before = await openDocuments(runtime, { source, disk });
    const a = await before.open("a.md");
    const ada = await before.scribe(a);
    await ada.type(0, "x");
    await ada.type(0, "y");
    expect((await before.send("document.restart", { document: a })).error?.code).toBe("conflict");

    const bridge = await openDocuments(runtime, { source, disk, wrap: (storage) => damage(storage, () => true, 5) });
    const edit = ada.edit(ada.change(0, "z"));
    expect((await bridge.send("document.edit", { document: a, edit })).error?.code).toBe("storage-failed");
    const b = await bridge.open("b.md");
    expect((await (await bridge.scribe(b)).type(0, "x")).status).toBe("applied");

    expect((await bridge.send("document.restart", { document: a })).result).toEqual({ document: a, path: "a.md" });
    const { result } = await bridge.ask("document.snapshot", { document: a });
    const { snapshot } = result as { snapshot: { seq: number; epoch: number } };
    expect(snapshot.epoch).toBeGreaterThan(1);
    expect(
      (await bridge.ask("document.version", { document: a, version: `seq:${snapshot.seq}`, from: 0 })).result,
    ).toEqual({
      text: "one\n",
      total: 4,
    });
    const history = await bridge.ask("document.history", { document: a, limit: 10 });
    expect(history.result).toMatchObject({ entries: [{ kind: "file", label: "began anew from the file" }] });
    // What was on its way becomes a suggestion instead of getting lost.
    expect((await bridge.send("document.edit", { document: a, edit })).result).toEqual({
      suggestion: expect.any(String) as unknown,
    });
  });

  it("[D20] that begins anew has its open conflicts in its new text", async () => {
    const runtime = makeRuntime();
    const disk = createMemoryDisk();
    const source = createDocumentSourceFixture({ "a.md": "# A\n\nkept for one hour\n" });
    const before = await openDocuments(runtime, { source, disk });
    const document = await before.open("a.md");
    const [ada, bob] = [await before.scribe(document), await before.scribe(document, "Bob", "b".repeat(22))];
    await ada.send(ada.edit(replace(ada, "one hour", "seven days")));
    await bring(bob, "one hour", "24 hours");
    await findAll(runtime);
    const conflict = await onlyConflict(before, document);
    const { head = 0 } = (await before.journal.state(documentStream(document))) ?? {};
    await ada.type(ada.text.length, "x");
    await ada.type(ada.text.length, "y");
    await before.services.stop();

    let isDamaged = true;
    const wrap = (storage: Storage): Storage => damage(storage, () => isDamaged, head + 1);
    const bridge = await openDocuments(runtime, { source, disk, wrap });
    expect((await bridge.send("document.restart", { document })).status).toBe("applied");
    isDamaged = false;
    const [, told, ...others] = conflictsIn(await bridge.events(document));
    expect(others).toEqual([]);
    expect(told).toEqual({ ...conflict, from: told?.from, to: told?.to });
    expect(told?.from).not.toBe(conflict.from);
    const args = resolveArgs(document, conflict.conflict, "A week.");
    expect((await bridge.send("document.resolve", args)).status).toBe("applied");
  });
});
