// Moments that random sessions came upon, each as the shortest session that shows it.
import { expect, test } from "vitest";
import { tokensOf } from "./oracle.ts";
import { suggestionsOf } from "./outcome.ts";
import { markerOf, newMarker, withMarker } from "./tokens.ts";
import { type Desk, World } from "./world.ts";

async function openTwo(): Promise<{ world: World; desks: readonly [Desk, Desk] }> {
  const world = await World.create(1);
  const [a, b] = [...world.desks];
  if (a === undefined || b === undefined) throw new Error("two browsers are needed");
  await world.clock.runUntil(() => a.author.isAtRest && b.author.isAtRest, "both have the document");
  return { world, desks: [a, b] };
}

/** git brings the same text under another marker. */
function checkOut({ folder, random }: World): void {
  folder.write(withMarker(folder.raw, newMarker(random)));
  folder.commit("another commit");
}

const tokenTyped = ({ story }: World): string => {
  const typed = story.events.findLast(({ type }) => type === "typed");
  return typed?.type === "typed" ? typed.token : "";
};

test("who types into a text that was left a moment ago gets a suggestion, and nothing is called saved that is nowhere", async () => {
  const { world, desks } = await openTwo();
  const { author } = desks[0];
  const before = author.document.view.current().doc;
  checkOut(world);
  await world.clock.runUntil(() => author.document.view.current().epoch === 2, "the document has begun anew");
  // An editor hears of that in the next frame.
  before?.getText("text").insert(0, "Tabcdefghi was written\n");
  await world.wait(author.document.saved());
  await world.clock.advance(5_000);
  expect(tokensOf(suggestionsOf(author.document).join("\n"))).toContain("Tabcdefghi");
});

test.for([
  ["two people accept", 1],
  ["somebody accepts twice", 0],
] as const)(
  "a suggestion that %s at once is in the text once, and what is typed meanwhile is saved",
  async ([, second]) => {
    const { world, desks } = await openTwo();
    const [{ author: a }, { author: b }] = desks;
    a.suggest();
    const token = tokenTyped(world);
    const isOpen = (): boolean => [a, b].every(({ document }) => suggestionsOf(document).length === 1);
    await world.clock.runUntil(isOpen, "both see the suggestion");
    for (const { document } of [a, [a, b][second] ?? a])
      for (const { suggestion, hunks } of document.view.current().suggestions)
        document
          .settle(
            suggestion,
            hunks.map(({ hunk }) => hunk),
            "accepted",
          )
          .catch(() => undefined);
    // The change is in the text, and no answer is here.
    await world.clock.advance(1);
    const typed = [a, b].map((author) => {
      author.type();
      return tokenTyped(world);
    });
    await world.clock.advance(60_000);
    expect([a.isAtRest, b.isAtRest]).toEqual([true, true]);
    expect(a.text).toBe(b.text);
    expect(a.text?.split(token).length).toBe(2);
    const somewhere = [a.text, ...suggestionsOf(a.document)].join("\n");
    for (const word of typed) expect(somewhere).toContain(word);
  },
);

test("a whole text that is replaced changes whole words: what others do to their neighbours leaves them alone", async () => {
  const { world, desks } = await openTwo();
  const [{ author: a }, { author: b }] = desks;
  const text = a.text ?? "";
  const at = text.indexOf("\n") + 1;
  const [old = ""] = tokensOf(text.slice(at));
  // A line before one that begins with the same letter, and at the same time that one goes.
  void a.document.replace(`${text.slice(0, at)}Tabcdefghi was written\n${text.slice(at)}`);
  const theirs = b.document.view.current().doc?.getText("text");
  theirs?.delete(at, text.indexOf("\n", at) + 1 - at);
  await world.clock.advance(60_000);
  expect(a.text).toBe(b.text);
  expect(markerOf(a.text ?? "")).not.toBeNull();
  expect(tokensOf(a.text ?? "")).toContain("Tabcdefghi");
  expect(tokensOf(a.text ?? "")).not.toContain(old);
});

test("a line that a program puts in the place of another stays whole when somebody removes the other", async () => {
  const { world, desks } = await openTwo();
  const { folder, clock } = world;
  const [{ author }] = desks;
  const text = author.text ?? "";
  const at = text.indexOf("\n") + 1;
  const end = text.indexOf("\n", at) + 1;
  const ours = author.document.view.current().doc?.getText("text");
  for (const line of world.network.connections) line.stall(1_000);
  ours?.delete(at, end - at);
  folder.write(`${folder.raw.slice(0, at)}Tabcdefghi by a program\n${folder.raw.slice(end)}`);
  await clock.advance(60_000);
  expect(author.text).toBe(`${text.slice(0, at)}Tabcdefghi by a program\n${text.slice(end)}`);
});
