import type { Client, ConnectionState, QueryArgs } from "@nomous/client";
import { act } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AWAY, HERE } from "../library/library-fixture.tsx";
import { clientWith, createOfflineClient, render } from "../web-fixture.tsx";
import { useQuery } from "./use-query.ts";

let client: Client;
beforeEach(async () => {
  client = await createOfflineClient();
});
afterEach(() => client.close());

function Trace({ id }: { id: string | null }) {
  const { data, at, error } = useQuery("trace.read", { id });
  return <p>{error ?? (data === undefined ? "nothing" : `${data.id} of ${at}`)}</p>;
}

const trace = (id: string | null) => ({ id, nodes: [], edges: [], gaps: [], leftOut: 0 });

/** The words that are shown, for one id after the other. */
async function shown(
  parts: Partial<Client>,
  connection: { current: () => ConnectionState } & typeof HERE,
  ids: string[],
) {
  const words: string[] = [];
  const { page, again, remove } = await render(clientWith(client, parts), <Trace id={ids[0] ?? null} />, connection);
  for (const id of ids) {
    await again(<Trace id={id} />);
    await act(async () => undefined);
    words.push(page.textContent);
  }
  remove();
  return words;
}

const kept = (async (_name: string, { id }: QueryArgs<"trace.read">) =>
  id === "plan" ? { result: trace(id), at: 14 } : undefined) as unknown as Client["kept"];
const ask = (async (_name: string, { id }: QueryArgs<"trace.read">) => {
  if (id === "gone") throw new Error("no such node");
  return trace(id);
}) as unknown as Client["ask"];

test("while the bridge is away the last answer that this browser got is shown with its age, and none for another question", async () => {
  expect(await shown({ kept, ask }, AWAY, ["plan", "spec", "plan"])).toEqual(["plan of 14", "nothing", "plan of 14"]);
});

test("while the bridge is here it is asked, and what it refuses is told beside what was shown", async () => {
  const [first, second] = await shown({ kept, ask }, HERE, ["plan", "gone"]);
  expect(first).toMatch(/^plan of \d{13}$/);
  expect(second).toBe("no such node");
});

test("what cannot be read here is told as not being here", async () => {
  const broken = (() => Promise.reject(new Error("the database is gone"))) as Client["kept"];
  expect(await shown({ kept: broken, ask }, AWAY, ["plan"])).toEqual(["nothing"]);
});
