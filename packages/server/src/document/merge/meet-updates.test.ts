import { LIMITS } from "@nomous/protocol";
import { createSeededRandom } from "@nomous/testkit";
import { expect, test } from "vitest";
import type { FoundConflict } from "../merger.ts";
import { meetApart, type Pen } from "./apart-fixture.ts";
import { findPlace } from "./relative-place.ts";
import { splitsPair } from "./words.ts";

const SPEC = `# Spec

Intro line here.

## Retention

The queue keeps items for one hour.
Line two of it stays.

- first item
- second item

## End

Last words of it are here.
`;

type Write = (pen: Pen) => void;
type Told = Partial<FoundConflict>;

/** Whoever of the two comes first where both put something. */
const ORDERS = [
  [200, 300],
  [300, 200],
] as const;

const bothWays = (base: string, mine: Write, theirs: Write): Promise<(readonly FoundConflict[])[]> =>
  Promise.all(ORDERS.map(async (ids) => (await meetApart(base, mine, theirs, ids)).met.conflicts));

/** The order does not matter. */
const twice = (told: readonly Told[]): (readonly Told[])[] => [told, told];

const change =
  (text: string, insert: string): Write =>
  (pen) =>
    pen.change(text, insert);
const put =
  (after: string, text: string): Write =>
  (pen) =>
    pen.type(after, text);
const move =
  (text: string, after: string): Write =>
  (pen) => {
    pen.change(text, "");
    pen.type(after, text);
  };

test("two replacements of the same words are an overlap whose four texts are the line as each one has it", async () => {
  const { met } = await meetApart(
    "# A\n\nIt keeps items for one hour.\n",
    change("one hour", "seven days"),
    change("one hour", "24 hours, then archives them"),
  );
  expect(met).toEqual({
    places: 1,
    theirs: 1,
    conflicts: [
      {
        kind: "overlap",
        section: "A",
        line: 3,
        from: expect.any(String) as string,
        to: expect.any(String) as string,
        base: "It keeps items for one hour.",
        mine: "It keeps items for seven days.",
        theirs: "It keeps items for 24 hours, then archives them.",
        merged: "It keeps items for seven days24 hours, then archives them.",
        runs: [
          [19, "base"],
          [10, "mine"],
          [28, "theirs"],
          [1, "base"],
        ],
        place: { from: 5, to: 34 },
      },
    ],
  });
});

test("the same change by both is told only when it is there twice", async () => {
  const mine = change("one hour", "7 days");
  expect(await bothWays(SPEC, mine, mine)).toMatchObject(
    twice([{ kind: "overlap", merged: "The queue keeps items for 7 days7 days." }]),
  );
  const remove = change("Line two of it stays.\n", "");
  expect(await bothWays(SPEC, remove, remove)).toMatchObject(twice([]));
});

test("words beside each other are told, and from two words between on they are not", async () => {
  const mine = change("keeps", "holds");
  expect(await bothWays(SPEC, mine, change("items", "things"))).toMatchObject(twice([{ kind: "adjacent" }]));
  expect(await bothWays(SPEC, mine, change(" for", " up to"))).toMatchObject(twice([{ kind: "adjacent" }]));
  expect(await bothWays(SPEC, mine, change("one", "1"))).toMatchObject(twice([]));
  expect(await bothWays(SPEC, mine, change("Line", "Row"))).toMatchObject(twice([]));
});

test("what both put at one point of a line is an overlap, lines put between the same two are beside each other", async () => {
  expect(await bothWays(SPEC, put("keeps", " all"), put("keeps", " most"))).toMatchObject(twice([{ kind: "overlap" }]));
  const told: Told = {
    kind: "adjacent",
    base: "",
    mine: "- mine\n",
    theirs: "- theirs\n",
    place: { from: 126, to: 126 },
  };
  expect(await bothWays(SPEC, put("- second item", "\n- mine"), put("- second item\n", "- theirs\n"))).toMatchObject(
    twice([{ ...told, merged: "- mine\n- theirs\n" }]),
  );
  expect(await bothWays("one", put("one", "\n- mine"), put("one", "\n- theirs"))).toMatchObject(
    twice([{ kind: "adjacent", base: "", mine: "- mine", theirs: "- theirs" }]),
  );
  expect(await bothWays(SPEC, put("- second item", "\n- mine"), put("- first item", "\n- theirs"))).toMatchObject(
    twice([]),
  );
  expect(await bothWays(SPEC, put("- second item", "\n- same"), put("- second item", "\n- same"))).toMatchObject(
    twice([{ kind: "overlap" }]),
  );
});

test("words at the end of a line and a line behind it are told only when the words went to the wrong one", async () => {
  expect(await bothWays(SPEC, put("- second item", "\n- mine"), put("- second item", " and more"))).toMatchObject([
    [{ kind: "overlap", theirs: "- second item and more", merged: "- second item\n- mine and more" }],
    [],
  ]);
});

