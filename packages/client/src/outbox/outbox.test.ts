import type { ClientMessage, CommandArgs, CommandId, CommandResult } from "@nomous/protocol";
import { newConflictId, newConversationId, newDocumentId, newTurnId } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClientStorage } from "../storage/client-storage.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { idAt, timeOf } from "./command-ids.ts";
import { createLocalTabs } from "./local-tabs.ts";
import { Outbox } from "./outbox.ts";
import type { Tabs } from "./tabs.ts";

type Sent = Extract<ClientMessage, { type: "CMD" }>;

const clock = new FakeClock();
const random = createSeededRandom(1);
const runtime = { clock, random };
const conversation = newConversationId(runtime);
const rename = (title: string) => ["conversation.rename", { conversation, title }] as const;
const prompt = (text: string): ["conversation.prompt", CommandArgs<"conversation.prompt">] => {
  const [turn, answer] = [newTurnId(runtime), newTurnId(runtime)];
  return ["conversation.prompt", { conversation, turn, answer, parent: null, text, attachments: [] }];
};
const result = (id: CommandId, status: CommandResult["status"] = "applied"): CommandResult => ({
  type: "RES",
  id,
  status,
  at: 1,
  ...(status === "applied" ? {} : { error: { code: "conflict", message: "No." } }),
});

/** The outbox of one tab, and what it sends. */
async function openTab(storage: ClientStorage, tabs: Tabs) {
  const sent: ClientMessage[] = [];
  let isConnected = false;
  const outbox = new Outbox({
    runtime,
    storage,
    tabs,
    send: (message) => {
      if (isConnected) sent.push(message);
      return isConnected;
    },
  });
  await outbox.load();
  return {
    outbox,
    commands: (): Sent[] => sent.filter((message) => message.type === "CMD"),
    floors: () => sent.filter((message) => message.type === "FLOOR"),
    online: () => {
      isConnected = true;
      outbox.online();
      return clock.settle();
    },
    offline: () => {
      isConnected = false;
      outbox.offline();
      return clock.settle();
    },
    answer: async (id: CommandId, status?: CommandResult["status"]) => {
      await outbox.result(result(id, status));
      await clock.settle();
    },
  };
}

const openOne = () => openTab(createMemoryStorage(), createLocalTabs()());

