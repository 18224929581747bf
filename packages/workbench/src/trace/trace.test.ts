import { describe, expect, it } from "vitest";
import { evidenceOf } from "../evidence/evidence-fixture.ts";
import { buildTrace } from "./build-trace.ts";
import { sessionHead } from "./session-head.ts";
import { resolveTraceId } from "./resolve-trace-id.ts";
import { CIRCLE, EVIDENCE, PLAN, RESEARCH, SPEC, SPIKE, threadOf } from "./thread-fixture.ts";
import type { TraceGraph } from "./trace.ts";
import { NOTHING_MORE, type TraceExtra } from "./trace-extra.ts";
import { traceMermaid } from "./trace-mermaid.ts";
import { traceOf } from "./trace-of.ts";

const [MADE, VERIFIED, MEASURED] = ["a1b2c3d", "b1b2c3d", "c1b2c3d"].map((id) => id.padEnd(40, "0")) as [
  string,
  string,
  string,
];

const EXTRA: TraceExtra = {
  sessions: [
    { path: EVIDENCE, experiment: "batching", session: "20261110T100000-aaaaaa", state: "complete", commit: MEASURED },
    { path: "evidence/other/x.jsonl", experiment: "other", session: "x", state: "complete", commit: null },
  ],
  commits: [
    {
      id: MADE,
      subject: "Collect four frames",
      date: "2026-11-29",
      names: ["batch-frames#T1", "2026-11-28-batch-frames.md#t1"],
    },
    { id: MEASURED, subject: "Before", date: "2026-11-09", names: ["unknown#T1"] },
  ],
  verifications: [{ document: PLAN, task: "V1", hash: "", outcome: "failed", commit: VERIFIED }],
  freshness: new Map([[SPEC, "needs-review"]]),
};

const graph = buildTrace(threadOf(), EXTRA);
const edgesOf = ({ edges }: TraceGraph): string[] => edges.map(({ from, to, why }) => `${from} -${why}-> ${to}`);
const idsOf = ({ nodes }: TraceGraph): string[] => nodes.map(({ id }) => id);

const node = (id: string) => graph.nodes.find((one) => one.id === id);

describe("the graph", () => {
  it("leads from the question to the commit", () => {
    for (const edge of [
      `${RESEARCH} -asks-> ${SPIKE}`,
      `${SPIKE} -measured by-> ${SPIKE}#batching`,
      `${SPIKE}#batching -recorded in-> ${EVIDENCE}`,
      `${SPIKE} -decides-> ${SPIKE}#transport`,
      `${SPIKE}#transport -carried into-> ${SPEC}`,
      `${EVIDENCE} -stated in-> ${SPEC}`,
      `${SPEC} -promises-> ${SPEC}#G1`,
      `${SPEC}#G1 -carried into-> ${PLAN}#O1`,
      `${PLAN}#O1 -served by-> ${PLAN}#T1`,
      `${PLAN}#O2 -tested by-> ${PLAN}#V1`,
      `${PLAN} -does-> ${PLAN}#T3`,
      `${PLAN}#T1 -made in-> ${MADE}`,
      `${PLAN}#V1 -failed in-> ${VERIFIED}`,
      `${EVIDENCE} -measured at-> ${MEASURED}`,
    ])
      expect(edgesOf(graph)).toContain(edge);
  });

  it("says of each node what stands with it", () => {
    expect(node(SPEC)).toEqual({
      id: SPEC,
      kind: "spec",
      title: "Batch frames on the socket",
      state: "Approved",
      freshness: "needs-review",
      place: { path: SPEC, line: 1 },
    });
    expect(node(`${SPEC}#G3`)).toMatchObject({
      kind: "goal",
      title: "G3 A page of last month goes on reading",
      state: "no plan",
    });
    expect(node(`${PLAN}#T1`)).toMatchObject({ kind: "task", state: "not verified" });
    expect(node(`${SPIKE}#transport`)).toMatchObject({ kind: "decision", state: "Four frames" });
    expect(node(MADE)).toMatchObject({
      kind: "commit",
      title: "Collect four frames",
      state: "2026-11-29",
      place: null,
    });
    expect(node(VERIFIED)).toMatchObject({ title: "b1b2c3d", state: "" });
  });

  it("has both ends of every edge, each node once, and nothing of what is not there", () => {
    const ids = idsOf(graph);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { from, to } of graph.edges) expect([ids.includes(from), ids.includes(to)]).toEqual([true, true]);
    expect(ids.join(" ")).not.toMatch(/gone|other/);
  });

  it("of no document is empty", () => expect(buildTrace([], NOTHING_MORE)).toEqual({ nodes: [], edges: [] }));

  it("gives a decision a name of its own where an experiment has the same", () => {
    const [text = ""] = threadOf().flatMap(({ subject }) => (subject.path === SPIKE ? [subject.markdown.text] : []));
    const ids = idsOf(buildTrace(threadOf({ [SPIKE]: text.replace("id: transport", "id: batching") }), EXTRA));
    expect(ids).toEqual(expect.arrayContaining([`${SPIKE}#batching`, `${SPIKE}#batching-decision`]));
  });
});

