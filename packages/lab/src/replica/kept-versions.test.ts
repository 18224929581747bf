import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sha256 } from "../document/content-hash.ts";
import { makeFolder } from "../folder-fixture.ts";
import { createVersions } from "./kept-versions.ts";

const DAY_MS = 86_400_000;
const START = 1_800_000_000_000;

test("a version is there once, for its user's eyes only, and is read again as text", async () => {
  await using folder = await makeFolder();
  const versions = createVersions(folder.root, () => START);
  const bytes = Buffer.from("\uFEFFone\r\ntwo");
  expect(await versions.keep(bytes)).toBe(sha256(bytes));
  expect(await versions.keep(bytes)).toBe(sha256(bytes));
  const place = join(folder.root, ".nomous/versions");
  expect(await readdir(place)).toEqual([sha256(bytes)]);
  expect((await stat(place)).mode & 0o777).toBe(0o700);
  expect(await versions.textOf(sha256(bytes))).toBe("one\ntwo");
  for (const other of [sha256("other"), "../nomous.db", ""]) expect(await versions.textOf(other)).toBeNull();
});

test("one that is not what its name says is no version", async () => {
  await using folder = await makeFolder();
  const versions = createVersions(folder.root, () => START);
  const hash = await versions.keep(Buffer.from("one"));
  await writeFile(join(folder.root, ".nomous/versions", hash), "other");
  expect([await versions.has(hash), await versions.textOf(hash)]).toEqual([false, null]);
});

test("when they are too much the oldest go, but none that is young", async () => {
  await using folder = await makeFolder();
  let now = START;
  const limits = { bytes: 250, youngMs: 30 * DAY_MS };
  const open = () => createVersions(folder.root, () => now, limits);
  const versions = open();
  const keep = (letter: string) => versions.keep(Buffer.alloc(100, letter));
  const hashes = [await keep("a")];
  now += DAY_MS;
  hashes.push(await keep("b"));
  now += 28 * DAY_MS;
  hashes.push(await keep("c"));
  // All three are young: the limit has to wait.
  expect((await readdir(join(folder.root, ".nomous/versions"))).toSorted()).toEqual(hashes.toSorted());
  now += 5 * DAY_MS;
  hashes.push(await open().keep(Buffer.alloc(100, "d")));
  expect((await readdir(join(folder.root, ".nomous/versions"))).toSorted()).toEqual(hashes.slice(2).toSorted());
});