describe("one tab", () => {
  it("[C6] a command is stored before it is sent", async () => {
    const storage = createMemoryStorage();
    const store = Promise.withResolvers<void>();
    const slow: ClientStorage = {
      ...storage,
      putCommand: async (command) => {
        await store.promise;
        await storage.putCommand(command);
      },
    };
    const tab = await openTab(slow, createLocalTabs()());
    await tab.online();
    const pending = tab.outbox.put(...rename("a"));
    await clock.settle();
    expect(tab.commands()).toEqual([]);
    store.resolve();
    await pending.stored;
    await clock.settle();
    expect(tab.commands().map(({ id }) => id)).toEqual([pending.id]);
  });

  it("a command that is being stored as the connection comes waited for it", async () => {
    const storage = createMemoryStorage();
    const store = Promise.withResolvers<void>();
    const putCommand: ClientStorage["putCommand"] = async (command) => {
      await store.promise;
      await storage.putCommand(command);
    };
    const tab = await openTab({ ...storage, putCommand }, createLocalTabs()());
    tab.outbox.put(...rename("before"));
    await tab.online();
    const { id } = tab.outbox.put(...rename("behind"));
    store.resolve();
    await clock.settle();
    for (const one of tab.commands()) await tab.answer(one.id);
    await tab.answer(id);
    expect(tab.commands().map(({ waited }) => waited)).toEqual([true, undefined]);
  });

  it("[C6] commands are sent in order, one after the other, and each result reaches who asked", async () => {
    const tab = await openOne();
    const pending = ["a", "b", "c"].map((title) => tab.outbox.put(...rename(title)));
    await tab.online();
    for (const [index, { id, result: answered }] of pending.entries()) {
      expect(tab.commands()).toHaveLength(index + 1);
      expect(tab.commands().at(-1)?.id).toBe(id);
      await tab.answer(id);
      expect(await answered).toMatchObject({ id, status: "applied" });
    }
    expect(tab.outbox.entries.current()).toEqual([]);
  });

  it("[C6] what was not answered is sent again over the next connection, what was answered never", async () => {
    const tab = await openOne();
    await tab.online();
    const [a, b] = [tab.outbox.put(...rename("a")), tab.outbox.put(...rename("b"))];
    await clock.settle();
    await tab.answer(a.id);
    await tab.offline();
    await tab.online();
    await tab.answer(b.id);
    await tab.offline();
    await tab.online();
    expect(tab.commands().map(({ id }) => id)).toEqual([a.id, b.id, b.id]);
  });

  it("[C6] a page that was closed before the answer leaves its commands to the next one", async () => {
    const storage = createMemoryStorage();
    const before = await openTab(storage, createLocalTabs()());
    const { id, stored, result: lost } = before.outbox.put(...rename("a"));
    await stored;
    await before.outbox.close();
    await expect(lost).rejects.toMatchObject({ code: "closed" });
    const after = await openTab(storage, createLocalTabs()());
    expect(after.outbox.entries.current()).toMatchObject([{ id, name: "conversation.rename" }]);
    await after.online();
    expect(after.commands().map((message) => message.id)).toEqual([id]);
  });

  it("a command that cannot be stored is not sent, and says so", async () => {
    const storage = { ...createMemoryStorage(), putCommand: () => Promise.reject(new Error("quota")) };
    const tab = await openTab(storage, createLocalTabs()());
    await tab.online();
    const pending = tab.outbox.put(...rename("a"));
    await expect(pending.stored).rejects.toMatchObject({ code: "storage-failed" });
    await expect(pending.result).rejects.toMatchObject({ code: "storage-failed" });
    expect(tab.commands()).toEqual([]);
    expect(tab.outbox.entries.current()).toEqual([]);
  });

  it("a command is taken back while the bridge is away, and not once it was sent", async () => {
    const tab = await openOne();
    const [a, b] = [tab.outbox.put(...rename("a")), tab.outbox.put(...rename("b"))];
    await Promise.all([a.stored, b.stored]);
    expect(await tab.outbox.withdraw(a.id)).toBe(true);
    await expect(a.result).rejects.toMatchObject({ code: "withdrawn" });
    await tab.online();
    expect(tab.outbox.entries.current()).toMatchObject([{ id: b.id, isSent: true }]);
    await tab.offline();
    expect(tab.outbox.entries.current()).toMatchObject([{ id: b.id, isSent: false }]);
    expect(await tab.outbox.withdraw(b.id)).toBe(false);
    expect(tab.commands().map(({ id }) => id)).toEqual([b.id]);
  });

  it("a refused prompt keeps its text until it is dismissed, another refused command does not stay", async () => {
    const tab = await openOne();
    await tab.online();
    const [kept, gone] = [tab.outbox.put(...prompt("precious")), tab.outbox.put(...rename("b"))];
    await clock.settle();
    await tab.answer(kept.id, "conflict");
    await tab.answer(gone.id, "rejected");
    expect(await kept.result).toMatchObject({ status: "conflict" });
    expect(tab.outbox.commands.current()).toMatchObject([{ id: kept.id, args: { text: "precious" } }]);
    expect(tab.outbox.entries.current()).toEqual([]);
    await tab.outbox.dismiss(kept.id);
    expect(tab.outbox.commands.current()).toEqual([]);
  });

  it("a refused decision about a conflict keeps a text of one's own, and nothing that the conflict has", async () => {
    const tab = await openOne();
    await tab.online();
    const document = newDocumentId(runtime);
    for (const choice of ["own", "mine"] as const) {
      const args = { document, conflict: newConflictId(runtime), choice, text: choice };
      const { id } = tab.outbox.put("document.resolve", args);
      await clock.settle();
      await tab.answer(id, "rejected");
    }
    expect(tab.outbox.commands.current().map(({ args }) => (args as { text: string }).text)).toEqual(["own"]);
  });

  it("[C5] announces a floor that stays behind what could still be stored, and raises ids above it", async () => {
    const storage = createMemoryStorage();
    await storage.raiseFloor(idAt(clock.now() + 86_400_000));
    const tab = await openTab(storage, createLocalTabs()());
    const { id, stored } = tab.outbox.put(...rename("the clock was set back by a day"));
    await stored;
    expect(id > tab.outbox.floor).toBe(true);

    const other = await openOne();
    await other.online();
    const pending = other.outbox.put(...rename("a"));
    await clock.settle();
    await other.answer(pending.id);
    expect(other.floors()).toHaveLength(1);
    expect(clock.now() - timeOf(other.outbox.floor)).toBe(600_000);
    const next = other.outbox.put(...rename("b"));
    await clock.settle();
    await other.answer(next.id);
    expect(other.floors()).toHaveLength(1);
  });

  it.each([
    ["was told of it", [true]],
    ["was not, with its second command", [false, true]],
  ])(
    "[C5] a tab whose clock was set back below a floor that another one raised goes on above it: one that %s",
    async (_, stored) => {
      const storage = createMemoryStorage();
      const newTabs = createLocalTabs();
      const [told, untold] = [newTabs(), { ...newTabs(), onNudge: () => () => {} }];
      const tab = await openTab(storage, newTabs());
      const other = await openTab(storage, stored[0] === true ? told : untold);
      await tab.online();
      const { id } = tab.outbox.put(...rename("a"));
      await clock.settle();
      await tab.answer(id);
      clock.jump(-7_200_000);
      for (const isStored of stored) {
        const outcome = other.outbox.put(...rename("b")).stored.then(
          () => true,
          () => false,
        );
        expect(await outcome).toBe(isStored);
        await clock.settle();
      }
      clock.jump(7_200_000);
    },
  );
});