test("a word that was typed into a sentence which the other one wrote anew is told, however far from what differs", async () => {
  const anew = change("The queue keeps items for one hour.", "The queue keeps items for one day.");
  expect(await bothWays(SPEC, anew, change("queue", "list"))).toMatchObject(
    twice([
      {
        kind: "overlap",
        mine: "The queue keeps items for one day.",
        theirs: "The list keeps items for one hour.",
        merged: "listThe queue keeps items for one day.",
      },
    ]),
  );
});

test("who takes away what the other one changed is told with all that goes, and with the line that what is left got into", async () => {
  const section = SPEC.slice(SPEC.indexOf("## Ret"), SPEC.indexOf("## End"));
  expect(await bothWays(SPEC, change(section, ""), change("second", "2nd"))).toMatchObject(
    twice([
      { kind: "delete", base: `${section}## End`, mine: "## End", merged: "2nd## End", section: "Spec", line: 5 },
    ]),
  );
  expect(await bothWays(SPEC, change("one ", ""), change("one", "1"))).toMatchObject(twice([{ kind: "delete" }]));
  expect(
    await bothWays(SPEC, put("- second item", "\n- third"), change("- first item\n- second item\n", "")),
  ).toMatchObject(twice([{ kind: "delete", theirs: "", merged: "\n- third" }]));
});

/** One in the block, and one apart from it. */
const changeTwo: Write = (pen) => {
  pen.change("one", "two");
  pen.change("- first", "- 1st");
};

test("a block that was moved is told with both places when they are near, and with the old one when they are not", async () => {
  const [first, second] = ["The queue keeps items for one hour.", "Line two of it stays."];
  expect(await bothWays(SPEC, move(`${first}\n`, `${second}\n`), changeTwo)).toMatchObject(
    twice([
      {
        kind: "move",
        base: `${first}\n${second}`,
        mine: `${second}\n${first}`,
        theirs: `The queue keeps items for two hour.\n${second}`,
        merged: `two${second}\n${first}`,
      },
    ]),
  );
  const far: Write = (pen) => {
    pen.change(`${first}\n`, "");
    pen.type("are here.\n", "The queue keeps all items for one hour.\n");
  };
  expect(await bothWays(SPEC, far, changeTwo)).toMatchObject(
    twice([{ kind: "move", mine: second, merged: `two${second}` }]),
  );
});

test("a block that both moved, or that one moved and the other took away, is told where it is now", async () => {
  const line = "Line two of it stays.\n";
  const told: Told = { kind: "move", base: "- first item", merged: `${line}- first item\n${line.trim()}` };
  expect(await bothWays(SPEC, move(line, "one hour.\n\n"), move(line, "- first item\n"))).toMatchObject(twice([told]));
  expect(await bothWays(SPEC, change(line, ""), move(line, "are here.\n"))).toMatchObject(twice([{ kind: "move" }]));
});

test("the same heading or id made twice is one place when nothing else changed between, and one each otherwise", async () => {
  const rows = "| T5 | a |\n| T6 | b |\n| T8 | c |\n";
  const mine = put("| T8 | c |\n", "| T07 | mine |\n");
  const theirs = put("| T5 | a |\n", "| **T7** | theirs |\n");
  expect(await bothWays(rows, mine, theirs)).toMatchObject(
    twice([
      {
        kind: "structure",
        base: "| T6 | b |\n| T8 | c |",
        mine: "| T6 | b |\n| T8 | c |\n| T07 | mine |",
        theirs: "| **T7** | theirs |\n| T6 | b |\n| T8 | c |",
      },
    ]),
  );
  const more: Write = (pen) => {
    theirs(pen);
    pen.change("b", "B");
  };
  expect(await bothWays(rows, mine, more)).toMatchObject(
    twice([
      { kind: "structure", base: "", mine: "", theirs: "| **T7** | theirs |\n", merged: "| **T7** | theirs |\n" },
      { kind: "structure", base: "", mine: "| T07 | mine |\n", theirs: "", merged: "| T07 | mine |\n" },
    ]),
  );
  expect(await bothWays(SPEC, change("## End", "## Risks"), put("here.\n\n", "### risks\n"))).toMatchObject(
    twice([{ kind: "structure" }]),
  );
  const fence = "```sh\n# build\n```\n";
  expect(await bothWays(SPEC, put("here.\n", fence), (pen) => pen.insert(0, fence))).toMatchObject(twice([]));
});

