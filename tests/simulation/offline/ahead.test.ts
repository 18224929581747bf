// Everything that the bridge has is fetched ahead, so that it opens when the bridge is away.
import { type Client, type ClientStorage, createLocalTabs, createMemoryStorage } from "@nomous/client";
import { expect, test } from "vitest";
import { Stage } from "./stage.ts";

const files = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`docs/${n}.md`, `# Document ${n}\n\nText of ${n}.\n`]));

/** Asks for an answer that is too long to stand in its conversation: 400 pieces of 100 characters, so many a second. */
const long = (rate: number): string => `scripted: tokens=400 rate=${rate} echo\n${`${"x".repeat(99)} `.repeat(400)}`;

const isCurrent = (client: Client): boolean => client.offline.current().status === "current";

/** A storage that notes what is marked as here. */
function marking(below = createMemoryStorage()): { storage: ClientStorage; marks: string[] } {
  const marks: string[] = [];
  const storage: ClientStorage = {
    ...below,
    putMark(sid, cursor) {
      marks.push(sid);
      return below.putMark(sid, cursor);
    },
  };
  return { storage, marks };
}

/** With the bridge away. */
async function textOf(stage: Stage, client: Client, path: string): Promise<string> {
  const document = await stage.wait(client.openDocument(path));
  const { text } = document.view.current();
  await stage.wait(document.close());
  return text;
}

test("conversations, long answers and documents that nobody has opened are here when the bridge is away", async () => {
  const stage = await Stage.create(files(30));
  const writer = await stage.open();
  const short = stage.prompt("scripted: tokens=3 rate=0");
  const large = stage.prompt(long(0));
  for (const prompt of [short, large]) await stage.command(writer, "conversation.prompt", prompt);
  await stage.clock.advance(2_000);

  const storage = createMemoryStorage();
  const client = await stage.open({ storage, ahead: stage.ahead() });
  expect(client.offline.current().status).toBe("waiting");
  await stage.clock.runUntil(() => isCurrent(client), "all is here");
  const { documents, conversations, at, trouble } = client.offline.current();
  expect([documents, conversations, trouble]).toEqual([{ here: 30, total: 30 }, { here: 2, total: 2 }, undefined]);
  expect(client.outbox.current()).toEqual([]);
  await stage.wait(client.close());
  await stage.goAway();

  const later = await stage.open({ storage, ahead: stage.ahead() });
  expect(later.offline.current()).toMatchObject({ status: "waiting", documents, conversations, at });
  expect(await textOf(stage, later, "docs/7.md")).toBe("# Document 7\n\nText of 7.\n");
  later.conversation(large.conversation).subscribe(() => {});
  later.conversation(short.conversation).subscribe(() => {});
  const [answer, other] = [later.answer(large.answer), later.answer(short.answer)];
  for (const view of [answer, other]) view.subscribe(() => {});
  await stage.clock.advance(100);
  expect(other.current()).toMatchObject({ status: "ended", count: 3 });
  expect(answer.current()).toMatchObject({ status: "ended", count: 400 });
  expect(answer.current().text.length).toBe(40_000);
});

test("what changes later is fetched, and nothing else", async () => {
  const stage = await Stage.create(files(5));
  const writer = await stage.open();
  const prompt = stage.prompt("scripted: tokens=3 rate=0");
  await stage.command(writer, "conversation.prompt", prompt);
  const { storage, marks } = marking();
  const client = await stage.open({ storage, ahead: stage.ahead() });
  await stage.clock.runUntil(() => isCurrent(client), "all is here");
  expect(marks).toHaveLength(6);
  marks.length = 0;

  const document = await stage.wait(writer.openDocument("docs/2.md"));
  await stage.clock.advance(1_000);
  await stage.wait(document.edit([{ from: 0, to: 0, insert: "New. " }]));
  await stage.command(
    writer,
    "conversation.prompt",
    stage.prompt("scripted: tokens=50 rate=1", prompt.conversation, prompt.answer),
  );
  await stage.clock.advance(90_000);
  expect(new Set(marks)).toEqual(new Set([`document/${document.id}`, `conversation/${prompt.conversation}`]));
  await stage.wait(client.close());
  await stage.wait(writer.close());
  await stage.goAway();
  const later = await stage.open({ storage });
  expect(await textOf(stage, later, "docs/2.md")).toBe("New. # Document 2\n\nText of 2.\n");
  const tree = later.conversation(prompt.conversation);
  tree.subscribe(() => {});
  await stage.clock.advance(100);
  const ended = [...tree.current().tree.turns.values()].filter((turn) => turn.role === "engine" && turn.outcome);
  expect(ended).toHaveLength(2);
});

