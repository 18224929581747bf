import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mark, unmark } from "./marked-fixture.ts";
import { readMermaid } from "./read-mermaid.ts";

const shown = (text: string): { nodes: string[]; edges: string[]; problems: string[] } => {
  const { nodes, edges, problems } = readMermaid(text);
  return {
    nodes: nodes.map(({ id, label, isGroup }) => `${id}: ${label}${isGroup ? " *" : ""}`),
    edges: edges.map(({ source, target }) => `${source} ${target}`),
    problems: problems.map(({ message }) => message),
  };
};

describe("a valid diagram has no problems", () => {
  test("C4: people, systems, boundaries and relations", () => {
    const text = `C4Context
title A -> b
accDescr: x (
Enterprise_Boundary(b0, "The (first) boundary") {
  Person(customer, "A customer", "Buys, often")
  Person_Ext(guest, "Guest")
  System(shop, "Shop<br/>front",
    "Sells things")
  System_Boundary(b1, "Inside")
  {
    SystemDb_Ext(db, "Database", $tags="v1.0")
    ContainerQueue(queue, "Queue", "Kafka", "Events")
    Component(comp, "Component")
    Deployment_Node(node, "Node", "Linux") { Container(app, "App", "Java") }
  }
}
Rel(customer, shop, "Uses", "HTTPS")
BiRel(shop, db, "Reads, (and) writes")
Rel_Back(guest, queue, "x")
RelIndex(1, app, comp, "calls")
UpdateElementStyle(customer, $fontColor="red")
UpdateRelStyle(nobody, nothing, $offsetX="1")
UpdateLayoutConfig($c4ShapeInRow="3")`;
    expect(shown(text)).toEqual({
      nodes: [
        "b0: The (first) boundary *",
        "customer: A customer",
        "guest: Guest",
        "shop: Shop front",
        "b1: Inside *",
        "db: Database",
        "queue: Queue",
        "comp: Component",
        "node: Node *",
        "app: App",
      ],
      edges: ["customer shop", "shop db", "guest queue", "app comp"],
      problems: [],
    });
  });

  test("state: transitions, descriptions, composites, forks and notes", () => {
    const text = `stateDiagram-v2
direction LR
[*] --> Still
Still --> Moving : go --> on {now}
Moving:::fast --> Crash:::bad: too fast
state "A long name" as long
long : with text
Crash --> long
state fork <<fork>>
state Active {
  [*] --> NumLock
  --
  state Inner { a --> b }
  state "Deep one" as Deep {
    c
  }
}
note right of Active
  many --> words {
end note
note left of Still : one { line
Alone
Some : described
hide empty description
classDef fast fill:#f00
class Still, Moving fast
Active --> [*]`;
    expect(shown(text)).toEqual({
      nodes: [
        "Still: Still",
        "Moving: Moving",
        "Crash: Crash",
        "long: with text",
        "fork: fork",
        "Active: Active *",
        "NumLock: NumLock",
        "Inner: Inner *",
        "a: a",
        "b: b",
        "Deep: Deep one *",
        "c: c",
        "Alone: Alone",
        "Some: described",
      ],
      edges: ["[*] Still", "Still Moving", "Moving Crash", "Crash long", "[*] NumLock", "a b", "Active [*]"],
      problems: [],
    });
  });

  test("class: relations, members, namespaces and generics", () => {
    const text = `classDiagram
direction RL
Animal <|-- Duck : is --> a
Animal "1" *-- "many" Leg : has
Order o--Item
Item --o Order
Item -- Other
\`a -- b\` ..|> Shape~T~ : x
bar ()-- foo
Zebra <|--|> Animal
class Square~Shape~{
  int id
  List~int~ position
  draw(a..b) -- not a relation
}
class One["The -- {one}"]:::hot
class Two { +int age }
class Three {
}
namespace Base.Shapes {
  class Triangle
  class Rect {
    double width
  }
}
<<interface>> Shape
Duck : +swim()
Lonely
note for Duck "can -- fly"
note "a --> b"
link Duck "https://a--b" "x"
click Duck href "x--y"
style Duck fill:#f9f
cssClass "Duck,Animal" hot`;
    const { nodes, edges, problems } = shown(text);
    expect(problems).toEqual([]);
    expect(edges).toEqual([
      "Animal Duck",
      "Animal Leg",
      "Order Item",
      "Item Order",
      "Item Other",
      "a -- b Shape",
      "bar foo",
      "Zebra Animal",
    ]);
    expect(nodes.slice(-9)).toEqual(
      [
        "Square: Square",
        "One: The -- {one}",
        "Two: Two",
        "Three: Three",
        "Base.Shapes: Base.Shapes *",
        "Triangle: Triangle",
        "Rect: Rect",
        "Lonely: Lonely",
      ].toSpliced(0, 0, nodes.at(-9) ?? ""),
    );
  });

  test("entities: signs, words, names for people and attributes", () => {
    const text = `erDiagram
CUSTOMER ||--o{ ORDER : places
ORDER||..|{LINE-ITEM : "has -- }|"
CAR 1 to zero or more NAMED-DRIVER : allows
PERSON many(0) optionally to 0+ CAR : drives
"Delivery Address" }o--o| p : x
p[Person] {
  string name PK, FK "the } name"
  int? age
}
a["A thing"] { string x }
LONELY
EMPTY {
}
A:::hot u--o{ B:::cold : x
style A fill:#fff
classDef hot fill:#f00`;
    expect(shown(text)).toEqual({
      nodes: [
        "CUSTOMER: CUSTOMER",
        "ORDER: ORDER",
        "LINE-ITEM: LINE-ITEM",
        "CAR: CAR",
        "NAMED-DRIVER: NAMED-DRIVER",
        "PERSON: PERSON",
        "Delivery Address: Delivery Address",
        "p: Person",
        "a: A thing",
        "LONELY: LONELY",
        "EMPTY: EMPTY",
        "A: A",
        "B: B",
      ],
      edges: ["CUSTOMER ORDER", "ORDER LINE-ITEM", "CAR NAMED-DRIVER", "PERSON CAR", "Delivery Address p", "A B"],
      problems: [],
    });
  });

  test("architecture: groups, services, junctions and edges", () => {
    const text = `architecture-beta
title Things
group api(cloud)[API]
group inner(logos:aws-lambda)["The inner"] in api
service db(database)[Database] in api
service web(server)[Web server]
junction mid in api
service plain
db:L -- R:web
web:T <-[reads]-> B:db
db{group}:B --> T:mid
align row db web`;
    expect(shown(text)).toEqual({
      nodes: ["api: API *", "inner: The inner *", "db: Database", "web: Web server", "mid: mid", "plain: plain"],
      edges: ["db web", "web db", "db mid"],
      problems: [],
    });
  });

  test("blocks: rows, widths, blocks within blocks, arrows", () => {
    const text = `block-beta
columns 3
a["A label"] b:2 c
space:2 space
block:group1:2
  columns 2
  d(("D")) e[("E")]
  block
    f
  end
end
g<["&nbsp;"]>(right) h
a --> b
d -- "x" --> g
style a fill:#969;
classDef hot fill:#f00
class a hot`;
    expect(shown(text)).toEqual({
      nodes: ["a: A label", "b: b", "c: c", "group1: group1 *", "d: D", "e: E", "f: f", "g: g", "h: h"],
      edges: ["a b", "d g"],
      problems: [],
    });
  });

  test.each<[string, string]>([
    ["gantt", "gantt\ntitle x\nsection A\nTask [ (:a1, 2024-01-01, 30d"],
    ["pie", 'pie title Pets [\n"Dogs" : 3'],
    ["journey", "journey\ntitle x\nsection a\nb: 5: Me"],
    ["gitGraph", "gitGraph LR:\ncommit\nbranch b"],
    ["gitGraph", "gitGraph:\ncommit"],
    ["mindmap", "mindmap\n  root((x))\n    a[ b"],
    ["timeline", "timeline\n2002 : a : b"],
    ["quadrantChart", "quadrantChart\nA: [0.3, 0.6]"],
    ["requirementDiagram", "requirementDiagram\nrequirement a {\nid: 1\n}"],
    ["sankey", "sankey-beta\na,b,1"],
    ["xychart", "xychart-beta\nx-axis [a, b]"],
    ["packet", 'packet-beta\n0-15: "a"'],
    ["kanban", "kanban\n  Todo\n    [a"],
    ["zenuml", "zenuml\nA.b() {"],
    ["radar", "radar-beta\naxis a, b"],
    ["treemap", 'treemap\n"a": 1'],
    ["tomorrow", "tomorrow-beta\nwho knows ["],
    ["info", "info"],
  ])("%s is known by its name", (kind, text) => {
    expect(readMermaid(text)).toEqual({ kind, nodes: [], edges: [], problems: [] });
  });
});

