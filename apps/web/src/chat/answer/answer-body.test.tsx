import type { Client } from "@nomous/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createOfflineClient, render } from "../../web-fixture.tsx";
import { AnswerBody } from "./answer-body.tsx";
import { answerOf } from "./answer-fixture.ts";
import { AnswerHead } from "./answer-head.tsx";

let client: Client;
beforeEach(async () => {
  client = await createOfflineClient();
});
afterEach(() => client.close());

test("what the model thought is folded above the text, and says how much it is", async () => {
  const answer = answerOf({ reasoning: "one two three" });
  const { page, again, remove } = await render(client, <AnswerBody answer={{ ...answer, text: "" }} isLive />);
  const details = page.querySelector("details");
  expect([details?.open, details?.querySelector("summary")?.textContent]).toEqual([false, "Thinking · 3 words"]);
  await again(<AnswerBody answer={answer} isLive />);
  expect(details?.querySelector("summary")?.textContent).toBe("Thought first · 3 words");
  expect(page.textContent?.indexOf("one two three")).toBeLessThan(page.textContent?.indexOf("a b") ?? -1);
  remove();
});

test("a tool call is shown with its arguments, and nothing is called", async () => {
  const calls = [
    { index: 0, name: "read_file", arguments: '{"path":"a.ts"}' },
    { index: 1, name: "search", arguments: '{"text":' },
  ];
  const { page, remove } = await render(client, <AnswerBody answer={answerOf({ calls })} isLive={false} />);
  const [whole, cut] = page.querySelectorAll("figure");
  expect(whole?.textContent).toContain("The model asks for read_file");
  expect(whole?.textContent).toContain("nothing was called");
  expect(whole?.querySelector("pre")?.textContent).toBe('{\n  "path": "a.ts"\n}');
  expect(cut?.querySelector("pre")?.textContent).toBe('{"text":');
  remove();
});

test("a finished answer unfolds into a table of where its time went", async () => {
  const stats = { prefillMs: 2_310, decodeMs: 11_600, outputTokens: 312, promptTokens: 3_164 };
  const answer = answerOf({ status: "ended", tokens: 312, stats, firstMs: 2_360, totalMs: 13_970 });
  const { page, remove } = await render(client, <AnswerBody answer={answer} isLive={false} />);
  expect(page.querySelector(".waterfall summary")?.textContent).toBe(
    "First token 2.36 s · 312 tokens at 26.8 tok/s · 14.0 s in all",
  );
  const rows = [...page.querySelectorAll(".waterfall tr")].map((row) =>
    [...row.querySelectorAll("th, td")].map((cell) => cell.textContent),
  );
  expect(rows).toEqual([
    ["prompt read, 3,164 tokens", "2.31 s", "1,370 tok/s"],
    ["written, 312 tokens", "11.6 s", "26.8 tok/s"],
    ["saved and the rest", "60 ms", ""],
  ]);
  expect(page.querySelector("th")?.getAttribute("scope")).toBe("row");
  remove();
});

test("the head names the host that text goes to, and what was refused with its remedy", async () => {
  const route = {
    engine: "server/far/z",
    name: "z",
    reason: "because it was asked for",
    leavesTo: "far.example",
    refused: [{ engine: "llama/2", name: "Large", reason: "needs 46 GB, 19 GB are free", remedy: "Close something." }],
  };
  const { page, remove } = await render(client, <AnswerHead route={route} />);
  expect(page.textContent).toContain("text leaves this machine → far.example");
  expect(page.querySelector("li")?.textContent).toBe("Large needs 46 GB, 19 GB are freeClose something.");
  remove();
});
