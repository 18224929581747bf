import { CONVERSATIONS, newConversationId, newestLeaf, pathTo } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import type { ClientStorage } from "../storage/client-storage.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { actor, asked, conversation, json, newTurn, openLibrary, promptOf, SID, started } from "./library-fixture.ts";

const setUp = async (storage?: ClientStorage) => {
  const clock = new FakeClock();
  const runtime = { clock, random: createSeededRandom(5), pass: (ms: number) => clock.advance(ms) };
  return { clock, ...(await openLibrary(runtime, storage)) };
};

describe("a conversation", () => {
  it("is loading, then live, then cached while the bridge is away", async () => {
    const { library, append, online, offline, clock } = await setUp();
    const [q, a] = [newTurn(), newTurn()];
    await append(SID, asked(q, null), started(a, q));
    const view = library.conversation(conversation);
    expect(view.current().status).toBe("loading");
    const stop = view.subscribe(() => {});
    await online();
    expect(view.current()).toMatchObject({ status: "live" });
    expect(pathTo(view.current().tree, a).map(({ id }) => id)).toEqual([q, a]);
    await offline();
    expect(view.current()).toMatchObject({ status: "cached" });
    expect(view.current().tree.turns.size).toBe(2);
    stop();
    await clock.settle();
    clock.assertNoTimers();
  });

  it("opens from storage with the bridge away, and goes on from its cursor", async () => {
    const storage = createMemoryStorage();
    const first = await setUp(storage);
    const [q, a] = [newTurn(), newTurn()];
    await first.append(SID, asked(q, null));
    first.library.conversation(conversation).subscribe(() => {});
    await first.online();
    await first.offline();

    const second = await setUp(storage);
    await second.append(SID, asked(q, null), started(a, q));
    const view = second.library.conversation(conversation);
    view.subscribe(() => {});
    await second.clock.settle();
    expect(view.current()).toMatchObject({ status: "cached" });
    expect(view.current().tree.turns.size).toBe(1);
    await second.online();
    expect(view.current().tree.turns.size).toBe(2);
  });

  it("a long one that is read for the first time is shown when all of it is here, not as it rushes by", async () => {
    const { library, append, online, clock } = await setUp();
    const turns = Array.from({ length: 1_000 }, newTurn);
    await append(SID, ...turns.map((turn, index) => asked(turn, turns[index - 1] ?? null)));
    const view = library.conversation(conversation);
    const seen = new Set<string>();
    view.subscribe(() => seen.add(`${view.current().status} ${view.current().tree.turns.size}`));
    await online();
    expect(view.current()).toMatchObject({ status: "loading" });
    await clock.advance(500);
    expect(view.current()).toMatchObject({ status: "live" });
    expect([...seen]).toEqual(["loading 0", "live 1000"]);
  });

  it("a first reading that the bridge breaks off shows what came", async () => {
    const { library, append, online, offline } = await setUp();
    await append(SID, ...Array.from({ length: 1_000 }, () => asked(newTurn(), null)));
    const view = library.conversation(conversation);
    view.subscribe(() => {});
    await online();
    await offline();
    expect(view.current()).toMatchObject({ status: "cached" });
    expect(view.current().tree.turns.size).toBeGreaterThan(0);
  });

  it("[S12] a first reading that meets damage shows what is intact", async () => {
    const { library, append, online, damage, clock } = await setUp();
    await append(SID, ...Array.from({ length: 1_000 }, () => asked(newTurn(), null)));
    const view = library.conversation(conversation);
    view.subscribe(() => {});
    await online();
    damage(SID);
    await clock.advance(20);
    expect(view.current()).toMatchObject({ status: "cached" });
    expect(view.current().tree.turns.size).toBeGreaterThan(0);
  });

  it("[H9] with another store nothing of the one before is shown, also of what nobody looks at now", async () => {
    const { library, append, online, offline, replaceStore } = await setUp();
    await append(SID, asked(newTurn(), null), asked(newTurn(), null));
    const view = library.conversation(conversation);
    const stop = view.subscribe(() => {});
    await online();
    expect(view.current().tree.turns.size).toBe(2);
    stop();
    await offline();
    replaceStore();
    const other = newTurn();
    await append(SID, asked(newTurn(), null), asked(newTurn(), null), asked(other, null));
    view.subscribe(() => {});
    await online();
    expect(view.current().tree.turns.size).toBe(3);
    expect(view.current().tree.turns.has(other)).toBe(true);
  });

  it("is the same object for the same id, and its value the same until something changed", async () => {
    const { library, append, online } = await setUp();
    await append(SID, asked(newTurn(), null));
    const view = library.conversation(conversation);
    expect(library.conversation(conversation)).toBe(view);
    let changes = 0;
    view.subscribe(() => (changes += 1));
    await online();
    const before = view.current();
    const seen = changes;
    library.touch();
    expect(view.current()).toBe(before);
    expect(changes).toBe(seen);
  });

  it("shows a prompt at once, as waiting, and one can go on below it", async () => {
    const { library, outbox, clock } = await setUp();
    const view = library.conversation(conversation);
    view.subscribe(() => {});
    const [first, firstAnswer, second, secondAnswer] = [0, 0, 0, 0].map(() => newTurn());
    if (first === undefined || firstAnswer === undefined || second === undefined) throw new Error("no ids");
    const a = outbox.put(...promptOf(first, null, firstAnswer));
    const b = outbox.put(...promptOf(second, firstAnswer, secondAnswer));
    expect(view.current().tree.turns.has(first)).toBe(true);
    await clock.advance(20);
    const { tree, waiting } = view.current();
    expect(pathTo(tree, newestLeaf(tree)).map(({ id }) => id)).toEqual([first, firstAnswer, second, secondAnswer]);
    expect([...waiting]).toEqual([
      [first, a.id],
      [second, b.id],
    ]);
  });

  it("a prompt never vanishes between its result and its turn", async () => {
    const { library, outbox, online, append, applied, clock } = await setUp();
    await append(SID, asked(newTurn(), null));
    const view = library.conversation(conversation);
    const sizes: number[] = [];
    view.subscribe(() => sizes.push(view.current().tree.turns.size));
    await online();
    const [turn, answer] = [newTurn(), newTurn()];
    outbox.put(...promptOf(turn, null, answer));
    await clock.advance(100);
    await applied();
    await clock.advance(100);
    expect(view.current().tree.turns.has(turn)).toBe(true);
    expect(view.current().waiting.size).toBe(0);
    await append(SID, asked(turn, null), started(answer, turn));
    await clock.advance(100);
    const whole = sizes.indexOf(3);
    expect(whole).toBeGreaterThan(0);
    expect(sizes.slice(whole)).toEqual(sizes.slice(whole).map(() => 3));
  });

  it("a conversation that does not exist is missing, and there as soon as its first prompt is applied", async () => {
    const { library, outbox, online, append, applied, clock } = await setUp();
    const view = library.conversation(conversation);
    view.subscribe(() => {});
    await online();
    await clock.advance(100);
    expect(view.current().status).toBe("missing");
    const turn = newTurn();
    outbox.put(...promptOf(turn, null));
    await clock.advance(100);
    expect(view.current().status).toBe("cached");
    await append(SID, asked(turn, null));
    await applied();
    await clock.advance(100);
    expect(view.current()).toMatchObject({ status: "live" });
  });

  it("keeps the text of a refused prompt until it is dismissed", async () => {
    const { library, outbox, online, commands, clock } = await setUp();
    const view = library.conversation(conversation);
    view.subscribe(() => {});
    await online();
    const { id } = outbox.put(...promptOf(newTurn(), null));
    await clock.advance(100);
    expect(commands).toHaveLength(1);
    await outbox.result({ type: "RES", id, status: "conflict", error: { code: "conflict", message: "No." }, at: 1 });
    await clock.advance(100);
    expect(view.current().refused).toEqual([{ id, text: "why?", error: { code: "conflict", message: "No." } }]);
    expect(view.current().tree.turns.size).toBe(0);
    await outbox.dismiss(id);
    await clock.advance(100);
    expect(view.current().refused).toEqual([]);
  });
});

