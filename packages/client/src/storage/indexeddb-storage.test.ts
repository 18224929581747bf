import * as fakeIndexedDb from "fake-indexeddb";
import { beforeAll } from "vitest";
import { createIndexedDbStorage } from "./indexeddb-storage.ts";
import { storageContract } from "./storage.contract.ts";

beforeAll(() => {
  Object.assign(globalThis, fakeIndexedDb);
});

let count = 0;
storageContract("IndexedDB", async () => {
  count += 1;
  const name = `nomous-${count}`;
  return { open: () => createIndexedDbStorage(name) };
});
