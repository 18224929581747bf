import { type ClientMessage, newDocumentId } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { expect, it } from "vitest";
import * as Y from "yjs";
import { createLocalTabs } from "../outbox/local-tabs.ts";
import { Outbox } from "../outbox/outbox.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { LocalEdits } from "./local-edits.ts";

it("edits that no storage takes are kept and said, and stored together with what follows once it does", async () => {
  const runtime = { clock: new FakeClock(), random: createSeededRandom(8) };
  let isRefused = true;
  const storage = createMemoryStorage();
  const outbox = new Outbox({
    runtime,
    storage: {
      ...storage,
      putCommand: (command) => (isRefused ? Promise.reject(new Error("no")) : storage.putCommand(command)),
    },
    tabs: createLocalTabs()(),
    send: (_message: ClientMessage) => false,
  });
  await outbox.load();
  const doc = new Y.Doc();
  const edits = new LocalEdits({
    clock: runtime.clock,
    outbox,
    document: newDocumentId(runtime),
    context: () => ({ epoch: 1, base: 3, yjs: doc.clientID }),
    changed: () => {},
  });
  doc.on("update", (update: Uint8Array) => edits.add(update));
  doc.getText("text").insert(0, "one");
  await runtime.clock.settle();
  expect([edits.isUnderWay, edits.failure?.code]).toEqual([true, "storage-failed"]);
  isRefused = false;
  doc.getText("text").insert(3, "two");
  await runtime.clock.advance(2_000);
  expect([edits.isUnderWay, edits.failure]).toEqual([false, undefined]);
  expect(outbox.commands.current()).toMatchObject([{ args: { edit: { base: 3, encoding: 2 } } }]);
  edits.stop();
  await outbox.close();
});
