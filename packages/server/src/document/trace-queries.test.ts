import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, test } from "vitest";
import { DeskError } from "./document-desk.ts";
import { openDocuments } from "./document-fixture.ts";
import { FileTrouble } from "./document-source.ts";
import type { TraceDesk } from "./trace-desk.ts";

const open = (trace?: Partial<TraceDesk>) =>
  openDocuments(
    { clock: new FakeClock(), random: createSeededRandom(7) },
    { files: { "a.md": "# A\n" }, ...(trace && { trace: { ...NOTHING_KNOWN, ...trace } }) },
  );

const NOTHING_KNOWN: TraceDesk = {
  freshness: async () => ({ documents: [], unchecked: [] }),
  freshnessOf: async () => null,
  reviewed: async () => {},
  trace: async () => ({ id: null, nodes: [], edges: [], gaps: [], leftOut: 0 }),
  verifications: async () => ({ tasks: [] }),
  commands: async () => ({ commands: null, message: "" }),
};

describe("a review", () => {
  test("[D16] is written down before the command counts as applied", async () => {
    const written: unknown[] = [];
    const bridge = await open({ reviewed: async (...review) => void written.push(review) });
    const { status } = await bridge.send("document.reviewed", { path: "a.md", why: "read both" });
    expect([status, written]).toEqual(["applied", [["a.md", "read both"]]]);
  });

  test("that cannot be written is told with the reason, and can be sent again", async () => {
    const bridge = await open({
      reviewed: async () => Promise.reject(new DeskError("nomous.lock was written by a newer version. Update Nomous.")),
    });
    const { status, error } = await bridge.send("document.reviewed", { path: "a.md", why: null });
    expect([status, error?.message]).toEqual([
      "conflict",
      "nomous.lock was written by a newer version. Update Nomous.",
    ]);
  });

  test("needs somebody who knows what documents rest on", async () => {
    const { status, error } = await (await open()).send("document.reviewed", { path: "a.md", why: null });
    expect([status, error?.code]).toEqual(["rejected", "not-supported"]);
  });
});

test("what is asked of the workbench reaches it, and its answer comes back; a file that is not there is told as such", async () => {
  const graph = {
    id: "a.md",
    nodes: [],
    edges: [{ from: "a.md", to: "b.md", why: "carried into" }],
    gaps: [],
    leftOut: 3,
  };
  const bridge = await open({
    trace: async (id) => ({ ...graph, id }),
    commands: async (path) => Promise.reject(new FileTrouble("missing", `${path} does not exist.`)),
  });
  expect((await bridge.ask("trace.read", { id: "a.md" })).result).toEqual(graph);
  expect((await bridge.ask("plan.commands", { path: "gone.md", task: "T1" })).error).toMatchObject({
    code: "not-found",
    message: "gone.md does not exist.",
  });
  expect((await (await open()).ask("freshness.list", {})).error?.message).toContain("no files as documents");
});
