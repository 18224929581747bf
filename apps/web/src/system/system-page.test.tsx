import { type Client, ConversationId, type ModelsState } from "@nomous/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createOfflineClient, render } from "../web-fixture.tsx";
import { MachineCharts } from "./machine-charts.tsx";
import { Run, Slots } from "./slots.tsx";

let client: Client;
beforeEach(async () => {
  client = await createOfflineClient();
});
afterEach(() => client.close());

const conversation = ConversationId.parse("0196a1b2-0000-7000-8000-000000000001");
const summary = { id: conversation, title: "Cold start", createdAt: 0, activeAt: 0, turns: 2, branches: 1 };
const list = new Map([[conversation, summary]]);
const run: ModelsState["runs"][number] = {
  model: "llama/1",
  name: "Qwen2.5 7B",
  state: "loaded",
  progress: 1,
  where: "on the CPU, 3 of 4 threads",
  contextTokens: 4_096,
  slots: [
    { doing: "decode", conversation, tokens: 3_625, perSecond: 26.94 },
    { doing: "prefill", tokens: 1_842, perSecond: 1_604.2 },
    { doing: "idle", conversation, tokens: 2_310 },
    { doing: "idle", tokens: 0 },
  ],
  waiting: 0,
};

/** The words of each row of a table, and of the rest. */
async function rowsOf(shown: ModelsState["runs"][number]) {
  const { page, remove } = await render(client, <Run run={shown} list={list} />);
  const words = (selector: string): string[] =>
    [...page.querySelectorAll(selector)].map(({ textContent }) => textContent);
  const rows = [...page.querySelectorAll("tbody tr")].map((row) =>
    [...row.querySelectorAll("td")].map(({ textContent }) => textContent.trim()),
  );
  const found = { title: words("h2"), rows, note: words("p"), links: page.querySelectorAll("a").length };
  remove();
  return found;
}

test("a loaded model shows what each slot does, for which conversation, how full it is and how fast", async () => {
  expect(await rowsOf(run)).toEqual({
    title: ["Slots Qwen2.5 7B, 2 of 4 busy"],
    rows: [
      ["1", "Cold start", "3,625", "26.9 tok/s"],
      ["2", "reads a prompt", "1,842", "1,604 tok/s"],
      ["3", "free, keeps Cold start", "2,310", ""],
      ["4", "free", "0", ""],
    ],
    note: ["Nothing waits; on the CPU, 3 of 4 threads."],
    links: 2,
  });
});

test("a model on its way says how far it is, and what waits for it", async () => {
  const { title, rows, note } = await rowsOf({ ...run, state: "loading", progress: 0.4, slots: [], waiting: 2 });
  expect([title, rows, note]).toEqual([
    ["Slots Qwen2.5 7B, loading, 40 %"],
    [],
    ["2 prompts wait; on the CPU, 3 of 4 threads."],
  ]);
});

test("with the bridge away and nothing seen yet, both parts say when there will be something", async () => {
  const { page, remove } = await render(
    client,
    <>
      <MachineCharts />
      <Slots />
    </>,
  );
  expect([...page.querySelectorAll(".state")].map(({ textContent }) => textContent)).toEqual([
    "Bridge away. What this machine does appears when it is back.",
    "Bridge away. What models do appears when it is back.",
  ]);
  remove();
});
