import type { TraceGraph, TraceNode } from "@nomous/workbench";
import { expect, test } from "vitest";
import { createConsole } from "../console.ts";
import { printHeads, printThread } from "./print-thread.ts";

const node = (id: string, kind: TraceNode["kind"], more: Partial<TraceNode> = {}): TraceNode => ({
  id,
  kind,
  title: id,
  state: "",
  freshness: null,
  place: { path: id.split("#")[0] ?? "", line: 1 },
  ...more,
});

const spec = node("spec.md", "spec", { state: "Approved", freshness: "needs-review" });
const graph: TraceGraph = {
  nodes: [
    node("note.md", "research"),
    spec,
    node("plan.md", "plan"),
    node("plan.md#T1", "task", { title: "T1 Build \u001B[31mit", state: "done" }),
    node("a".repeat(40), "commit", { title: "Build it", place: null }),
  ],
  edges: [
    { from: "note.md", to: "spec.md", why: "carried into" },
    { from: "spec.md", to: "plan.md", why: "carried into" },
    { from: "plan.md", to: "spec.md", why: "carried into" },
    { from: "plan.md", to: "plan.md#T1", why: "does" },
    { from: "plan.md#T1", to: "a".repeat(40), why: "made in" },
  ],
};

function printed(print: (console: ReturnType<typeof createConsole>) => void): string[] {
  let text = "";
  const stream = { write: (piece: string) => ((text += piece), true), on: () => stream } as never;
  print(createConsole({ stdout: stream, stderr: stream }, {}));
  return text.trimEnd().split("\n");
}

test("a thread is told above and below its node, ends in a circle, and shows no controls of a terminal", () => {
  expect(printed((console) => printThread(console, graph, spec))).toEqual([
    "spec  spec.md  (Approved, needs review)  spec.md:1",
    "Comes from",
    "  research  note.md  note.md:1  carried into",
    "  plan  plan.md  plan.md:1  carried into",
    "    spec  spec.md  (Approved, needs review)  spec.md:1  carried into, told above",
    "Leads to",
    "  plan  plan.md  plan.md:1  carried into",
    "    spec  spec.md  (Approved, needs review)  spec.md:1  carried into, told above",
    "    task  T1 Build [31mit  (done)  plan.md:1  does",
    "      commit  Build it  aaaaaaaaaaaa  made in",
  ]);
});

test("documents stand below what they were made from, each with what is in it, and one without a beginning too", () => {
  expect(printed((console) => printHeads(console, graph))).toEqual([
    "research  note.md  note.md:1",
    "  spec  spec.md  (Approved, needs review)  spec.md:1  carried into",
    "    plan  plan.md  plan.md:1  carried into",
    "      1 task (1 done)",
    "      spec  spec.md  (Approved, needs review)  spec.md:1  carried into, told above",
  ]);
  const circle = { ...graph, nodes: graph.nodes.filter(({ id }) => id !== "note.md") };
  expect(printed((console) => printHeads(console, circle))[0]).toBe(
    "spec  spec.md  (Approved, needs review)  spec.md:1",
  );
});
