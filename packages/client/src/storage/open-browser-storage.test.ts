import { FakeClock } from "@nomous/testkit";
import * as fakeIndexedDb from "fake-indexeddb";
import { openDB } from "idb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openBrowserStorage } from "./open-browser-storage.ts";

beforeEach(() => {
  Object.assign(globalThis, fakeIndexedDb);
});
afterEach(() => {
  Object.assign(globalThis, fakeIndexedDb);
});

/** A browser whose `indexedDB.open` does something else. */
const opening = (open: (...args: Parameters<IDBFactory["open"]>) => unknown): void => {
  Object.assign(globalThis, { indexedDB: { open } });
};
const open = (name: string, clock = new FakeClock()) => openBrowserStorage(clock, name);

describe("what a browser keeps", () => {
  it("is in its database, with the same key the next time", async () => {
    const first = await open("kept");
    const second = await open("kept");
    expect([first.storage.origin, second.storage.origin]).toEqual([
      { kind: "browser", wasEmpty: true },
      { kind: "browser", wasEmpty: false },
    ]);
    expect(second.keys.clientId).toBe(first.keys.clientId);
  });

  it("is in memory, which is said, when the database is refused", async () => {
    opening(() => {
      throw new DOMException("not here", "SecurityError");
    });
    const { storage } = await open("refused");
    expect(storage.origin).toMatchObject({ kind: "memory", trouble: { details: { reason: "refused" } } });
  });

  it("is in memory as a whole when only the key cannot be kept: what waits must not go out under another name", async () => {
    const { indexedDB } = fakeIndexedDb;
    await open("half");
    opening((name, version) => {
      if (name.endsWith("-keys")) throw new DOMException("no", "UnknownError");
      return indexedDB.open(name, version);
    });
    expect((await open("half")).storage.origin.kind).toBe("memory");
  });

  it("is in memory when the database opens and cannot be read", async () => {
    (await openDB("odd", 3, { upgrade: (database) => void database.createObjectStore("facts") })).close();
    expect((await open("odd")).storage.origin.kind).toBe("memory");
  });

  it("is in memory when the browser never answers", async () => {
    const clock = new FakeClock();
    opening(() => new EventTarget());
    const opened = open("silent", clock);
    await clock.advance(20_000);
    expect((await opened).storage.origin.kind).toBe("memory");
    clock.assertNoTimers();
  });

  it("of a newer page is not touched, and the page can say so", async () => {
    (await openDB("newer", 99)).close();
    await expect(open("newer")).rejects.toMatchObject({ code: "page-too-old" });
  });
});
