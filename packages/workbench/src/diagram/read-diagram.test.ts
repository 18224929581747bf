import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mark, unmark } from "./marked-fixture.ts";
import { readDiagram } from "./read-diagram.ts";

const shown = (language: string, text: string): { nodes: string[]; edges: string[]; problems: string[] } => {
  const { nodes = [], edges = [], problems = [] } = readDiagram(language, text) ?? {};
  return {
    nodes: nodes.map(({ id, label, isGroup }) => `${id}: ${label}${isGroup ? " *" : ""}`),
    edges: edges.map(({ source, target }) => `${source} ${target}`),
    problems: problems.map(({ message }) => message),
  };
};

/** The text with marks around its problems, and what they say. */
function told(language: string, marked: string): [string, string] {
  const text = unmark(marked);
  const { problems = [] } = readDiagram(language, text) ?? {};
  return [mark(text, problems), problems.map(({ message }) => message).join("|")];
}

describe("the language of a fence", () => {
  test.each([
    ["mermaid", "flowchart\nA", "flowchart"],
    ["Mermaid", "flowchart\nA", "flowchart"],
    ["mermaid title=x", "flowchart\nA", "flowchart"],
    ["plantuml", "A -> B", "plantuml"],
    ["puml", "A -> B", "plantuml"],
    ["dot", "graph { a }", "graphviz"],
    ["d2", "a -> b", "d2"],
    ["", "┌──┐\n│ a│\n└──┘", "drawing"],
    ["text", "a --> b", "drawing"],
    ["ascii", "+--+\n|a |\n+--+", "drawing"],
  ])("%s tells the reader", (language, text, kind) => {
    expect(readDiagram(language, text)?.kind).toBe(kind);
  });

  test.each([
    ["ts", "const a = b --> c"],
    ["", "plain words"],
    ["text", "src\n├── a.ts\n└── b.ts\n    │"],
    ["", "<!-- a comment -->"],
    ["", "| a | b |\n|---|---|"],
    ["yaml", "a: b"],
  ])("%s without a drawing is no diagram", (language, text) => {
    expect(readDiagram(language, text)).toBeNull();
  });
});

describe("PlantUML", () => {
  test("components, groups, arrows and the calls of C4 are named", () => {
    const text = `@startuml
!include <C4/C4_Container>
' a comment --> [
/' [not]
one '/
skinparam component {
  Style uml2
}
title The --> title
actor "The user" as user
component Gateway
component [The store] as store #red
database "Rows" as db <<sql>>
package "Back end" as back {
  [Worker]
  queue jobs as "All jobs"
}
user --> Gateway : calls
Gateway -left-> store
store -[#red,dashed]-> db : "x"
[Worker] ..> jobs
A <|-- B
note left of Gateway
  x --> y
end note
note right: one -> line
Person(p, "A person")
Rel(p, user, "is")
@enduml`;
    expect(shown("plantuml", text)).toEqual({
      nodes: [
        "user: The user",
        "Gateway: Gateway",
        "store: The store",
        "db: Rows",
        "back: Back end *",
        "Worker: Worker",
        "jobs: All jobs",
        "A: A",
        "B: B",
        "p: A person",
      ],
      edges: ["user Gateway", "Gateway store", "store db", "Worker jobs", "A B", "p user"],
      problems: [],
    });
  });

  test.each([
    ["a start alone", "«@startuml»\nA -> B", /Add `@enduml`/],
    ["an end alone", "A -> B\n«@enduml»", /Add `@startuml`/],
  ])("%s is a problem", (_, marked, message) =>
    expect(told("puml", marked)).toEqual([marked, expect.stringMatching(message)]),
  );
});

describe("Graphviz", () => {
  test("nodes, edges, groups and labels are named", () => {
    const text = `# a line
strict digraph "G {" {
  node [shape=box, label="all"]; rankdir=LR
  a [label="The \\"first\\"\\nnode" color=red]; b
  a -> b -> c [label="an edge"]
  "d e":n -> { f g } /* x { */ // y {
  subgraph cluster_x { label = "Part X"; h; i -> a }
  j [label=<<b>Bold</b> one>]
  { k l } -> m
}`;
    expect(shown("dot", text)).toEqual({
      nodes: [
        'a: The "first" node',
        "b: b",
        "c: c",
        "d e: d e",
        "f: f",
        "g: g",
        "cluster_x: Part X *",
        "h: h",
        "i: i",
        "j: Bold one",
        "k: k",
        "l: l",
        "m: m",
      ],
      edges: ["a b", "b c", "d e f", "d e g", "i a", "k m", "l m"],
      problems: [],
    });
  });

  test.each([
    ["a brace that does not close", "digraph «{» a -> b", /never closed/],
    ["a brace too many", "graph { a -- b } «}»", /closes nothing/],
    ["no graph", "«a» -> b", /begins with/],
    ["a string that does not close", 'graph { a «"»b }', /`"` is never closed/],
    ["attributes that do not close", "graph { a «[»label=x }", /`\[` is never closed/],
    ["an edge to nothing", "digraph { a «->» ; b }", /no target/],
    ["an edge from nothing", "digraph { «->» b }", /no source/],
  ])("%s is a problem", (_, marked, message) =>
    expect(told("dot", marked)).toEqual([marked, expect.stringMatching(message)]),
  );
});

