// What is done while the bridge is away, and how it meets the bridge again: once, in order, whatever the clocks say and whoever has the same key.
import { type Client, createMemoryStorage } from "@nomous/client";
import { CONVERSATIONS, conversationStream, EMPTY_LIST, EMPTY_TREE, growList, growTree } from "@nomous/protocol";
import { expect, test } from "vitest";
import { eventsOf, listEventsOf, readStream } from "../final-log.ts";
import { Stage } from "./stage.ts";

const YEAR = 365 * 24 * 3_600_000;
const FAST = "scripted: tokens=2 rate=0";

/** What the bridge knows of conversations, read from its disk: it is away then. */
async function conversationsOn(stage: Stage) {
  const disk = stage.openDisk();
  const events = listEventsOf(await readStream(disk, CONVERSATIONS));
  const list = growList(EMPTY_LIST, events);
  const trees = new Map(
    await Promise.all(
      [...list.keys()].map(async (id) => {
        const items = eventsOf(await readStream(disk, conversationStream(id)));
        return [id, growTree(EMPTY_TREE, items)] as const;
      }),
    ),
  );
  return { events, list, trees };
}

const results = (work: readonly { readonly result: Promise<{ status: string }> }[]): Promise<string[]> =>
  Promise.all(
    work.map(({ result }) =>
      result.then(
        ({ status }) => status,
        ({ code }: { code: string }) => code,
      ),
    ),
  );

test("[C6] conversations that were begun, gone on with, branched, renamed, deleted and restored without the bridge are so on it, each once and in order", async () => {
  const stage = await Stage.create();
  const storage = createMemoryStorage();
  const keys = await stage.keys();
  const before = await stage.open({ storage, keys });
  const old = stage.prompt(FAST);
  await stage.command(before, "conversation.prompt", old);
  before.conversations.subscribe(() => {});
  before.conversation(old.conversation).subscribe(() => {});
  await stage.clock.advance(1_000);
  await stage.goAway();
  await stage.wait(before.close());

  // Another page, which has never seen the bridge.
  const client = await stage.open({ storage, keys });
  client.conversations.subscribe(() => {});
  const begun = stage.prompt(FAST);
  const second = stage.prompt(FAST, begun.conversation, begun.answer);
  const branch = stage.prompt(FAST, begun.conversation, begun.answer);
  const further = stage.prompt(FAST, old.conversation, old.answer);
  const { conversation } = begun;
  const sent = [
    client.command("conversation.prompt", begun),
    client.command("conversation.prompt", second),
    client.command("conversation.prompt", branch),
    client.command("conversation.rename", { conversation, title: "First title" }),
    client.command("conversation.delete", { conversation: old.conversation }),
    client.command("conversation.restore", { conversation: old.conversation }),
    client.command("conversation.rename", { conversation, title: "Last title" }),
    client.command("conversation.prompt", further),
    client.command("conversation.delete", { conversation }),
  ];
  client.conversation(conversation).subscribe(() => {});
  await stage.clock.advance(1_000);
  const shown = client.conversations.current().list;
  expect([shown.get(conversation)?.title, shown.get(conversation)?.deletedAt === undefined]).toEqual([
    "Last title",
    false,
  ]);
  expect(shown.get(old.conversation)?.deletedAt).toBeUndefined();
  const { tree, waiting } = client.conversation(conversation).current();
  expect(tree.children.get(begun.answer)).toEqual([second.turn, branch.turn]);
  expect(waiting.size).toBe(3);

  await stage.comeBack();
  expect(await results(sent)).toEqual(sent.map(() => "applied"));
  expect(client.outbox.current()).toEqual([]);
  const online = client.conversations.current().list;
  expect(online.get(conversation)).toMatchObject({ title: "Last title", turns: 6, branches: 2 });
  await stage.goAway();
  const { events, list, trees } = await conversationsOn(stage);
  expect(list.get(conversation)?.deletedAt).toBeDefined();
  expect(trees.get(conversation)?.children.get(begun.answer)).toEqual([second.turn, branch.turn]);
  expect(trees.get(old.conversation)?.turns.size).toBe(4);
  const told = events.filter(({ type }) => type !== "conversation.grew").map(({ type }) => type.split(".")[1]);
  expect(told).toEqual(["created", "created", "renamed", "deleted", "restored", "renamed", "deleted"]);
});

