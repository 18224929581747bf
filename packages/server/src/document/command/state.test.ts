import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { type Obstacle, type Runtime, type KnownConflict } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import {
  bring,
  conflictsIn,
  findAll,
  onlyConflict,
  openApart,
  replace,
  resolveArgs,
} from "../conflict/conflict-fixture.ts";
import type { StateMove } from "../document-desk.ts";

const makeRuntime = (): Runtime & { clock: FakeClock } => ({ clock: new FakeClock(), random: createSeededRandom(7) });

const obstacle = (rule: string, line: number): Obstacle => ({
  rule,
  severity: "error",
  message: "As the desk says it.",
  from: line,
  to: line + 1,
  line,
  column: 1,
});

/** A document with a conflict in line 3 and one in line 7; `desk` says what becomes of a move, and the mirror notes when it is written. */
async function openConflicted(
  desk: (text: string, to: string, written: readonly KnownConflict[]) => StateMove,
  isBroken = false,
) {
  const steps: string[] = [];
  let written: readonly KnownConflict[] = [];
  const opened = await openApart(makeRuntime(), {
    desk: {
      async move(path, text, to) {
        steps.push(`move ${path}`);
        return desk(text, to, written);
      },
    },
    conflicts: {
      async write(path, conflicts: readonly KnownConflict[]) {
        if (isBroken) throw new Error("the folder cannot be written");
        written = conflicts;
        steps.push(`mirror ${path} ${conflicts.filter(({ resolutions }) => resolutions.length === 0).length}`);
      },
    },
  });
  const { runtime, id, ada, bob } = opened;
  await ada.send(ada.edit(replace(ada, "one hour", "seven days")));
  await ada.send(ada.edit(replace(ada, "in order", "in no order")));
  await bring(bob, "one hour", "24 hours");
  await bring(bob, "in order", "at once");
  await runtime.clock.advance(310);
  await ada.read();
  const move = (state: string) => ada.command("document.state", { document: id, state });
  return { ...opened, steps, move };
}

const changed =
  (isApproval: boolean, signed: string[] = []) =>
  (text: string, to: string): StateMove => ({
    status: "changed",
    text: `status: ${to}\n${text}`,
    from: "draft",
    to,
    isApproval,
    sign: async () => void signed.push(to),
  });

const obstaclesOf = (details: unknown): Obstacle[] => (details as { obstacles: Obstacle[] }).obstacles;

describe("a document with open conflicts", () => {
  it("[D20] is not approved, nor signed for, and each of them is in the way with its line", async () => {
    const signed: string[] = [];
    const { bridge, id, ada, move } = await openConflicted(changed(true, signed));
    const { status, error } = await move("approved");
    expect(status).toBe("conflict");
    expect(error?.message).toBe(
      "It cannot become approved: 2 conflicts are open. Decide what is listed, then try again.",
    );
    const text = `status: approved\n${ada.text}`;
    expect(obstaclesOf(error?.details).map(({ rule, line, from, to }) => [rule, line, text.slice(from, to)])).toEqual([
      ["lifecycle.open-conflict", 3, text.split("\n")[2]],
      ["lifecycle.open-conflict", 7, text.split("\n")[6]],
    ]);
    expect(signed).toEqual([]);
    expect(await bridge.text(id)).toBe(ada.text);

    // Once they are decided, by whoever and however, it is.
    for (const { conflict, merged } of conflictsIn(await bridge.events(id)))
      await ada.command("document.resolve", resolveArgs(id, conflict, merged));
    expect((await move("approved")).status).toBe("applied");
    expect(signed).toEqual(["approved"]);
  });

  it("[D20] is edited by everybody, and moved to states that are no approval", async () => {
    const { bridge, id, bob, move } = await openConflicted(changed(false));
    expect((await bob.type(0, "x")).status).toBe("applied");
    expect((await move("in-review")).status).toBe("applied");
    expect(await bridge.text(id)).toContain("status: in-review");
  });

  it("[D20] [D21] asks the desk once the conflicts are written beside it, and tells no conflict twice", async () => {
    // The desk tells one of the two, at the line where it stands by now.
    const { steps, move } = await openConflicted((_text, _to, [first]) => ({
      status: "refused",
      message: "Mend it.",
      obstacles: [
        {
          ...obstacle("lifecycle.open-conflict", 4),
          message: `Conflict ${first?.conflict.conflict.slice(-8)} is open.`,
        },
        obstacle("structure.placeholder", 5),
      ],
      isApproval: true,
    }));
    const { error } = await move("approved");
    expect(steps).toEqual(["mirror a.md 2", "move a.md"]);
    expect(error?.message).toBe("Mend it.");
    const all = obstaclesOf(error?.details);
    expect(all.map(({ rule, line }) => [rule, line])).toEqual([
      ["lifecycle.open-conflict", 4],
      ["structure.placeholder", 5],
      ["lifecycle.open-conflict", 7],
    ]);
  });

  it("[D20] is not approved either when nothing could be written beside it", async () => {
    const { steps, move } = await openConflicted(changed(true), true);
    expect((await move("approved")).status).toBe("conflict");
    expect(steps).toEqual(["move a.md"]);
  });
});

describe("what is known of conflicts", () => {
  it("[D21] is written beside the document when they are found and when they are decided", async () => {
    const { runtime, bridge, id, ada, steps } = await openConflicted(changed(false));
    await findAll(runtime);
    expect(steps).toEqual(["mirror a.md 2"]);
    const [first] = conflictsIn(await bridge.events(id));
    if (first === undefined) throw new Error("no conflict was found");
    await ada.command("document.resolve", resolveArgs(id, first.conflict, first.merged));
    await findAll(runtime);
    expect(steps).toEqual(["mirror a.md 2", "mirror a.md 1"]);
  });

  it("[D21] goes with the document when its file has another name", async () => {
    const { runtime, bridge, steps } = await openConflicted(changed(false));
    await runtime.clock.advance(10_000);
    const content = bridge.source.files.get("a.md") ?? "";
    bridge.source.put("b.md", content);
    bridge.source.put("a.md", null);
    await runtime.clock.advance(10_000);
    expect(steps).toEqual(["mirror a.md 2", "mirror b.md 2"]);
  });
});

it("[D20] one conflict alone is told as one", async () => {
  const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime(), {
    desk: { move: async (_, text, to) => changed(true)(text, to) },
  });
  await ada.send(ada.edit(replace(ada, "one hour", "seven days")));
  await bring(bob, "one hour", "24 hours");
  await findAll(runtime);
  await onlyConflict(bridge, id);
  const { error } = await ada.command("document.state", { document: id, state: "approved" });
  expect(error?.message).toContain("a conflict is open");
});