describe("the list of conversations", () => {
  it("follows what is created, renamed and deleted, and is there with the bridge away", async () => {
    const storage = createMemoryStorage();
    const { library, online, offline, append, clock } = await setUp(storage);
    library.conversations.subscribe(() => {});
    await online();
    await append(CONVERSATIONS, json({ type: "conversation.created", id: conversation, title: "a", at: 1, actor }));
    await append(CONVERSATIONS, json({ type: "conversation.renamed", id: conversation, title: "b", at: 2, actor }));
    await clock.advance(20);
    expect(library.conversations.current()).toMatchObject({ status: "live" });
    expect(library.conversations.current().list.get(conversation)).toMatchObject({ title: "b" });
    await offline();
    const next = await setUp(storage);
    next.library.conversations.subscribe(() => {});
    await next.clock.settle();
    expect(next.library.conversations.current()).toMatchObject({ status: "cached" });
    expect(next.library.conversations.current().list.size).toBe(1);
  });
});

const created = (title: string) => json({ type: "conversation.created", id: conversation, title, at: 1, actor });
const renamed = (title: string) => json({ type: "conversation.renamed", id: conversation, title, at: 2, actor });

describe("the list of conversations with what waits", () => {
  it("renaming, deleting and restoring show at once with the bridge away, in their order", async () => {
    const { library, outbox, online, offline, append, clock } = await setUp();
    const view = library.conversations;
    view.subscribe(() => {});
    await online();
    await append(CONVERSATIONS, created("old"));
    await offline();
    const entry = () => view.current().list.get(conversation);
    outbox.put("conversation.rename", { conversation, title: " new   title" });
    await clock.advance(20);
    expect(entry()).toMatchObject({ title: "new title" });
    expect([...view.current().waiting]).toEqual([conversation]);
    const { id } = outbox.put("conversation.delete", { conversation });
    await clock.advance(20);
    expect(entry()?.deletedAt).toBeDefined();
    outbox.put("conversation.restore", { conversation });
    outbox.put("conversation.rename", { conversation, title: "newest" });
    await clock.advance(20);
    expect(entry()).toMatchObject({ title: "newest" });
    expect(entry()?.deletedAt).toBeUndefined();
    expect(await outbox.withdraw(id)).toBe(true);
    await clock.advance(20);
    expect(entry()).toMatchObject({ title: "newest" });
  });

  it("a conversation that begins with a prompt that waits is there, under the title that the bridge will give it", async () => {
    const { library, outbox, clock } = await setUp();
    library.conversations.subscribe(() => {});
    const id = newConversationId({ clock, random: createSeededRandom(1) });
    const [, args] = promptOf(newTurn(), null);
    outbox.put("conversation.prompt", { ...args, conversation: id, text: "\n  why   so?\nbecause" });
    await clock.advance(20);
    expect(library.conversations.current().list.get(id)).toMatchObject({ title: "why so?", turns: 2, branches: 1 });
    outbox.put("conversation.delete", { conversation: id });
    await clock.advance(20);
    expect(library.conversations.current().list.get(id)?.deletedAt).toBeDefined();
  });

  it("what was applied does not jump back before the bridge's list tells of it, and gives way to what others did", async () => {
    const { library, outbox, online, append, applied, clock } = await setUp();
    const titles: (string | undefined)[] = [];
    const view = library.conversations;
    view.subscribe(() => titles.push(view.current().list.get(conversation)?.title));
    await online();
    await append(CONVERSATIONS, created("old"));
    await clock.advance(20);
    outbox.put("conversation.rename", { conversation, title: "mine" });
    await clock.advance(100);
    await applied();
    await clock.advance(100);
    expect(view.current().list.get(conversation)?.title).toBe("mine");
    expect(view.current().waiting.size).toBe(0);
    await append(CONVERSATIONS, renamed("mine"));
    await clock.advance(100);
    await append(CONVERSATIONS, renamed("theirs"));
    await clock.advance(100);
    expect(titles.filter((title, at) => title !== titles[at - 1]).slice(-3)).toEqual(["old", "mine", "theirs"]);
  });

  it("what was applied and changed nothing leaves the list as the bridge has it", async () => {
    const { library, outbox, online, append, applied, clock } = await setUp();
    library.conversations.subscribe(() => {});
    await online();
    await append(CONVERSATIONS, created("old"));
    await append(CONVERSATIONS, json({ type: "conversation.deleted", id: conversation, at: 2, actor }));
    await clock.advance(20);
    const before = library.conversations.current().list.get(conversation);
    outbox.put("conversation.delete", { conversation });
    await clock.advance(100);
    await applied();
    await clock.advance(100);
    expect(library.conversations.current().list.get(conversation)).toEqual(before);
  });

  it("an event that comes before the answer to its command is not counted twice", async () => {
    const { library, outbox, online, append, applied, clock } = await setUp();
    library.conversations.subscribe(() => {});
    await online();
    await append(CONVERSATIONS, created("old"));
    await clock.advance(20);
    outbox.put(...promptOf(newTurn(), null));
    await clock.advance(100);
    const grew = { type: "conversation.grew" as const, id: conversation, turns: 2, branches: 1, at: 3, actor };
    await append(CONVERSATIONS, json(grew));
    await clock.advance(100);
    await applied();
    await clock.advance(100);
    expect(library.conversations.current().list.get(conversation)).toMatchObject({ turns: 2, activeAt: 3 });
  });

  it("a change that the bridge refuses shows as before again", async () => {
    const { library, outbox, online, append, clock } = await setUp();
    library.conversations.subscribe(() => {});
    await online();
    await append(CONVERSATIONS, created("old"));
    const { id } = outbox.put("conversation.rename", { conversation, title: "mine" });
    await clock.advance(100);
    expect(library.conversations.current().list.get(conversation)?.title).toBe("mine");
    await outbox.result({ type: "RES", id, status: "conflict", error: { code: "conflict", message: "No." }, at: 1 });
    await clock.advance(100);
    expect(library.conversations.current().list.get(conversation)?.title).toBe("old");
  });

  it("is the same object until something of it changed", async () => {
    const { library, outbox, clock } = await setUp();
    library.conversations.subscribe(() => {});
    outbox.put("conversation.rename", { conversation, title: "unknown here" });
    await clock.advance(20);
    const before = library.conversations.current();
    outbox.put("stream.cancel", { sid: SID });
    library.touch();
    await clock.advance(20);
    expect(library.conversations.current()).toBe(before);
  });
});