test.for([
  ["ahead", YEAR],
  ["behind", -YEAR],
] as const)(
  "[C5] a clock that is a year %s sends what waits, and goes on sending when it is right again",
  async ([, ms]) => {
    const stage = await Stage.create({ "a.md": "# A\n" });
    const storage = createMemoryStorage();
    const keys = await stage.keys();
    const drift = { ms };
    const wrong = await stage.open({ storage, keys, drift });
    const document = await stage.wait(wrong.openDocument("a.md"));
    await stage.clock.advance(1_000);
    const first = stage.prompt(FAST);
    await stage.command(wrong, "conversation.prompt", first);
    await stage.goAway();
    const waiting = wrong.command("conversation.prompt", stage.prompt(FAST, first.conversation, first.answer));
    await stage.wait(document.edit([{ from: 0, to: 0, insert: "One. " }]));
    // Somebody sets it right, and what is made then comes after what waits.
    drift.ms = 0;
    const later = wrong.command("conversation.rename", { conversation: first.conversation, title: "Right" });
    await stage.wait(document.edit([{ from: 0, to: 0, insert: "Two. " }]));
    await stage.comeBack();
    expect(await results([waiting, later])).toEqual(["applied", "applied"]);
    await stage.wait(document.saved());
    await stage.clock.advance(20 * 60_000);
    await stage.wait(wrong.close());

    const right = await stage.open({ storage, keys, drift });
    const again = stage.prompt(FAST, first.conversation, first.answer);
    expect(await stage.command(right, "conversation.prompt", again)).toMatchObject({ status: "applied" });
    await stage.clock.advance(20 * 60_000);
    const last = stage.prompt(FAST, first.conversation, first.answer);
    expect(await stage.command(right, "conversation.prompt", last)).toMatchObject({ status: "applied" });
    const text = await stage.wait(right.openDocument("a.md"));
    await stage.clock.advance(1_000);
    expect(text.view.current().text).toBe("Two. One. # A\n");
    expect(right.outbox.current()).toEqual([]);
  },
);

/** Works for half an hour, so that its outbox's floor rises. */
async function work(stage: Stage, client: Client): Promise<void> {
  for (let n = 0; n < 3; n += 1) {
    await stage.command(client, "conversation.prompt", stage.prompt(FAST));
    await stage.clock.advance(10 * 60_000);
  }
}

test.for([
  ["was away for a while", 0, 0],
  ["has a clock that is late", 0, -3_600_000],
  ["is beside one whose clock is a year ahead", YEAR, 0],
] as const)(
  "[C5] of two profiles with the same key, the floor of one costs the other nothing: it %s",
  async ([, driftA, driftB]) => {
    const stage = await Stage.create({ "a.md": "# A\n" });
    const keys = await stage.keys();
    const [storageA, storageB] = [createMemoryStorage(), createMemoryStorage()];
    const cable = { isCut: false };
    const a = await stage.open({ storage: storageA, keys, drift: { ms: driftA } });
    const b = await stage.open({ storage: storageB, keys, drift: { ms: driftB }, cable });
    const document = await stage.wait(b.openDocument("a.md"));
    await stage.clock.advance(1_000);
    cable.isCut = true;
    for (const connection of stage.network.connections.slice(-1)) connection.cut();
    await stage.clock.advance(1_000);
    expect(b.connection.current().status).toBe("away");
    const begun = stage.prompt(FAST);
    const sent = [
      b.command("conversation.prompt", begun),
      b.command("conversation.rename", { conversation: begun.conversation, title: "One" }),
      b.command("conversation.rename", { conversation: begun.conversation, title: "Two" }),
    ];
    await stage.wait(document.edit([{ from: 0, to: 0, insert: "Typed. " }]));
    await work(stage, a);
    cable.isCut = false;
    await stage.clock.advance(60_000);
    expect(await results(sent)).toEqual(["applied", "applied", "applied"]);
    // What it does now, and later.
    expect(
      await stage.command(b, "conversation.rename", { conversation: begun.conversation, title: "Three" }),
    ).toMatchObject({ status: "applied" });
    await work(stage, b);
    await work(stage, a);
    expect(await stage.command(b, "conversation.prompt", stage.prompt(FAST))).toMatchObject({ status: "applied" });
    await stage.wait(document.saved());
    expect([a.outbox.current(), b.outbox.current()]).toEqual([[], []]);
    expect(await stage.wait(b.unsent())).toEqual([]);
    await stage.goAway();
    const { list, trees } = await conversationsOn(stage);
    expect(list.get(begun.conversation)?.title).toBe("Three");
    expect(trees.get(begun.conversation)?.turns.size).toBe(2);
    expect(list.size).toBe(11);
  },
);