test("an answer that was finished while the browser was away is here after it came back, and from then on", async () => {
  const stage = await Stage.create();
  const storage = createMemoryStorage();
  const keys = await stage.keys();
  const asking = await stage.open({ storage, keys, ahead: stage.ahead() });
  const prompt = stage.prompt(long(40));
  await stage.command(asking, "conversation.prompt", prompt);
  await stage.wait(asking.close());
  await stage.clock.advance(30_000);
  const back = await stage.open({ storage, keys, ahead: stage.ahead() });
  await stage.clock.runUntil(() => isCurrent(back), "all is here");
  await stage.goAway();
  await stage.wait(back.close());
  const later = await stage.open({ storage, keys });
  later.conversation(prompt.conversation).subscribe(() => {});
  const answer = later.answer(prompt.answer);
  answer.subscribe(() => {});
  await stage.clock.advance(100);
  expect(answer.current()).toMatchObject({ status: "ended", count: 400 });
});

test("when the connection goes it stops, and goes on where it stopped", async () => {
  const stage = await Stage.create(files(60));
  const { storage, marks } = marking();
  const client = await stage.open({ storage, ahead: stage.ahead() });
  await stage.clock.runUntil(() => marks.length >= 10, "some are here");
  await stage.goAway();
  const before = marks.length;
  expect(client.offline.current().status).toBe("waiting");
  await stage.clock.advance(60_000);
  expect(marks).toHaveLength(before);
  await stage.comeBack();
  await stage.clock.runUntil(() => isCurrent(client), "all is here");
  expect(marks).toHaveLength(60);
  expect(new Set(marks).size).toBe(60);
});

test("of two tabs one fetches, and both show how much is here", async () => {
  const stage = await Stage.create(files(12));
  const { storage, marks } = marking();
  const keys = await stage.keys();
  const [newTabs, newAhead] = [createLocalTabs(), createLocalTabs()];
  const open = () => stage.open({ storage, keys, tabs: newTabs(), ahead: newAhead() });
  const [a, b] = [await open(), await open()];
  await stage.clock.runUntil(() => isCurrent(a), "all is here");
  await stage.clock.advance(100);
  expect(marks).toHaveLength(12);
  expect(b.offline.current()).toMatchObject({ status: "waiting", documents: { here: 12, total: 12 } });
  // The one that fetched is closed: the other one goes on.
  await stage.wait(a.close());
  await stage.clock.runUntil(() => isCurrent(b), "the other fetches");
  expect(marks).toHaveLength(12);
});

test("without room it stops and says so, and tries again later", async () => {
  const stage = await Stage.create(files(8));
  const below = createMemoryStorage();
  let isFull = true;
  const storage: ClientStorage = {
    ...below,
    putState: (sid, copy) =>
      isFull ? Promise.reject(new DOMException("", "QuotaExceededError")) : below.putState(sid, copy),
  };
  const client = await stage.open({ storage, ahead: stage.ahead() });
  await stage.clock.runUntil(() => client.offline.current().status === "stopped", "it stops");
  expect(client.offline.current().trouble?.details).toEqual({ reason: "full" });
  expect(client.storage.current().trouble?.details).toEqual({ reason: "full" });
  isFull = false;
  await stage.clock.runUntil(() => isCurrent(client), "all is here");
  expect(client.offline.current()).toMatchObject({ documents: { here: 8, total: 8 }, trouble: undefined });
  expect(client.storage.current().trouble).toBeUndefined();
});

test("a conversation that is deleted for good is forgotten, with its long answers", async () => {
  const stage = await Stage.create();
  const storage = createMemoryStorage();
  const keys = await stage.keys();
  const client = await stage.open({ storage, keys, ahead: stage.ahead() });
  const [kept, gone] = [stage.prompt("scripted: tokens=3 rate=0"), stage.prompt(long(0))];
  for (const prompt of [kept, gone]) await stage.command(client, "conversation.prompt", prompt);
  await stage.command(client, "conversation.delete", { conversation: gone.conversation });
  await stage.clock.advance(60_000);
  const sids = [`conversation/${gone.conversation}`, `generation/${gone.answer}`] as Parameters<
    ClientStorage["readCopy"]
  >[0][];
  for (const sid of sids) expect(await storage.readCopy(sid)).toBeDefined();
  await stage.wait(client.close());
  await stage.goAway();
  stage.clock.jump(31 * 24 * 3_600_000);
  await stage.comeBack();
  const next = await stage.open({ storage, keys, ahead: stage.ahead() });
  await stage.clock.runUntil(() => isCurrent(next), "all is here");
  for (const sid of sids) expect(await storage.readCopy(sid)).toBeUndefined();
  expect(next.offline.current().conversations).toEqual({ here: 1, total: 1 });
});