test("what one side knew of the other is in its text, and is told only where it went on there", async () => {
  const { met, theirs } = await meetApart(
    "a b c\n\nd x f\n",
    (pen) => {
      pen.change("b", "mine");
      pen.change("x", "known");
    },
    put("mine", " and more"),
    [200, 300],
    "knowing",
  );
  expect(theirs).toContain("mine and more");
  expect(met.conflicts).toMatchObject([{ base: "a b c", mine: "a mine c", theirs: "a mine and more c" }]);
});

const page = Array.from({ length: 400 }, (_, i) => `line ${i} says something of its own\n`).join("");

test("a change in pages that the other one took away is told with the lines around it, and choosing a side fits the text", async () => {
  const { met, merged, doc } = await meetApart(`${page}end\n`, change(page, ""), (pen) => {
    pen.change("line 20 says", "line 20 told");
    pen.change("line 300 says", "line 300 told");
  });
  expect(met).toMatchObject({
    places: 2,
    conflicts: [
      { kind: "delete", isCut: true, mine: "", merged: "line 20 told" },
      { kind: "delete", isCut: true, mine: "", merged: "line 300 told" },
    ],
  });
  for (const [i, conflict] of met.conflicts.entries()) {
    const line = [20, 300][i];
    expect(conflict.base.split("\n")).toHaveLength(6);
    expect(conflict.theirs).toContain(`line ${line} told`);
    const place = findPlace(doc, conflict);
    expect(merged.slice(place?.from, place?.to)).toBe(`line ${line} told`);
  }
});

test("one line that is longer than can be told is cut around each change, at words", async () => {
  const words = Array.from({ length: 3_000 }, (_, i) => `w${i}`).join(" ");
  const { met } = await meetApart(words, change("w500 ", "mine "), (pen) => {
    pen.change("w500 ", "😀 ");
    pen.change("w2000 ", "apart ");
  });
  const [told, ...others] = met.conflicts;
  expect(others).toEqual([]);
  expect(told?.base).toMatch(/^w\d+ .* w499 w500 w501 .* w\d+ $/);
  expect(told).toMatchObject({ isCut: true, mine: told?.base.replace("w500", "mine") });
  const long = "word ".repeat(2_000);
  const both = await meetApart("one\n", change("one", long), change("one", `${long}end`));
  expect(both.met.conflicts).toMatchObject([{ kind: "overlap", isCut: true }]);
  for (const text of [both.met.conflicts[0]?.mine, both.met.conflicts[0]?.merged])
    expect(text?.length).toBeLessThanOrEqual(LIMITS.conflictLength);
});

const PIECES = ["a", "b", "word", " ", " ", "\n", "\n\n", "é", "😀", "- ", "## R\n", "| T7 | x |\n", ". "];

/** Anything, by an editor that knows no words. */
function scribble(random: ReturnType<typeof createSeededRandom>, pen: Pen): void {
  const some = (): string => Array.from({ length: random.int(6) }, () => random.pick(PIECES)).join("");
  const place = (most: number): number => {
    const at = random.int(most + 1);
    return splitsPair(pen.text, at) ? at - 1 : at;
  };
  for (let left = random.int(7); left >= 0; left -= 1) {
    const from = place(pen.text.length);
    const to = Math.max(from, random.chance(0.6) ? place(Math.min(pen.text.length, from + 6)) : place(pen.text.length));
    const cut = pen.text.slice(from, to);
    pen.remove(from, to);
    if (random.chance(0.3)) pen.insert(place(pen.text.length), cut);
    else pen.insert(from, some());
  }
}

test("whatever both do, the places are in order and in their texts, and their runs and positions fit", async () => {
  let count = 0;
  for (let seed = 1; seed <= 100; seed += 1) {
    const random = createSeededRandom(seed);
    const base = Array.from({ length: random.int(60) }, () => random.pick(PIECES)).join("");
    const write: Write = (pen) => scribble(random, pen);
    const { met, mine, theirs, merged, doc } = await meetApart(base, write, write, ORDERS[random.int(2)]);
    let last = 0;
    for (const conflict of met.conflicts) {
      const place = findPlace(doc, conflict);
      expect(merged.slice(place?.from, place?.to), `seed ${seed}`).toBe(conflict.merged);
      expect(place?.from, `seed ${seed}`).toBeGreaterThanOrEqual(last);
      last = place?.to ?? 0;
      expect(base.slice(conflict.place.from, conflict.place.to).startsWith(conflict.base)).toBe(true);
      expect(mine).toContain(conflict.mine);
      expect(theirs).toContain(conflict.theirs);
      expect(conflict.runs.reduce((sum, [length]) => sum + length, 0)).toBe(conflict.merged.length);
      for (const text of [conflict.base, conflict.mine, conflict.theirs, conflict.merged])
        expect(text.isWellFormed()).toBe(true);
      count += 1;
    }
    expect(met.places).toBeGreaterThanOrEqual(met.conflicts.length);
  }
  expect(count).toBeGreaterThan(50);
});
