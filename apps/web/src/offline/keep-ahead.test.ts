import type { Client } from "@nomous/client";
import { expect, test } from "vitest";
import { keepAhead } from "./keep-ahead.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;
const NOW = 10 * DAY_MS;

/** A client that has answers of these times, and notes what it is asked. */
function clientWith(ages: Readonly<Record<string, number>>, types: readonly (string | null)[], fails = false) {
  const asked: string[] = [];
  const client = {
    kept: async (name: string) =>
      name === "documents.list"
        ? { result: { documents: types.map((type) => ({ type })) }, at: NOW }
        : ages[name] === undefined
          ? undefined
          : { result: {}, at: NOW - ages[name] },
    ask: async (name: string) => {
      asked.push(name);
      if (fails) throw new Error("away");
    },
  };
  return { asked, client: client as unknown as Client };
}

test("lists that nobody looked at are asked for once, those that are a day old again", async () => {
  const { asked, client } = clientWith({ "models.list": DAY_MS / 2, "workspace.files": DAY_MS * 2 }, ["spec"]);
  await keepAhead(client, NOW);
  expect(asked).toEqual(["workbench.settings", "workspace.files", "experiment.list", "trace.read"]);
});

test("where there are no documents nothing is asked that looks through them", async () => {
  const { asked, client } = clientWith({}, [null]);
  await keepAhead(client, NOW);
  expect(asked).toEqual(["workbench.settings", "models.list", "workspace.files"]);
});

test("a bridge that goes meanwhile is not asked on", async () => {
  const { asked, client } = clientWith({}, ["spec"], true);
  await keepAhead(client, NOW);
  expect(asked).toHaveLength(1);
});
