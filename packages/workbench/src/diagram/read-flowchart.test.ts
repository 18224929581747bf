import { describe, expect, test } from "vitest";
import { mark, unmark } from "./marked-fixture.ts";
import { readMermaid } from "./read-mermaid.ts";

const namesOf = (text: string): string[] => readMermaid(text).nodes.map(({ id, label }) => `${id}: ${label}`);
const edgesOf = (text: string): string[] => readMermaid(text).edges.map(({ source, target }) => `${source} ${target}`);

describe("a valid flowchart has no problems, and its nodes and arrows are", () => {
  test.each<[string, string, string[], string[]]>([
    ["bare ids", "graph LR\n  a --> b\n", ["a: a", "b: b"], ["a b"]],
    ["one line", "graph TD;A-->B;B-->C;", ["A: A", "B: B", "C: C"], ["A B", "B C"]],
    ["no direction", "flowchart\nA-->B", ["A: A", "B: B"], ["A B"]],
    [
      "every shape",
      "flowchart TD\na[A a]\nb(B b)\nc([C c])\nd[[D d]]\ne[(E e)]\nf((F f))\ng(((G g)))\nh{H h}\ni{{I i}}\nj>J j]\n" +
        "k[/K k/]\nl[\\L l\\]\nm[/M m\\]\nn[\\N n/]\no(-O o-)\np[|borders:lt|P p]",
      Array.from("abcdefghijklmnop", (id) => `${id}: ${id.toUpperCase()} ${id}`),
      [],
    ],
    [
      "every arrow",
      "flowchart LR\nA-->B---C-.->D==>E--oF--xG\nA<-->B\nA o--o B x--x C\nA ~~~ B\nA -..-> B ====> C\nA <==> B <-.-> C",
      ["A: A", "B: B", "C: C", "D: D", "E: E", "F: F", "G: G"],
      ["A B", "B C", "C D", "D E", "E F", "F G", "A B", "A B", "B C", "A B", "A B", "B C", "A B", "B C"],
    ],
    [
      "texts on arrows",
      'flowchart LR\nA-->|yes|B -- no --> C == "maybe (not)" ==> D -. so - so .-> E --- |"a | b"| F\nA x-- t --x B',
      ["A: A", "B: B", "C: C", "D: D", "E: E", "F: F"],
      ["A B", "B C", "C D", "D E", "E F", "A B"],
    ],
    [
      "groups of nodes",
      "flowchart TB\nA & B --> C & D\n",
      ["A: A", "B: B", "C: C", "D: D"],
      ["A C", "A D", "B C", "B D"],
    ],
    ["names of arrows", "flowchart\nA e1@==> B\ne1@{ animate: true }", ["A: A", "B: B"], ["A B"]],
    ["an arrow over lines", "flowchart\nA\n  --> B\nB -->\n  C", ["A: A", "B: B", "C: C"], ["A B", "B C"]],
    [
      "ids with signs",
      "flowchart\nmy-app.v1 --> a:b --> end_1 --> -x",
      ["my-app.v1: my-app.v1", "a:b: a:b", "end_1: end_1", "-x: -x"],
      ["my-app.v1 a:b", "a:b end_1", "end_1 -x"],
    ],
    [
      "quotes",
      'flowchart\nA["f(x) [1] {2} | -->"] --> B(["`The **cat**\n in the _hat_`"])',
      ["A: f(x) [1] {2} | -->", "B: The cat in the hat"],
      ["A B"],
    ],
    [
      "markup",
      'flowchart\nA[One<br/>two] --> B["<b>Bold</b> #quot;x#quot; #35;1 &amp; co"]',
      ["A: One two", 'B: Bold "x" #1 & co'],
      ["A B"],
    ],
    ["an attribute in quotes", 'flowchart\nA["<a href="x">Go</a>"] --> B', ["A: Go", "B: B"], ["A B"]],
    ["icons", "flowchart\nA[fa:fa-user Reader]", ["A: Reader"], []],
    [
      "classes",
      "flowchart\nA[One]:::hot --> B:::cold\nclassDef hot fill:#f00;\nclass A,B hot\nstyle A fill:#fff,stroke:#333\nlinkStyle 0 stroke:#ff3;",
      ["A: One", "B: B"],
      ["A B"],
    ],
    [
      "clicks",
      'flowchart\nA --> B\nclick A "https://a.b/c;d" _blank\nclick B call f("x") "y"\n',
      ["A: A", "B: B"],
      ["A B"],
    ],
    [
      "data",
      'flowchart\nA@{ shape: cyl, label: "Store } 1" } --> B@{ shape: rect }\nC@{\n  label: Log\n}',
      ["A: Store } 1", "B: B", "C: Log"],
      ["A B"],
    ],
    ["the last label", "flowchart\nA[First] --> B\nA[Second]", ["A: Second", "B: B"], ["A B"]],
    ["slashes in a slanted shape", "flowchart\nA[/a / b/] --> B[\\x \\ y\\]", ["A: a / b", "B: x \\ y"], ["A B"]],
    ["comments", "%% first\nflowchart LR\n  %% A[ -->\nA --> B\n%%", ["A: A", "B: B"], ["A B"]],
    [
      "front matter and a directive",
      "---\ntitle: a --> [\n---\n%%{init: {\n 'theme': 'dark'}}%%\nflowchart LR\nA --> B",
      ["A: A", "B: B"],
      ["A B"],
    ],
    [
      "words for a screen reader",
      "flowchart\naccTitle: a [ (\naccDescr {\n x --> \n}\nA --> B",
      ["A: A", "B: B"],
      ["A B"],
    ],
    [
      "a line that it does not know",
      "flowchart\nA --> B\nfrobnicate all the things\n",
      ["A: A", "B: B", "frobnicate: frobnicate"],
      ["A B"],
    ],
    [
      "other line ends",
      "flowchart LR\r\n  A[One] --> B\r\n  subgraph S\r\n  C\r\n  end\r\n",
      ["A: One", "B: B", "S: S", "C: C"],
      ["A B"],
    ],
    [
      "words of other writing",
      "flowchart\nKäufer[Käufer ❤] --> 注文",
      ["Käufer: Käufer ❤", "注文: 注文"],
      ["Käufer 注文"],
    ],
  ])("%s", (_, text, nodes, edges) => {
    expect(readMermaid(text).problems).toEqual([]);
    expect(namesOf(text)).toEqual(nodes);
    expect(edgesOf(text)).toEqual(edges);
  });

  test("subgraphs are groups, by their title or their id, and can be the end of an arrow", () => {
    const text =
      'flowchart\nsubgraph one\na-->b\nend\nsubgraph two [The "2"]\ndirection LR\nend\nsubgraph "Part three"\nend\n' +
      "subgraph Part four\nsubgraph\nend\nend\none --> two;subgraph x;y;end;";
    const { nodes, problems } = readMermaid(text.replace('"2"', "2nd"));
    expect(problems).toEqual([]);
    expect(nodes.filter(({ isGroup }) => isGroup).map(({ id, label }) => `${id}: ${label}`)).toEqual([
      "one: one",
      "two: The 2nd",
      "Part three: Part three",
      "Part four: Part four",
      "x: x",
    ]);
  });

  test("places are those of the first naming, in the text as it is written", () => {
    const text = "---\ntitle: x\n---\n%% B\nflowchart\n  A[Ä] -->|#59;| B\n  B[Late]";
    const { nodes, edges } = readMermaid(text);
    expect(nodes.map(({ from, to }) => text.slice(from, to))).toEqual(["A", "B"]);
    expect(nodes[1]?.from).toBe(text.indexOf("B\n  B[Late]"));
    expect(edges.map(({ from, to }) => text.slice(from, to))).toEqual(["-->|#59;|"]);
  });
});

