import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Experiment, Variant } from "@nomous/workbench";
import { expect, test } from "vitest";
import { type FolderFixture, makeFolder } from "../folder-fixture.ts";
import { allowCommands, areAllowed, commandsHash, commandsOf } from "./allowed-commands.ts";

const pause = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const waiting = { pause };
const workspaceAt = ({ root }: FolderFixture) => ({ root, name: "w" });

const variant = (more: Partial<Variant>): Variant => ({
  id: "one",
  title: "one",
  command: { kind: "argv", argv: ["node", "a.mjs"] },
  ref: null,
  build: null,
  folder: ".",
  env: {},
  ...more,
});
const experiment = (...variants: Variant[]): Experiment =>
  ({ variants, metrics: [], env: [], faults: [] }) as unknown as Experiment;
const probe = (name: string): [string, ...string[]] => ["nomous", "probe", name];
const hashOf = (one: Experiment): string => commandsHash(commandsOf(one, probe));

test("every command is in the list as it will be run: builds, variants, probes, and what follows a fault", () => {
  const all = {
    ...experiment(
      variant({ id: "branch", ref: "perf", build: ["npm", "ci"], env: { A: "1" } }),
      variant({ id: "probe", command: { kind: "probe", probe: "http", params: {} } }),
    ),
    faults: [{ id: "killed", kind: "kill", afterMs: 1, forMs: 0, port: null, recover: ["node", "up.mjs"] }],
  } satisfies Experiment;
  expect(commandsOf(all, probe).map(({ role, of, argv, ref }) => [role, of, argv.join(" "), ref])).toEqual([
    ["build", "branch", "npm ci", "perf"],
    ["run", "branch", "node a.mjs", "perf"],
    ["run", "probe", "nomous probe http", null],
    ["recover", "killed", "node up.mjs", null],
  ]);
});

test("a list with anything else in it is another one", () => {
  const lists = [
    {},
    { command: { kind: "argv", argv: ["node", "a.mjs", ""] } },
    { command: { kind: "argv", argv: ["node a.mjs"] } },
    { folder: "bench" },
    { ref: "main" },
    { build: ["npm", "ci"] },
    { env: { NODE_OPTIONS: "--require ./evil.cjs" } },
  ] satisfies Partial<Variant>[];
  expect(new Set(lists.map((more) => hashOf(experiment(variant(more))))).size).toBe(lists.length);
  const one = experiment(variant({}));
  const result = { source: { from: "file", path: "notes.md", key: "ms" } } as Experiment["metrics"][0];
  const wider: Experiment[] = [one, { ...one, env: ["API_KEY"] }, { ...one, metrics: [result] }];
  expect(new Set(wider.map(hashOf)).size).toBe(wider.length);
  const ordered = { A: "1", B: "2" };
  const turned = { B: "2", A: "1" };
  expect(hashOf(experiment(variant({ env: ordered })))).toBe(hashOf(experiment(variant({ env: turned }))));
});

test("what was allowed is known from then on, and nothing else is", async () => {
  await using folder = await makeFolder();
  const workspace = workspaceAt(folder);
  const hashes = ["1", "2", "3"].map((id) => hashOf(experiment(variant({ id }))));
  const known = (): Promise<boolean[]> => Promise.all(hashes.map((hash) => areAllowed(workspace, hash)));
  expect(await known()).toEqual([false, false, false]);
  await Promise.all(hashes.slice(0, 2).map((hash) => allowCommands(workspace, hash, waiting)));
  expect(await known()).toEqual([true, true, false]);
});

test("a file that came with a folder from elsewhere allows nothing, nor does one that cannot be read", async () => {
  await using here = await makeFolder();
  await using there = await makeFolder();
  const hash = hashOf(experiment(variant({})));
  await allowCommands(workspaceAt(here), hash, waiting);
  const file = ".nomous/allowed-commands.json";
  await there.write(file, await readFile(join(here.root, file)));
  expect(await areAllowed(workspaceAt(there), hash)).toBe(false);
  await here.write(file, "{");
  expect(await areAllowed(workspaceAt(here), hash)).toBe(false);
  await allowCommands(workspaceAt(here), hash, waiting);
  expect(await areAllowed(workspaceAt(here), hash)).toBe(true);
});