describe("a diagram that Mermaid refuses has a problem at", () => {
  test.each<[string, string, RegExp]>([
    ["its missing text", "«\n%% nothing\n»", /is empty/],
    ["a type alone", "«flowchart» TD\n%% nothing\n", /nothing else/],
    ["a missing type", "«A» --> B", /`A` is not a type/],
    ["a misspelt type", "«flowchrt» TD\nA --> B", /Begin with one/],
    ["a type in other letters", "«sequencediagram»\nA->>B: x", /Write `sequenceDiagram`/],
    ["a relation to nobody", 'C4Context\nPerson(a, "A")\nRel(a, «b», "x")', /alias `b`/],
    ["a relation from nobody", 'C4Context\nRel("«c»", a, "x")\nPerson(a, "A")'.replace('"«c»"', "«c»"), /alias `c`/],
    ["a relation of one", 'C4Context\nPerson(a, "A")\n«Rel(a)»', /fewer than two/],
    ["a call that does not close", 'C4Context\n«Person(»a, "A"\nPerson(b, "B")', /of `Person` is never closed/],
    ["a quote in a call that does not close", 'C4Context\n«Person(»a, "A)\n', /a quote in it/],
    ["a boundary that does not close", 'C4Context\nSystem_Boundary(a, "A") «{»\nPerson(b, "B")', /`{` is never closed/],
    ["a brace too many", 'C4Context\nPerson(b, "B")\n«}»', /closes nothing/],
    ["a transition from nothing", "stateDiagram\n«-->» A", /no source/],
    ["a transition to nothing", "stateDiagram\nA «-->»\nB --> C", /no target/],
    ["a transition to a text", "stateDiagram\nA «-->» : x", /no target/],
    ["a composite that does not close", "stateDiagram\nstate A «{»\nB", /never closed/],
    ["a note of a state that does not end", "stateDiagram\nA\n«note right of A»\ntext", /`end note`/],
    ["a relation from no class", "classDiagram\n«<|--» A", /no source/],
    ["a relation to no class", "classDiagram\nA «-->» : x", /no target/],
    ["a class that does not close", "classDiagram\nclass A «{»\nint a", /never closed/],
    ["a relationship to no entity", "erDiagram\nA «||--o{» : x", /no target/],
    ["a relationship from no entity", "erDiagram\n«||--o{» A : x", /no source/],
    ["a relationship with one sign too few", "erDiagram\nA «||--o» B : x", /no relationship/],
    ["a relationship without signs", "erDiagram\nA «--» B : x", /no relationship/],
    ["an entity that does not close", "erDiagram\nA «{»\nint a", /never closed/],
    ["a service whose bracket does not close", "architecture-beta\n«service a(server)[A»", /do not close/],
    ["an edge to no service", "architecture-beta\nservice a\na:L «--»", /no target/],
    ["an edge to what is not declared", "architecture-beta\nservice a\na:L -- «R:b»", /id `b`/],
    ["a block that does not end", "block-beta\n«block:a»\nb", /never closed/],
  ])("%s", (_, marked, message) => {
    const text = unmark(marked);
    const { problems } = readMermaid(text);
    expect(mark(text, problems)).toBe(marked);
    expect(problems.map((problem) => problem.message).join("|")).toMatch(message);
  });
});