describe("several tabs", () => {
  it("[C6] one tab sends for all, and each learns the results of its own commands", async () => {
    const storage = createMemoryStorage();
    const newTabs = createLocalTabs();
    const [a, b] = [await openTab(storage, newTabs()), await openTab(storage, newTabs())];
    const first = a.outbox.put(...rename("a"));
    await first.stored;
    const second = b.outbox.put(...rename("b"));
    await second.stored;
    await clock.settle();
    expect(a.outbox.entries.current().map(({ id }) => id)).toEqual([first.id, second.id].toSorted());
    await a.online();
    await b.online();
    expect([...a.commands(), ...b.commands()]).toHaveLength(1);
    for (const id of [first.id, second.id].toSorted()) await a.answer(id);
    expect(await first.result).toMatchObject({ id: first.id });
    expect(await second.result).toMatchObject({ id: second.id });
    expect(b.commands()).toEqual([]);
  });

  it("[C6] a tab that is frozen while it sends is replaced after 3 s", async () => {
    const storage = createMemoryStorage();
    const newTabs = createLocalTabs();
    const [frozen, alive] = [await openTab(storage, newTabs()), await openTab(storage, newTabs())];
    await frozen.online();
    const pending = frozen.outbox.put(...rename("a"));
    await pending.stored;
    await clock.settle();
    await alive.online();
    await clock.advance(2_900);
    expect(alive.commands()).toEqual([]);
    await clock.advance(200);
    expect(alive.commands().map(({ id }) => id)).toEqual([pending.id]);
    await alive.answer(pending.id);
    expect(await pending.result).toMatchObject({ status: "applied" });
  });

  it("a tab knows what it sent until it is answered itself, though another one was told the result before", async () => {
    const storage = createMemoryStorage();
    const newTabs = createLocalTabs();
    const [slow, quick] = [await openTab(storage, newTabs()), await openTab(storage, newTabs())];
    await slow.online();
    const { id } = slow.outbox.put(...rename("a"));
    await clock.settle();
    await quick.online();
    await clock.advance(3_100);
    await quick.answer(id);
    expect(slow.outbox.find(id)).toBeUndefined();
    expect(slow.outbox.sent(id)).toMatchObject({ name: "conversation.rename" });
    await slow.answer(id);
    expect(slow.outbox.sent(id)).toBeUndefined();
  });

  it("a tab that answers keeps its turn, however long the queue is", async () => {
    const storage = createMemoryStorage();
    const newTabs = createLocalTabs();
    const [a, b] = [await openTab(storage, newTabs()), await openTab(storage, newTabs())];
    const pending = ["1", "2", "3", "4"].map((title) => a.outbox.put(...rename(title)));
    await clock.settle();
    await a.online();
    await b.online();
    for (const { id } of pending) {
      await clock.advance(2_000);
      await a.answer(id);
    }
    expect(b.commands()).toEqual([]);
  });

  it("a prompt that another tab took back is not waited for any longer", async () => {
    const storage = createMemoryStorage();
    const newTabs = createLocalTabs();
    const [a, b] = [await openTab(storage, newTabs()), await openTab(storage, newTabs())];
    const pending = a.outbox.put(...prompt("x"));
    await pending.stored;
    await clock.settle();
    expect(await b.outbox.withdraw(pending.id)).toBe(true);
    await clock.settle();
    await expect(pending.result).rejects.toMatchObject({ code: "withdrawn" });
    expect(a.outbox.entries.current()).toEqual([]);
  });
});

