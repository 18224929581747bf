// A bridge that went back to a backup, and browsers that come back with what was saved behind it: what they have more is a suggestion, once.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Client,
  type ConnectSocket,
  createClient,
  createLocalTabs,
  createMemoryKeys,
  createMemoryStorage,
  systemRuntime,
} from "@nomous/client";
import { openNodeClient } from "@nomous/client/node";
import { createPairingLink } from "@nomous/server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runHere } from "../support/run-here.ts";
import { DocumentBridge, inFile, shows, until } from "./document-bridge.ts";
import { isShort } from "../support/long.ts";

const PATH = "plan.md";
const TEXT = "# Plan\n\nFirst.\n\nSecond.\n";
const NOTE = "What this browser had when the bridge went back to a backup";

let bridge: DocumentBridge;
const own: Client[] = [];

beforeEach(async () => {
  bridge = await DocumentBridge.start({ [PATH]: TEXT });
});
afterEach(async () => {
  await Promise.all(own.splice(0).map((client) => client.close()));
  await bridge.end();
});

const nomous = (...args: string[]) =>
  runHere([...args, "-w", bridge.workspace], bridge.folder, { HOME: bridge.folder });
const backup = () => nomous("backup", join(bridge.folder, "backup.db"));
const pairing = async () => (await createPairingLink(join(bridge.workspace, ".nomous"), systemRuntime)).secret;

/** The whole folder goes back to the backup, as after a broken disk. */
async function restore(): Promise<void> {
  expect(await nomous("restore", join(bridge.folder, "backup.db"))).toMatchObject({ exit: 0 });
  writeFileSync(bridge.path(PATH), TEXT);
}

test("what two clients saw saved behind the backup is one suggestion, and accepting it brings it back beside what came since", async () => {
  const [ada, ben] = [await bridge.client(), await bridge.client()];
  const mine = await ada.openDocument(PATH);
  await shows(mine, TEXT);
  expect(await backup()).toMatchObject({ exit: 0 });
  const other = await ben.openDocument(PATH);
  await shows(other, TEXT);
  await mine.edit([{ from: 8, to: 13, insert: "1st" }]);
  await mine.saved();
  const lost = `${TEXT.replace("First", "1st")}Third.\n`;
  await other.replace(lost);
  await other.saved();
  await shows(mine, lost);
  await inFile(mine);
  await bridge.stop();
  await restore();
  await bridge.start();
  const third = await (await bridge.client()).openDocument(PATH);
  await shows(third, TEXT);
  await third.edit([{ from: 0, to: 0, insert: "New.\n" }]);
  await third.saved();
  for (const document of [mine, other])
    await until(document, ({ status, suggestions }) => status === "live" && suggestions.length > 0);
  await Promise.all([mine.saved(), other.saved()]);
  await shows(mine, `New.\n${TEXT}`);
  const [suggestion, ...more] = third.view.current().suggestions;
  expect(more).toEqual([]);
  expect(suggestion).toMatchObject({ note: NOTE });
  const hunks = suggestion?.hunks.map(({ hunk }) => hunk) ?? [];
  if (suggestion === undefined) throw new Error("no suggestion");
  await third.settle(suggestion.suggestion, hunks, "accepted");
  await shows(mine, `New.\n${lost}`);
  expect(bridge.faults.filter((line) => !line.includes("DATA WAS LOST"))).toEqual([]);
});

test("edits that waited and were made on what the backup lacks are in the suggestion, and hold nothing back", async () => {
  const directory = join(bridge.folder, "ada");
  const before = await openNodeClient({ url: bridge.url, directory, pairing: await pairing() });
  const document = await before.openDocument(PATH);
  await shows(document, TEXT);
  expect(await backup()).toMatchObject({ exit: 0 });
  await document.edit([{ from: TEXT.length, to: TEXT.length, insert: "Saved.\n" }]);
  await document.saved();
  await inFile(document);
  await bridge.stop();
  await document.edit([{ from: TEXT.length + 7, to: TEXT.length + 7, insert: "Waited.\n" }]);
  await before.close();
  await restore();
  await bridge.start();
  const client = await openNodeClient({ url: bridge.url, directory });
  own.push(client);
  const back = await client.document(document.id);
  await until(back, ({ status, suggestions }) => status === "live" && suggestions.length > 0);
  await until(back, ({ saving }) => saving.waiting === 0 && saving.refused === undefined);
  await back.edit([{ from: 0, to: 0, insert: "Later.\n" }]);
  await back.saved();
  await shows(back, `Later.\n${TEXT}`);
  const { suggestions } = back.view.current();
  expect(
    suggestions.map(({ note, hunks }) => [note, hunks.map(({ removed, inserted }) => removed + inserted)]),
  ).toEqual([[NOTE, ["Saved.\nWaited.\n"]]]);
  expect(await client.unsent()).toEqual([]);
});

test.skipIf(isShort())(
  "a document that nobody opens again is compared by what fetches ahead, and one that has nothing more is left alone",
  async () => {
    bridge.write("other.md", "Other.\n");
    const [storage, keys] = [createMemoryStorage(), await createMemoryKeys()];
    const connect: ConnectSocket = (await import("../../packages/client/src/session/web-socket.ts")).connectWebSocket;
    const open = async (secret?: string): Promise<Client> => {
      const ahead = createLocalTabs()();
      const parts = { url: bridge.url, runtime: systemRuntime, connect, keys, storage, ahead, build: "", name: "Ada" };
      return createClient({ ...parts, ...(secret !== undefined && { pairing: secret }) });
    };
    const before = await open(await pairing());
    const document = await before.openDocument(PATH);
    const other = await before.openDocument("other.md");
    await shows(document, TEXT);
    await shows(other, "Other.\n");
    expect(await backup()).toMatchObject({ exit: 0 });
    await document.edit([{ from: TEXT.length, to: TEXT.length, insert: "Saved.\n" }]);
    await document.saved();
    await inFile(document);
    await before.close();
    await bridge.stop();
    await restore();
    await bridge.start();
    own.push(await open());
    const ben = await bridge.client();
    const shown = await ben.openDocument(PATH);
    await until(shown, ({ suggestions }) => suggestions.length > 0);
    expect(shown.view.current().suggestions).toMatchObject([
      { note: NOTE, hunks: [{ removed: "", inserted: "Saved.\n" }] },
    ]);
    const same = await ben.openDocument("other.md");
    await shows(same, "Other.\n");
    expect(same.view.current().suggestions).toEqual([]);
  },
);