const KINDS = [
  "flowchart TD",
  "sequenceDiagram",
  "C4Context",
  "stateDiagram-v2",
  "classDiagram",
  "erDiagram",
  "architecture-beta",
  "block-beta",
  "pie",
  "",
];
const PIECES = [
  ..."[](){}<>|;:\"'`@#%&~=-.*/\\,$\n A".split(""),
  ...'-->|==>|-.->|--|A[|A[\n|A["\n|A@{\n|A & |A>\n|A --\n|end\n|subgraph x\n|note left of A\n|loop\n|state A {|class A {|A {\n'.split(
    "|",
  ),
  ...'Rel(|Person(a,"b")\n|%%{|---\n|"`|||--o{|: x\n|accDescr {|<a href="|#x;|[/|<|--|->>|\r\n|block:a\n|service a['.split(
    "|",
  ),
].filter((piece) => piece !== "");

test("whatever the text, nothing throws, and places are within it", () => {
  const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(fc.constantFrom(...KINDS), text, (kind, body) => {
      const whole = `${kind}\n${body}`;
      const { nodes, edges, problems } = readMermaid(whole);
      for (const { from, to } of [...nodes, ...edges, ...problems]) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(whole.length);
      }
    }),
    { seed: 4, numRuns: 3_000 },
  );
});

const LENGTH = Number(process.env["NOMOUS_HOSTILE"] ?? 8_000);

// A reader whose time grows with the square does not come to an end here.
test("a long text of any piece comes to an end", () => {
  const texts = KINDS.flatMap((kind) => PIECES.map((piece) => `${kind}\n${piece.repeat(LENGTH / piece.length)}`));
  expect(texts.map(readMermaid)).toHaveLength(texts.length);
}, 300_000);
