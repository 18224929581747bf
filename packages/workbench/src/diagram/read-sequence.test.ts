import { describe, expect, test } from "vitest";
import { mark, unmark } from "./marked-fixture.ts";
import { readMermaid } from "./read-mermaid.ts";

const read = (body: string): ReturnType<typeof readMermaid> => readMermaid(`sequenceDiagram\n${body}`);

describe("a valid sequence has no problems, and its participants are", () => {
  test.each<[string, string, string[]]>([
    ["those of messages", "Alice->>John: Hi\nJohn-->>Alice: Hi", ["Alice: Alice", "John: John"]],
    ["declared", "participant A as The API\nactor U\nU->>A: get", ["A: The API", "U: U"]],
    [
      "declared with data",
      'participant A@{ "type": "database", "alias": "The store" }\nparticipant B@{ "type": "queue" } as Jobs',
      ["A: The store", "B: Jobs"],
    ],
    ["created and destroyed", "create participant C\nA->>C: hi\ndestroy C\nC-xA: bye", ["C: C", "A: A"]],
    [
      "of names with blanks and hyphens",
      "web-app v2->>my-db: read\nmy-db --) web-app v2 : rows",
      ["web-app v2: web-app v2", "my-db: my-db"],
    ],
    ["of other writing", "注文->>Käufer: ok", ["注文: 注文", "Käufer: Käufer"]],
  ])("%s", (_, body, names) => {
    const { nodes, problems } = read(body);
    expect(problems).toEqual([]);
    expect(nodes.map(({ id, label }) => `${id}: ${label}`)).toEqual(names);
  });

  test.each([
    "->",
    "-->",
    "->>",
    "-->>",
    "<<->>",
    "<<-->>",
    "-x",
    "--x",
    "-)",
    "--)",
    "-|\\",
    "--|/",
    "/|-",
    "\\\\--",
    "-//",
  ])("%s is an arrow", (arrow) => {
    for (const body of [`A${arrow}B: x`, `A ${arrow} B : x`, `A${arrow}+B:x`, `A()${arrow}()B: x`]) {
      const { edges, problems } = read(body);
      expect(problems).toEqual([]);
      expect(edges.map(({ source, target }) => `${source} ${target}`)).toEqual(["A B"]);
    }
  });

  test("blocks, notes, links and titles", () => {
    const { nodes, problems } = read(`autonumber 10 5
title: a -> b
box rgb(1, 2, 3) The -> backend
participant A
end
box transparent Aqua
participant B as B<br/>b
end
A->>+B: a; B-->>-A: #59;b #quot;c#quot; # a comment; A->B
alt a -> b
A->>B: x
else c -> d
loop every -> minute
B->>A: y -> z
end
end
par one
A->>B: x
and two
A->>B: y
end
par_over three
end
critical c
option d
end
opt o
break b
rect rgba(0, 0, 0, .1)
activate A
deactivate A
end
end
end
Note over A,B: a -> b
note right of A: x
note left of B
many words -> here
end note
links A: {"a": "b -> c"}
link A: x @ https://a.b/->c
properties B: {"x": 1}
Note right of A: done`);
    expect(problems).toEqual([]);
    expect(nodes.map(({ id, label, isGroup }) => [id, label, isGroup])).toEqual([
      ["The -> backend", "The -> backend", true],
      ["A", "A", false],
      ["Aqua", "Aqua", true],
      ["B", "B b", false],
    ]);
  });
});

describe("a sequence that Mermaid refuses has a problem at", () => {
  test.each<[string, string, RegExp]>([
    ["a message from nobody", "«->>»B: x", /no source/],
    ["a message to nobody", "A«->>»: x", /no target/],
    ["a message without a text", "«A->>B»\nB->>A: x", /has no text/],
    ["a message that a semicolon cuts", "A->>B: Set-Cookie: a=b; «HttpOnly»", /#59;/],
    ["a note that a semicolon cuts", "Note over A: one; «two»", /#59;/],
    ["a loop without an end", "«loop» all day\nA->>B: x", /`loop` is never closed/],
    ["an alt without an end", "«alt» a\nA->>B: x\nelse\nloop b\nend", /`alt` is never closed/],
    ["an end of nothing", "A->>B: x\n«end»", /closes nothing/],
    ["a note without an end", "«note left of A»\ntext", /`note` is never closed/],
  ])("%s", (_, marked, message) => {
    const text = `sequenceDiagram\n${unmark(marked)}`;
    const { problems } = readMermaid(text);
    expect(mark(text, problems)).toBe(`sequenceDiagram\n${marked}`);
    expect(problems.map((problem) => problem.message).join("|")).toMatch(message);
  });
});