describe("D2", () => {
  test("shapes, what holds them, and connections are named", () => {
    const text = `# a comment: x -> {
direction: right
vars: { x: y }
classes.hot.style.fill: red
my-app: The app { shape: person; style.fill: blue # {
  store: Rows
  store -> log: writes
}
my-app.store -> other <- third: "x -> y" { style.stroke: red }
"quoted.key".inner: Inside
a -- b; c <-> d
text: |md
  # not { a shape
  x -> y |
(a -> b)[0].style.opacity: 0.4
a: { label: Named }
a.link: https://x.y/#z`;
    expect(shown("d2", text)).toEqual({
      nodes: [
        "my-app: The app *",
        "my-app.store: Rows",
        "my-app.log: log",
        "other: other",
        "third: third",
        "quoted.key: quoted.key *",
        "quoted.key.inner: Inside",
        "a: Named",
        "b: b",
        "c: c",
        "d: d",
        "text: text",
      ],
      edges: ["my-app.store my-app.log", "my-app.store other", "third other", "a b", "c d"],
      problems: [],
    });
  });

  test.each([
    ["a brace that does not close", "«a:» {\n b", /never closed/],
    ["a brace too many", "a\n«}»", /closes nothing/],
    ["a connection to nothing", "a «->»", /no target/],
    ["a connection from nothing", "«->» b: x", /no source/],
  ])("%s is a problem", (_, marked, message) =>
    expect(told("d2", marked)).toEqual([marked, expect.stringMatching(message)]),
  );
});

describe("a drawing", () => {
  test("has the words of its boxes", () => {
    const text = `
┌─────────────────┐      ╔═══════╗
│     Gateway     │─────▶║ Store ║
│  (of the API)   │      ╚═══════╝
└───────┬─────────┘
        │
+-------+-------+   +------+
| Worker        |-->| Jobs |
+---------------+   +------+
╭ outer ───────────────────╮
│ The host                 │
│  ┌──────┐   ┌──────┐     │
│  │ One  │   │ Two  │     │
│  └──────┘   └──────┘     │
╰──────────────────────────╯`;
    const { nodes } = shown("text", text);
    expect(nodes.toSorted()).toEqual([
      "Gateway (of the API): Gateway (of the API)",
      "Jobs: Jobs",
      "One: One",
      "Store: Store",
      "Two: Two",
      "Worker: Worker",
      "outer The host: outer The host *",
    ]);
  });

  test("has the words at the ends of its arrows", () => {
    expect(shown("", "Browser --> [Gateway] --> (Store)\nApp (web) ─► API ◄── CLI     Else  ───► End")).toEqual({
      nodes: [
        "Browser: Browser",
        "Gateway: Gateway",
        "Store: Store",
        "App (web): App (web)",
        "API: API",
        "CLI: CLI",
        "Else: Else",
        "End: End",
      ],
      edges: ["Browser Gateway", "Gateway Store", "App (web) API", "CLI API", "Else End"],
      problems: [],
    });
  });

  test("places are those of the first line of words", () => {
    const text = "+-----+\n|     |\n| One |\n| Two |\n+-----+";
    const [node] = readDiagram("text", text)?.nodes ?? [];
    expect(node).toMatchObject({ id: "One Two", from: text.indexOf("One"), to: text.indexOf("One") + 3 });
  });
});

const PIECES =
  "@startuml\n|@enduml|/'|[a]|(a)|:a:|->|-->|--|..>|{|}|[|]|<|\"|'|component a |note left\n|/*|\\|#|digraph {|a|label=|=|;|:|.|\n|│|┌─┐|└─┘|+--+|┌|─|+|-|=|▶|`|$".split(
    "|",
  );

const LENGTH = Number(process.env["NOMOUS_HOSTILE"] ?? 8_000);

test("whatever the text, nothing throws, places are within it, and a long one comes to an end", () => {
  const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(""));
  const languages = ["plantuml", "dot", "d2", "text"];
  fc.assert(
    fc.property(fc.constantFrom(...languages), text, (language, body) => {
      const { nodes = [], edges = [], problems = [] } = readDiagram(language, body) ?? {};
      for (const { from, to } of [...nodes, ...edges, ...problems]) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(body.length);
      }
    }),
    { seed: 5, numRuns: 500 },
  );
  for (const language of languages)
    for (const piece of PIECES.filter((each) => each !== ""))
      readDiagram(language, `${language === "text" ? "┌" : ""}${piece.repeat(LENGTH / piece.length)}`);
}, 120_000);