test("a file that cannot become a document is passed over, and does not keep the others from coming", async () => {
  const stage = await Stage.create({ ...files(3), "docs/large.md": "x".repeat(5 * 1024 * 1024) });
  const client = await stage.open({ ahead: stage.ahead() });
  await stage.clock.runUntil(() => isCurrent(client), "all is here");
  expect(client.offline.current().documents).toEqual({ here: 3, total: 3 });
});

test("what is damaged here keeps nothing else from opening, and is fetched again when the bridge is back", async () => {
  const stage = await Stage.create(files(3));
  const storage = createMemoryStorage();
  const keys = await stage.keys();
  const client = await stage.open({ storage, keys, ahead: stage.ahead() });
  const [prompt, other] = [stage.prompt("scripted: tokens=3 rate=0"), stage.prompt("scripted: tokens=3 rate=0")];
  for (const one of [prompt, other]) await stage.command(client, "conversation.prompt", one);
  await stage.clock.advance(60_000);
  const kept = await stage.wait(client.kept("documents.list", {}));
  const ids = kept?.result.documents.map(({ document }) => document) ?? [];
  await stage.wait(client.close());
  await stage.goAway();
  const [sid] = ids.map((id) => `document/${id}`) as Parameters<ClientStorage["readState"]>[0][];
  const conversation = `conversation/${prompt.conversation}` as NonNullable<typeof sid>;
  const copy = sid && (await storage.readState(sid));
  if (sid === undefined || copy === undefined) throw new Error("nothing is here");
  for (let at = 1; at < copy.data.length; at += 7) copy.data[at] = 255;
  const { items = [], ...rest } = (await storage.readCopy(conversation)) ?? {};
  await storage.forgetCopy(conversation);
  const broken = items.map((item) => ({ ...item, data: new Uint8Array([123, 255]) }));
  await storage.addToCopy(conversation, { epoch: 0, createdAt: 0, ...rest, first: 1, items: broken });
  await storage.putAnswer("workspace.status []", { at: 1, json: "{" });

  const away = await stage.open({ storage, keys });
  expect(await stage.wait(away.kept("workspace.status", {}))).toBeUndefined();
  const damaged = await stage.wait(away.openDocument("docs/0.md"));
  expect(damaged.view.current()).toMatchObject({ status: "loading", text: "" });
  expect(await textOf(stage, away, "docs/1.md")).toBe("# Document 1\n\nText of 1.\n");
  const views = [prompt, other].map((one) => away.conversation(one.conversation));
  for (const view of views) view.subscribe(() => {});
  await stage.clock.advance(100);
  expect(views.map((view) => view.current().tree.turns.size)).toEqual([0, 2]);
  await stage.wait(away.close());
  await stage.comeBack();
  const back = await stage.open({ storage, keys, ahead: stage.ahead() });
  await stage.clock.runUntil(() => isCurrent(back), "all is here");
  await stage.goAway();
  expect(await textOf(stage, back, "docs/0.md")).toBe("# Document 0\n\nText of 0.\n");
});

test("nothing is fetched into memory where the browser keeps nothing, and nothing without being asked for", async () => {
  const stage = await Stage.create(files(2));
  const trouble = { code: "storage-failed" as const, message: "Refused." };
  const refused = marking(createMemoryStorage(trouble));
  const client = await stage.open({ storage: refused.storage, ahead: stage.ahead() });
  const plain = marking();
  const other = await stage.open({ storage: plain.storage });
  await stage.clock.advance(60_000);
  expect([refused.marks, plain.marks]).toEqual([[], []]);
  expect(client.offline.current()).toMatchObject({ status: "stopped", trouble });
  expect(client.storage.current()).toEqual({ kind: "memory", wasEmpty: true, trouble });
  expect(other.offline.current().status).toBe("waiting");
});
