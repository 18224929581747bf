import {
  type ClientId,
  type CommandId,
  type ConversationId,
  CONVERSATIONS,
  newCommandId,
  newConversationId,
  newTurnId,
  type Runtime,
  type TurnId,
} from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, test } from "vitest";
import { CALLER, interceptCommits, openServices, promptArgs, type ServicesFixture } from "../services-fixture.ts";
import { StorageError } from "../storage/storage.ts";

const FAST = "scripted: tokens=3 rate=0";

function makeRuntime(seed = 1): Runtime & { clock: FakeClock } {
  return { clock: new FakeClock(), random: createSeededRandom(seed) };
}

async function listEvents({ storage }: ServicesFixture): Promise<number> {
  return (await storage.stream(CONVERSATIONS))?.head ?? 0;
}

describe("the command executor", () => {
  test("[C1] a repeated command gets the stored result and has one effect", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const id = newCommandId(runtime);
    const args = promptArgs(runtime, FAST);
    const first = await bridge.send("conversation.prompt", args, id);
    const events = await listEvents(bridge);
    await runtime.clock.advance(1_000);
    expect(await bridge.send("conversation.prompt", args, id)).toEqual(first);
    expect(await listEvents(bridge)).toBe(events);
    expect((await bridge.tree(args.conversation)).turns.size).toBe(2);
  });

  test("[C1] the same command sent many times at once has one effect", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const id = newCommandId(runtime);
    const args = promptArgs(runtime, FAST);
    const results = await Promise.all(Array.from({ length: 20 }, () => bridge.send("conversation.prompt", args, id)));
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(["applied"]));
    await runtime.clock.settle();
    expect((await bridge.tree(args.conversation)).turns.size).toBe(2);
    expect((await bridge.answer(args.answer)).end?.reason).toBe("done");
  });

  test("[C1] an id that was used already gets its first result, whatever it asks for now", async () => {
    const runtime = makeRuntime();
    let started = 0;
    const observer = { started: () => void (started += 1), firstPart: () => undefined, finished: () => undefined };
    const bridge = await openServices(runtime, { observer });
    const id = newCommandId(runtime);
    const first = await bridge.send("conversation.prompt", promptArgs(runtime, FAST), id);
    await runtime.clock.advance(1_000);
    expect(await bridge.send("conversation.prompt", promptArgs(runtime, FAST), id)).toEqual(first);
    expect((await bridge.list()).size).toBe(1);
    expect(started).toBe(1);
  });

  test("[C1] two clients may use the same id for different commands", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const id = newCommandId(runtime);
    const other = { ...CALLER, actor: { person: "Bob", client: "b".repeat(22) as ClientId } };
    const [one, two] = [promptArgs(runtime, FAST), promptArgs(runtime, FAST)];
    await bridge.send("conversation.prompt", one, id);
    await bridge.send("conversation.prompt", two, id, other);
    expect((await bridge.list()).size).toBe(2);
  });

  test("[C2] a prompt's turn, list entry, record, stream and result are one commit", async () => {
    const runtime = makeRuntime();
    let commits = 0;
    const bridge = await openServices(runtime, {
      wrap: (storage) => interceptCommits(storage, () => void (commits += 1)),
    });
    const args = promptArgs(runtime, "scripted: tokens=1 rate=0.001");
    const id = newCommandId(runtime);
    await bridge.send("conversation.prompt", args, id);
    expect(commits).toBe(1);
    expect((await bridge.tree(args.conversation)).turns.size).toBe(2);
    expect((await bridge.list()).get(args.conversation)).toMatchObject({ turns: 2, branches: 1 });
    expect(await bridge.storage.record("generation", args.answer)).toMatchObject({
      value: { conversation: args.conversation, command: id, run: 1 },
      actor: { person: "Ada", agent: "scripted" },
    });
    expect((await bridge.answer(args.answer)).parts.map(({ type }) => type)).toEqual(["route"]);
    expect((await bridge.storage.answered(CALLER.actor.client, id)).result?.status).toBe("applied");
    await bridge.services.stop();
  });

  test("[C3] the result comes after the commit", async () => {
    const runtime = makeRuntime();
    const order: string[] = [];
    const bridge = await openServices(runtime, {
      wrap: (storage) => interceptCommits(storage, () => void order.push("commit")),
    });
    await bridge
      .send("conversation.prompt", promptArgs(runtime, "scripted: tokens=1 rate=0.001"))
      .then(() => order.push("result"));
    expect(order).toEqual(["commit", "result"]);
    await bridge.services.stop();
  });

  test("[C4] an unknown command and wrong arguments are rejected, stored, and change nothing", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const { handlers } = bridge.services;
    const cases = [
      { name: "conversation.explode", args: {}, code: "unknown-command" },
      { name: "__proto__", args: {}, code: "unknown-command" },
      { name: "conversation.rename", args: { title: "x" }, code: "invalid-arguments" },
      { name: "conversation.prompt", args: null, code: "invalid-arguments" },
    ];
    for (const { name, args, code } of cases) {
      const id = newCommandId(runtime);
      const result = await handlers.command(CALLER, { type: "CMD", id, name, args });
      expect(result).toMatchObject({ status: "rejected", error: { code } });
      expect((await bridge.storage.answered(CALLER.actor.client, id)).result).toEqual(result);
    }
    expect(await listEvents(bridge)).toBe(0);
  });

  test("[C5] a command below the client's floor is expired, is told that floor, and changes nothing", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const id = newCommandId(runtime);
    const args = promptArgs(runtime, FAST);
    await bridge.send("conversation.prompt", args, id);
    await runtime.clock.advance(10);
    const floor = newCommandId(runtime);
    await bridge.journal.commit({ floor: { actor: CALLER.actor, below: floor } });
    const events = await listEvents(bridge);
    expect(await bridge.send("conversation.prompt", args, id)).toMatchObject({
      status: "expired",
      error: { code: "expired", details: { floor } },
    });
    const fresh = promptArgs(runtime, FAST);
    const old = "00000000-0000-7000-8000-000000000000" as CommandId;
    expect(await bridge.send("conversation.prompt", fresh, old)).toMatchObject({ status: "expired" });
    expect(await listEvents(bridge)).toBe(events);
  });

  test("[H7] a client without the scope is refused", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const reader = { ...CALLER, scopes: ["conversation:read", "workspace:read"] as const };
    const result = await bridge.send("conversation.prompt", promptArgs(runtime, FAST), newCommandId(runtime), reader);
    expect(result).toMatchObject({ status: "rejected", error: { code: "forbidden" } });
    expect(await listEvents(bridge)).toBe(0);
    const writer = { ...CALLER, scopes: ["conversation:write"] as const };
    const reply = await bridge.ask("conversation.search", { text: "x", limit: 1 }, writer);
    expect(reply.error?.code).toBe("forbidden");
  });

  test("[C10] a full disk rejects without storing, and the same command succeeds afterwards", async () => {
    const runtime = makeRuntime();
    let isFull = true;
    const bridge = await openServices(runtime, {
      wrap: (storage) =>
        interceptCommits(storage, () => {
          if (isFull) throw new StorageError("full", "The disk is full.");
        }),
    });
    const id = newCommandId(runtime);
    const args = promptArgs(runtime, FAST);
    expect(await bridge.send("conversation.prompt", args, id)).toMatchObject({
      status: "rejected",
      error: { code: "storage-failed", message: "The disk is full." },
    });
    isFull = false;
    expect(await bridge.send("conversation.prompt", args, id)).toMatchObject({ status: "applied" });
    await runtime.clock.settle();
    expect((await bridge.answer(args.answer)).end?.reason).toBe("done");
  });

  test("a command behind one that changes its conversation is decided on the new state", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const first = promptArgs(runtime, FAST);
    const { conversation } = first;
    const second = promptArgs(runtime, FAST, { conversation, parent: first.answer });
    const results = await Promise.all([
      bridge.send("conversation.prompt", first),
      bridge.send("conversation.prompt", second),
      bridge.send("conversation.rename", { conversation, title: "Renamed" }),
      bridge.send("conversation.delete", { conversation }),
      bridge.send("conversation.prompt", promptArgs(runtime, FAST, { conversation })),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["applied", "applied", "applied", "applied", "conflict"]);
    await runtime.clock.settle();
    expect((await bridge.tree(conversation)).turns.size).toBe(4);
  });

  test("a decision that somebody else's write made stale is made again", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const all = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const args = promptArgs(runtime, FAST);
        const id = newCommandId(runtime);
        await Promise.all([1, 2, 3].map(() => bridge.send("conversation.prompt", args, id)));
        return args;
      }),
    );
    await runtime.clock.settle();
    expect((await bridge.list()).size).toBe(30);
    for (const { answer } of all) expect((await bridge.answer(answer)).text).toMatch(/^1\.\w+ 2\.\w+ 3\.\w+ $/);
  });
});

