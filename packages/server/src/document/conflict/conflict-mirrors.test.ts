import { type DocumentEvent, type DocumentId, type KnownConflict } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { pino } from "pino";
import { expect, test } from "vitest";
import { createMemoryDisk } from "../../storage/memory-storage.ts";
import { createDocumentSourceFixture } from "../document-source-fixture.ts";
import { openBridge } from "../file/replica-fixture.ts";
import { startConflictMirrors } from "./conflict-mirrors.ts";
import { sampleActor, sampleConflict } from "./sample-conflict-fixture.ts";

const ACTOR = sampleActor("Ada");

/** A bridge on a disk that stays, with a mirror that notes what it is told and fails so often. */
function openMirrored(world: { clock: FakeClock; disk: ReturnType<typeof createMemoryDisk> }, failing = 0) {
  const { clock, disk } = world;
  const bridge = openBridge({
    clock,
    random: createSeededRandom(3),
    disk,
    source: createDocumentSourceFixture({ "a.md": "one\n" }),
  });
  const written: { path: string; conflicts: readonly KnownConflict[] }[] = [];
  let failures = failing;
  const mirrors = startConflictMirrors({
    clock,
    log: bridge.log,
    storage: bridge.storage,
    logger: pino({ level: "silent" }),
    mirror: {
      async write(path, conflicts) {
        failures -= 1;
        if (failures >= 0) throw new Error("the folder cannot be written");
        written.push({ path, conflicts });
      },
    },
  });
  const say = (id: DocumentId, ...events: DocumentEvent[]) =>
    bridge.log.append(id, () => ({ entries: events.map((event) => ({ event })), actor: ACTOR }));
  return { ...bridge, mirrors, written, say };
}

const told = (number: number): DocumentEvent => ({ type: "conflict", conflict: sampleConflict(number) });

test("[D21] what is known of conflicts is written once after each change, under the path of then, and nothing where there is none", async () => {
  const clock = new FakeClock();
  const bridge = openMirrored({ clock, disk: createMemoryDisk() });
  const { say, log, written, mirrors } = bridge;
  const id = await bridge.open("a.md");
  await say(id, { type: "label", label: "x", actor: ACTOR });
  await clock.advance(5_000);
  expect(written).toEqual([]);
  await say(id, told(1));
  await say(id, told(2));
  await clock.advance(5_000);
  expect(written).toHaveLength(1);
  expect(written[0]).toMatchObject({ path: "a.md", conflicts: [{ resolutions: [] }, { resolutions: [] }] });
  await say(id, { type: "label", label: "x", actor: ACTOR });
  await clock.advance(5_000);
  expect(written).toHaveLength(1);
  await say(id, { type: "moved", path: "b.md", actor: ACTOR });
  // Whoever needs it now does not wait for the timer.
  await mirrors.current(await log.room(id));
  expect(written.map(({ path }) => path)).toEqual(["a.md", "b.md"]);
  await clock.advance(5_000);
  expect(written).toHaveLength(2);
  await say(id, {
    type: "resolved",
    conflict: sampleConflict(1).conflict,
    choice: "mine",
    text: "t",
    isFirst: true,
    actor: ACTOR,
  });
  await mirrors.stop();
  expect(written).toHaveLength(3);
  expect(written[2]?.conflicts.find(({ resolutions }) => resolutions.length > 0)).toMatchObject({
    at: clock.now() - 15_000,
    resolutions: [{ choice: "mine", text: "t", isFirst: true, actor: ACTOR, at: clock.now() }],
  });
  expect(clock.timers).toBe(0);
});

test("[D21] it is written again after a restart, and what fails is tried until it is done, while everybody writes on", async () => {
  const world = { clock: new FakeClock(), disk: createMemoryDisk() };
  const before = openMirrored(world, Infinity);
  const id = await before.open("a.md");
  await before.say(id, told(1));
  await world.clock.advance(60_000);
  await before.mirrors.current(await before.log.room(id));
  expect(before.written).toEqual([]);
  expect(await before.say(id, told(2))).not.toBeNull();
  before.life.kill();
  await before.mirrors.stop();

  const after = openMirrored(world, 3);
  await world.clock.advance(6_999);
  expect(after.written).toEqual([]);
  await world.clock.advance(2);
  expect(after.written).toMatchObject([{ path: "a.md", conflicts: [{}, {}] }]);
  await after.mirrors.stop();
  expect(world.clock.timers).toBe(0);
});