describe("the thread of a node", () => {
  it("is everything upstream and downstream, and nothing beside it", () => {
    const ids = idsOf(traceOf(graph, `${PLAN}#T1`));
    expect(ids).toEqual(
      expect.arrayContaining([RESEARCH, SPIKE, SPEC, `${SPEC}#G1`, PLAN, `${PLAN}#O1`, `${PLAN}#T1`, MADE, EVIDENCE]),
    );
    expect(ids).not.toContain(`${PLAN}#T3`);
    expect(ids).not.toContain(`${SPEC}#G3`);
  });

  it("ends in a circle", () => {
    const ids = idsOf(traceOf(graph, CIRCLE));
    expect(ids).toEqual(expect.arrayContaining([CIRCLE, SPIKE, RESEARCH, PLAN]));
  });

  it("of an unknown node is empty", () => expect(traceOf(graph, "nothing").nodes).toEqual([]));
});

const meant = (text: string): string => {
  const resolved = resolveTraceId(graph, text);
  return resolved.status === "found" ? resolved.node.id : resolved.message;
};

describe("what a person means", () => {
  it.each([
    [SPEC, SPEC],
    ["./docs/plans/2026-11-28-batch-frames.md", PLAN],
    ["2026-11-20-batch-frames", SPEC],
    ["T3", `${PLAN}#T3`],
    ["t3", `${PLAN}#T3`],
    ["2026-11-28-batch-frames#T1", `${PLAN}#T1`],
    ["transport", `${SPIKE}#transport`],
    ["a1b2", MADE],
    ["circ", CIRCLE],
    ["2026-11-20", SPEC],
    [EVIDENCE, EVIDENCE],
    ["20261110T100000-aaaaaa", EVIDENCE],
  ])("%s is %s", (text, id) => expect(meant(text)).toBe(id));

  it("is told with the candidates where it may be several, and with the nearest where it is none", () => {
    expect(meant("batch-frames")).toBe(`"batch-frames" may be ${SPEC}, ${PLAN}. Write more of it.`);
    expect(meant("transprt")).toBe(`Nothing here is called "transprt". Did you mean ${SPIKE}#transport?`);
    expect(meant("a1b")).toMatch(/^Nothing here is called "a1b"\./);
    expect(meant("zzzzzzzzzz")).toBe('Nothing here is called "zzzzzzzzzz".');
  });
});

it("a flowchart keeps what is written in it: nothing ends a label or is read as marks", () => {
  const odd = {
    id: "a",
    kind: "plan",
    title: 'Say "x" [y] | <b>*z*</b> #1',
    state: "",
    freshness: "broken",
    place: null,
  } as const;
  const text = traceMermaid({
    nodes: [odd, { ...odd, id: "b", title: "B" }],
    edges: [{ from: "a", to: "b", why: "served by" }],
  });
  expect(text).toBe(
    'flowchart LR\n  n1["plan: Say #34;x#34; #91;y#93; #124; #60;b#62;#42;z#42;#60;/b#62; #35;1 #40;broken#41;"]\n  n2["plan: B #40;broken#41;"]\n  n1 -->|served by| n2\n',
  );
});

describe("what a file of evidence says of itself", () => {
  const file = evidenceOf({ rounds: 2, value: () => 1 });
  const named = { path: file.path, experiment: "ws-batch", session: "s" };

  it("is its commit and how it ended", () => {
    const { commit } = file.evidence.session.git;
    expect(sessionHead(named, file.text)).toEqual({ ...named, state: "stopped", commit });
    const cut = file.text.trimEnd().split("\n").slice(0, -1).join("\n");
    expect(sessionHead(named, `${cut}\n`)).toMatchObject({ state: "not ended", commit });
  });

  it("is nothing where it cannot be read", () => {
    for (const text of ["", "{", '{"type":"run"}\n'])
      expect(sessionHead(named, text)).toMatchObject({ state: "cannot be read", commit: null });
  });
});
