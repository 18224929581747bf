import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { newConflictId, type Runtime } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import {
  absencesOf,
  bobOf,
  bring,
  conflictsIn,
  findAll,
  onlyConflict,
  openApart,
  PATH,
  replace,
  resolveArgs,
} from "../conflict/conflict-fixture.ts";
import type { DocumentFixture } from "../document-fixture.ts";

const makeRuntime = (): Runtime & { clock: FakeClock } => ({ clock: new FakeClock(), random: createSeededRandom(7) });

const DECIDED = "The box keeps items for a week.";

/** Bob has come back to a sentence that Ada changed; both see the conflict. */
async function openConflicted(options: Parameters<typeof openApart>[1] = {}) {
  const opened = await openApart(makeRuntime(), options);
  const { runtime, bridge, id, ada, bob } = opened;
  await ada.send(ada.edit(replace(ada, "one hour", "seven days")));
  await bring(bob, "one hour", "24 hours");
  await findAll(runtime);
  await Promise.all([ada.read(), bob.read()]);
  return { ...opened, conflict: await onlyConflict(bridge, id) };
}

const resolutionsIn = async (bridge: DocumentFixture, id: Parameters<DocumentFixture["events"]>[0]) =>
  (await bridge.events(id)).filter((event) => event.type === "resolved");

describe("a conflict", () => {
  it("[D19] is decided by the first, with the edit in the same commit, and the answer names all of it", async () => {
    const { bridge, id, ada, conflict } = await openConflicted();
    const head = ada.seq;
    const edit = ada.edit(replace(ada, conflict.merged, DECIDED));
    const { status, result } = await ada.command("document.resolve", {
      ...resolveArgs(id, conflict.conflict, DECIDED),
      edit,
    });
    expect(status).toBe("applied");
    expect(result).toEqual({ items: [head + 1, head + 2] });
    expect(await bridge.text(id)).toContain(`${DECIDED}\n`);
    expect(await resolutionsIn(bridge, id)).toEqual([
      {
        type: "resolved",
        conflict: conflict.conflict,
        choice: "own",
        text: DECIDED,
        isFirst: true,
        actor: { person: "Ada", client: "a".repeat(22) },
        // Its own: a room that is read anew tells the same.
        at: expect.any(Number) as number,
      },
    ]);
  });

  it("[D19] that somebody else has decided meanwhile stays so: the later one is stored beside it and changes no text", async () => {
    const { runtime, bridge, id, ada, bob, conflict } = await openConflicted();
    const later = bob.edit(replace(bob, conflict.merged, "It keeps them for ever."));
    await ada.command("document.resolve", {
      ...resolveArgs(id, conflict.conflict, DECIDED),
      edit: ada.edit(replace(ada, conflict.merged, DECIDED)),
    });
    await runtime.clock.advance(60_000);
    const text = await bridge.text(id);
    const head = (await bridge.scribe(id)).seq;
    const args = {
      ...resolveArgs(id, conflict.conflict, "It keeps them for ever."),
      choice: "mine" as const,
      edit: later,
    };
    const { status, result } = await bob.command("document.resolve", args, true);
    expect({ status, result }).toEqual({ status: "applied", result: { items: [head + 1, head + 1] } });
    expect(await bridge.text(id)).toBe(text);
    expect((await resolutionsIn(bridge, id)).map((event) => [event.isFirst, event.choice, event.actor.person])).toEqual(
      [
        [true, "own", "Ada"],
        [false, "mine", "Bob"],
      ],
    );
    // What it would have changed is nobody's conflict.
    await findAll(runtime);
    expect(await absencesOf(bridge, id)).toHaveLength(1);
    expect(conflictsIn(await bridge.events(id))).toHaveLength(1);
  });

  it("[D19] is decided without an edit when its place is as it should be", async () => {
    const { bridge, id, ada, conflict } = await openConflicted();
    const args = { document: id, conflict: conflict.conflict, choice: "merged" as const, text: conflict.merged };
    expect((await ada.command("document.resolve", args)).status).toBe("applied");
    expect(await resolutionsIn(bridge, id)).toMatchObject([{ isFirst: true, choice: "merged" }]);
  });

  it("[D19] is not decided by an edit that the bridge refuses", async () => {
    const { bridge, id, ada, conflict } = await openConflicted();
    ada.change(0, "lost");
    const edit = ada.edit(replace(ada, conflict.merged, DECIDED));
    const { error } = await ada.command("document.resolve", { ...resolveArgs(id, conflict.conflict, DECIDED), edit });
    expect(error?.code).toBe("conflict");
    expect(await resolutionsIn(bridge, id)).toEqual([]);
  });

  it("[D19] that nobody knows is not found, and nothing is stored", async () => {
    const { bridge, id, ada } = await openConflicted();
    const before = ada.seq;
    const edit = ada.edit(ada.change(0, "x"));
    const unknown = { ...resolveArgs(id, newConflictId(makeRuntime()), DECIDED), edit };
    expect((await ada.command("document.resolve", unknown)).error?.code).toBe("not-found");
    expect((await bridge.scribe(id)).seq).toBe(before);
  });

  it("[D19] [D17] is decided by whoever was away too, and the edit of that is one that was made apart", async () => {
    const { runtime, bridge, id, ada, bob, conflict } = await openConflicted();
    await runtime.clock.advance(3_600_000);
    await ada.send(ada.edit(replace(ada, conflict.merged, "The box keeps nothing.")));
    const edit = bob.edit(replace(bob, conflict.merged, DECIDED));
    await bob.command("document.resolve", { ...resolveArgs(id, conflict.conflict, DECIDED), edit }, true);
    await findAll(runtime);
    const all = conflictsIn(await bridge.events(id));
    expect(all).toHaveLength(2);
    expect(all[1]?.conflict).not.toBe(conflict.conflict);
    expect([all[1]?.mine, all[1]?.theirs]).toEqual([DECIDED, "The box keeps nothing."]);
  });
});

describe("a document that begins anew", () => {
  it("[D20] [D19] takes its open conflicts along, and a decision of before is one all the same, its text a suggestion", async () => {
    const { runtime, bridge, id, ada, conflict } = await openConflicted();
    const edit = ada.edit(replace(ada, conflict.merged, DECIDED));
    const text = "# New\n\nMore.\n\n# Keeping\n\nThe box keeps items for one day.\n";
    bridge.source.checkOut("c".repeat(40), { [PATH]: text });
    await runtime.clock.advance(60_000);
    const [, moved, ...others] = conflictsIn(await bridge.events(id));
    expect(others).toEqual([]);
    expect(moved).toMatchObject({ conflict: conflict.conflict, section: "Keeping", mine: conflict.mine });
    expect(moved?.from).not.toBe(conflict.from);

    const { status, result } = await ada.command(
      "document.resolve",
      { ...resolveArgs(id, conflict.conflict, DECIDED), edit },
      true,
    );
    expect({ status, result }).toEqual({ status: "applied", result: { suggestion: expect.any(String) as unknown } });
    expect(await resolutionsIn(bridge, id)).toMatchObject([{ isFirst: true, text: DECIDED }]);
    expect(await bridge.text(id)).toBe(text);
    const hunks = (await bridge.events(id)).flatMap((event) => (event.type === "hunk" ? [event.hunk.inserted] : []));
    expect(hunks.join("\n")).toContain("a week");
    const page = await bobOf(bridge, id);
    expect((await page.type(0, "x")).status).toBe("applied");
  });
});