describe("any order of events", () => {
  it("[C6] every command is answered once, and none is sent after its answer", async () => {
    const step = fc.oneof(
      fc.record({ type: fc.constant("put" as const), tab: fc.nat(1) }),
      fc.record({ type: fc.constant("online" as const), tab: fc.nat(1) }),
      fc.record({ type: fc.constant("offline" as const), tab: fc.nat(1) }),
      fc.record({ type: fc.constant("answer" as const), tab: fc.nat(1) }),
      fc.record({ type: fc.constant("wait" as const), tab: fc.nat(1) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (script) => {
        const storage = createMemoryStorage();
        const newTabs = createLocalTabs();
        const tabs = [await openTab(storage, newTabs()), await openTab(storage, newTabs())];
        const answered = new Map<CommandId, number>();
        const sentAtAnswer = new Map<CommandId, number>();
        const count = (id: CommandId): number =>
          tabs.flatMap((tab) => tab.commands()).filter((command) => command.id === id).length;
        const ids: CommandId[] = [];
        const perform = async (type: (typeof script)[number]["type"], index: number): Promise<void> => {
          const tab = tabs[index] ?? tabs[0];
          if (tab === undefined) return;
          if (type === "put") {
            const { id, result: settled } = tab.outbox.put(...rename("x"));
            ids.push(id);
            settled.then(
              () => answered.set(id, (answered.get(id) ?? 0) + 1),
              () => {},
            );
          }
          if (type === "online") await tab.online();
          if (type === "offline") await tab.offline();
          if (type === "wait") await clock.advance(3_100);
          if (type === "answer") {
            const last = tab.commands().at(-1);
            if (last === undefined || sentAtAnswer.has(last.id)) return;
            await tab.answer(last.id);
            sentAtAnswer.set(last.id, count(last.id));
          }
          await clock.settle();
        };
        for (const { type, tab } of script) await perform(type, tab);
        await perform("offline", 1);
        await perform("online", 0);
        for (let round = 0; round <= ids.length; round += 1) await perform("answer", 0);
        for (const id of ids) expect(answered.get(id)).toBe(1);
        for (const [id, sent] of sentAtAnswer) expect(count(id)).toBe(sent);
        for (const tab of tabs) await tab.outbox.close();
      }),
      { seed: 20_261_120, numRuns: 60 },
    );
  });
});