test("[C1] 200 random scripts with repetitions and restarts have each effect once", async () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const { events, made } = await runSequence(seed);
    expect(made, `seed ${seed}`).toEqual(events);
  }
});

interface Expected {
  title: string;
  isDeleted: boolean;
  readonly turns: string[];
  readonly answers: string[];
}

interface Sequence {
  /** What the script says must have happened, each thing once. */
  readonly events: unknown;
  /** What has. */
  readonly made: unknown;
}

/** Sends a random script with repetitions and restarts; what must come out is worked out from the script alone. */
async function runSequence(seed: number): Promise<Sequence> {
  const runtime = makeRuntime(seed + 1);
  const random = createSeededRandom(seed).fork("script");
  let bridge = await openServices(runtime);
  const expected = new Map<ConversationId, Expected>();
  let listed = 0;

  for (let step = 0; step < 12; step += 1) {
    const known = [...expected.keys()];
    const isNew = known.length === 0 || random.chance(0.3);
    const conversation = isNew ? newConversationId(runtime) : random.pick(known);
    const entry = expected.get(conversation);
    const id = newCommandId(runtime);
    const verb = isNew ? "prompt" : random.pick(["prompt", "prompt", "rename", "delete", "restore", "nonsense"]);
    let send: () => Promise<unknown>;
    if (verb === "prompt") {
      const parent = random.pick<TurnId | null>([null, ...((entry?.answers ?? []) as TurnId[])]);
      const args = promptArgs(runtime, `${FAST} seed=${step}`, { conversation, parent });
      send = () => bridge.send("conversation.prompt", args, id);
      if (entry === undefined) {
        expected.set(conversation, { title: args.text, isDeleted: false, turns: [args.turn], answers: [args.answer] });
        listed += 2;
      } else if (!entry.isDeleted) {
        entry.turns.push(args.turn);
        entry.answers.push(args.answer);
        listed += 1;
      }
    } else if (verb === "rename") {
      const title = `Title ${step}`;
      send = () => bridge.send("conversation.rename", { conversation, title }, id);
      if (entry?.isDeleted === false) {
        entry.title = title;
        listed += 1;
      }
    } else if (verb === "nonsense") {
      const args = promptArgs(runtime, FAST, { conversation, parent: newTurnId(runtime) });
      send = () => bridge.send("conversation.prompt", args, id);
    } else {
      const isDeleted = verb === "delete";
      send = () => bridge.send(isDeleted ? "conversation.delete" : "conversation.restore", { conversation }, id);
      if (entry !== undefined && entry.isDeleted !== isDeleted) {
        entry.isDeleted = isDeleted;
        listed += 1;
      }
    }
    await Promise.all(Array.from({ length: random.between(1, 3) }, () => send()));
    if (random.chance(0.2)) bridge = await openServices(runtime, { disk: bridge.disk });
    if (random.chance(0.5)) await send();
    if (random.chance(0.3)) await runtime.clock.advance(5);
  }

  await runtime.clock.settle();
  bridge = await openServices(runtime, { disk: bridge.disk });
  const made = await Promise.all(
    [...(await bridge.list()).values()].map(async ({ id, title, deletedAt }) => {
      const turns = [...(await bridge.tree(id)).turns.values()];
      const answers = turns.filter(({ role }) => role === "engine");
      const open = answers.filter((turn) => turn.role === "engine" && turn.outcome === undefined);
      return { id, title, isDeleted: deletedAt !== undefined, turns: turns.map((turn) => turn.id).toSorted(), open };
    }),
  );
  const wanted = [...expected].map(([id, { title, isDeleted, turns, answers }]) => ({
    id,
    title,
    isDeleted,
    turns: [...turns, ...answers].toSorted(),
    open: [],
  }));
  const records = await bridge.storage.records("generation");
  return {
    events: { listed, conversations: wanted, records: [] },
    made: { listed: await listEvents(bridge), conversations: made, records },
  };
}