describe("a flowchart that Mermaid refuses has a problem at", () => {
  test.each<[string, string, RegExp]>([
    ["a bracket that is not closed", "flowchart\nA«[Start --> B»\nC --> D", /`\[` that opens the label of `A`/],
    ["a bracket in a bare label", "flowchart\nA«[call f(»x)] --> B", /not closed before `\(`/],
    ["a quote in a bare label", 'flowchart\nA«[say "»hi"]', /not closed before `"`/],
    ["a quote within quotes", 'flowchart\nA«["say "h»i""]', /not closed before `h`/],
    ["a quote that is not closed", 'flowchart\nA«["Start]»\nB["End"]', /not closed on its line/],
    ["the wrong bracket", "flowchart\nA«[Start)» --> B", /not closed before `\)`/],
    ["a slanted shape by mistake", "flowchart\nA«[/api/users]»", /`\[\/` that opens/],
    ["the text of an arrow", "flowchart\nA «-->|f(»x)| B", /opens the text of this arrow/],
    ["the title of a subgraph", "flowchart\nsubgraph s«[Title»\nA\nend", /opens the label of `s`/],
    ["a title of brackets without quotes", "flowchart\nsubgraph «Part (one)»\nA\nend", /needs double quotes/],
    ["data that are not closed", 'flowchart\nA«@{ label: "x"»\nB', /`@\{` of `A`/],
    ["an arrow from nothing", "flowchart\n«-->» B", /no source/],
    ["an arrow from nothing after a statement", "flowchart\nA;«-->» B", /no source/],
    ["an arrow to nothing", "flowchart\nA «-->»\n", /no target/],
    ["an arrow to nothing before another statement", "flowchart\nA «-->»\nsubgraph x\nend", /no target/],
    ["an arrow to nothing behind its text", "flowchart\nA «-->|x|»\nB", /no target/],
    ["an arrow to a reserved word", "flowchart\nA «-->» end", /`end` is reserved/],
    ["an arrow that never ends", "flowchart\nA «-- B»", /never ends/],
    ["an arrow of other diagrams", "flowchart\nA «->» B", /Write `-->`/],
    ["a thick arrow of other languages", "flowchart\nA «=>» B", /Write `==>`/],
    ["a subgraph without an end", "flowchart\n«subgraph» one\nA", /`subgraph` is never closed/],
    ["an end without a subgraph", "flowchart\nA\n«end»", /`end` closes nothing/],
  ])("%s", (_, marked, message) => {
    const text = unmark(marked);
    const { problems } = readMermaid(text);
    expect(mark(text, problems)).toBe(marked);
    expect(problems.map((problem) => problem.message).join("|")).toMatch(message);
  });

  test("what stands behind a broken label is read on", () => {
    expect(namesOf("flowchart\nA[f(x)] --> B[Good]\nC")).toEqual(["A: f(x)", "B: Good", "C: C"]);
  });
});
