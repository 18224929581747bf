import type { TraceNode } from "@nomous/client";
import { expect, test } from "vitest";
import { stepsAt, traceGraph } from "./trace-graph.ts";
import { layoutTrace, stepPath } from "./trace-layout.ts";
import { treeRows } from "./trace-tree.ts";
import { walk } from "./trace-walk.ts";

const node = (id: string): TraceNode => ({ id, kind: "document", title: id, state: "", freshness: null, place: null });
const graphOf = (ids: string, ...edges: string[]) =>
  traceGraph(
    ids.split("").map(node),
    edges.map((edge) => {
      const [from = "", to = "", why = "leads to"] = edge.split(" ");
      return { from, to, why };
    }),
  );

/** A question, two spikes, a spec that both lead to, and its plan. */
const GRAPH = graphOf("qabsp", "q a asks", "q b asks", "a s decides", "b s decides", "a s measures", "s p");

test("two things have one step between them, with every reason; what leads nowhere is left out", () => {
  expect(stepsAt(GRAPH, "a").map(({ from, to, whys }) => [from, to, ...whys])).toEqual([
    ["q", "a", "asks"],
    ["a", "s", "decides", "measures"],
  ]);
  expect(graphOf("ab", "a a", "a x", "x b").steps).toEqual([]);
});

test("what comes first stands further left, and nothing lies over anything else", () => {
  const { places, steps, width, height } = layoutTrace(GRAPH);
  const x = (id: string): number => places.get(id)?.x ?? Number.NaN;
  expect([x("q") < x("a"), x("a") === x("b"), x("b") < x("s"), x("s") < x("p")]).toEqual([true, true, true, true]);
  expect(new Set([...places.values()].map((place) => `${place.x} ${place.y}`)).size).toBe(5);
  expect([...places.values()].every((place) => place.x < width && place.y < height)).toBe(true);
  expect(steps.every(({ points }) => stepPath(points).startsWith("M"))).toBe(true);
});

test("a circle and an empty trace are laid out too", () => {
  expect(layoutTrace(graphOf("ab", "a b", "b a")).places.size).toBe(2);
  expect(layoutTrace(graphOf("")).places.size).toBe(0);
});

test("arrows go along the lines and within a column, and stay where nothing is", () => {
  const layout = layoutTrace(GRAPH);
  const [upper = "", lower = ""] = ["a", "b"].toSorted(
    (m, n) => (layout.places.get(m)?.y ?? 0) - (layout.places.get(n)?.y ?? 0),
  );
  const go = (id: string, key: string): string => walk(GRAPH, layout, id, key);
  expect([go("s", "ArrowRight"), go("p", "ArrowLeft"), go("p", "ArrowRight"), go("q", "ArrowLeft")]).toEqual([
    "p",
    "s",
    "p",
    "q",
  ]);
  expect([go(upper, "ArrowDown"), go(lower, "ArrowUp"), go(upper, "ArrowUp"), go(lower, "Enter")]).toEqual([
    lower,
    upper,
    upper,
    lower,
  ]);
});

test("as a tree every thing is told once with what follows from it, and by name where it is met again", () => {
  expect(treeRows(GRAPH).map((row) => `${"-".repeat(row.depth)}${row.node.id}${row.isAgain ? " again" : ""}`)).toEqual([
    "q",
    "-a",
    "--s",
    "---p",
    "-b",
    "--s again",
  ]);
  expect(treeRows(GRAPH)[2]?.why).toBe("decides, measures");
  expect(treeRows(graphOf("ab", "a b", "b a")).map(({ node }) => node.id)).toEqual(["a", "b", "a"]);
});
