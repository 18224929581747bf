// A conversation with models: real llama.cpp on small files that recite, and a server that does what it is told.
import process from "node:process";
import { systemRuntime } from "@nomous/client";
import {
  answerScript,
  type ChatStep,
  createFakeModelServer,
  describeTinyGguf,
  type FakeModelServer,
  lacks,
  recital,
  type TinyGgufOptions,
  tokensOf,
  withKeys,
  writeGguf,
} from "@nomous/testkit";
import type { Locator, Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { isShort } from "../support/long.ts";
import { childrenOf } from "../support/process-tree.ts";
import { answer, ask, choose, copied, ended, turns } from "./chat.ts";
import { inBrowser } from "./scene.ts";

const PHRASE = "Hello from the tiny local model.";
const LONG_PHRASE = recital(3_000);

const named = (name: string, options: TinyGgufOptions): Uint8Array =>
  writeGguf(withKeys(describeTinyGguf(options), { "general.name": { type: "string", value: name } }));

const FILES = {
  "README.md": "# Harbor\n\nThe pilot boards at dawn.\n",
  "models/tiny.gguf": named("Tiny", { phrase: PHRASE }),
  // Deep, so that it writes slowly enough to be stopped, or killed.
  "models/long.gguf": named("Long", { phrase: LONG_PHRASE, layers: 16, dim: 256, ffn: 1024, contextTokens: 4096 }),
};
const TINY = "Tiny F16";
const LONG = "Long F16";
const SERVED = "served.gguf";
const GONE = "gone:7b";

interface ChatBody {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly temperature?: number;
  readonly response_format?: { readonly type: string };
}

const askedFor = (server: FakeModelServer): ChatBody[] =>
  server.requests.filter(({ route }) => route.endsWith("/chat/completions")).map(({ body }) => body as ChatBody);

const againWith = (page: Page): Locator => answer(page).getByRole("button", { name: "Ask again with…" });
const answerText = (page: Page): Promise<string> =>
  copied(page, answer(page).getByRole("button", { name: "Copy answer as Markdown" }));
const idsOfChildren = (parent: number): number[] =>
  childrenOf(parent).flatMap(({ pid, state }) => (state === "Z" ? [] : [pid]));
/** What the answer shows; not what it reads out. */
const said = (page: Page, text: string | RegExp): Locator =>
  answer(page).locator("p:not(.heard)").filter({ hasText: text }).first();
const rows = (table: Locator): Promise<string[][]> =>
  table
    .getByRole("row")
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));

const written = (type: "text" | "reasoning", text: string): ChatStep[] =>
  tokensOf(text).map((each) => ({ type, text: each }));

let server: FakeModelServer;
/** Goes away in one of the tests. */
let leaving: FakeModelServer;

inBrowser(
  "a conversation with models",
  FILES,
  (scene) => {
    afterAll(() => Promise.all([server.close(), leaving.close()]));

    test("a model in a file answers what it knows, word for word, and the page tells how fast and with how much context", async () => {
      const page = await scene().visitor();
      await ask(page, "Hi", TINY);
      await ended(page);
      expect(await answerText(page)).toBe(PHRASE);
      await answer(page).getByText("because it was asked for").waitFor();
      const facts = answer(page).locator(".waterfall summary");
      expect(await facts.innerText()).toMatch(/^First token [\d.]+ m?s.* · \d+ tokens.* in all$/);
      await facts.click();
      const stages = await rows(answer(page).getByRole("table", { name: /^Where the time went/ }));
      const labels = stages.map(([label = ""]) => label);
      for (const label of ["model loaded", "passages and context", "prompt read", "written"])
        expect(labels.some((each) => each.startsWith(label))).toBe(true);
      for (const [, ms = ""] of stages) expect(ms).toMatch(/^[\d.,]+ (µs|ms|s)$/);
      const meter = page.getByRole("meter", { name: "Context" });
      const [now, max] = await meter.evaluate((each) =>
        ["aria-valuenow", "aria-valuemax"].map((name) => Number(each.getAttribute(name))),
      );
      expect(max).toBe(2_048);
      expect(now).toBeGreaterThan(50);
      expect(now).toBeLessThan(2_048);

      await ask(page, "And again?");
      await turns(page).nth(3).waitFor();
      await ended(page);
      expect(await answerText(page)).toBe(PHRASE);
      expect(await answer(page).locator(".waterfall summary").innerText()).toMatch(/, \d+ tokens reused/);
      expect((await scene().turnsOf(page)).map(({ role, end, text }) => [end ?? role, text])).toEqual([
        ["person", "Hi"],
        ["done", PHRASE],
        ["person", "And again?"],
        ["done", PHRASE],
      ]);
    });

    test.skipIf(isShort() || lacks(process.platform === "linux", "Linux, whose /proc tells which process writes"))(
      "a model that is killed while it writes takes nothing with it: what happened is told, others answer, and it comes back",
      async () => {
        const page = await scene().visitor();
        const before = idsOfChildren(scene().bridge.pid);
        await ask(page, "Recite", LONG);
        await said(page, /^Baba babe babi/).waitFor();
        const started = idsOfChildren(scene().bridge.pid).filter((pid) => !before.includes(pid));
        expect(started).toHaveLength(1);
        for (const pid of started) process.kill(pid, "SIGKILL");
        await answer(page)
          .getByText(/^Long F16 crashed while it wrote an answer: the process was killed by SIGKILL\./)
          .waitFor();
        const [, cut] = await scene().turnsOf(page);
        expect(cut).toMatchObject({ role: "engine", end: "error" });
        expect(LONG_PHRASE.startsWith(cut?.text ?? "no text")).toBe(true);

        await ask(page, "And now?");
        await turns(page).nth(3).waitFor();
        await ended(page);
        await answer(page).getByText("1 other engine looked at").click();
        await answer(page)
          .getByText(/crashed .* while it wrote/)
          .waitFor();
        expect(scene().bridge.child.exitCode).toBeNull();

        await page.getByRole("link", { name: "Models", exact: true }).click();
        await page.getByRole("region", { name: "Models" }).getByRole("button", { name: LONG }).click();
        const details = page.getByRole("region", { name: LONG });
        await details.getByText(/it crashed while it wrote; the process was killed by SIGKILL/).waitFor();
        await details.getByRole("button", { name: "Load it again" }).click();
        await details.getByText(/^loaded, on the CPU/).waitFor({ timeout: 20_000 });
        await page.goto(scene().bridge.url);
        await ask(page, "Recite", LONG);
        await said(page, /^Baba babe babi/).waitFor();
        await page.keyboard.press("Escape");
        await ended(page);
      },
    );

    test.skipIf(isShort())(
      "an answer is stopped in the middle, its beginning is kept, and the next question is answered",
      async () => {
        const page = await scene().visitor();
        await ask(page, "Recite", LONG);
        await said(page, /^Baba babe babi/).waitFor();
        await page.getByRole("button", { name: "Stop" }).click();
        await answer(page)
          .getByText(/^Stopped after \d+ tokens\.$/)
          .waitFor();
        const [, stopped] = await scene().turnsOf(page);
        expect(stopped).toMatchObject({ role: "engine", end: "cancelled" });
        expect(LONG_PHRASE.startsWith(stopped?.text ?? "no text")).toBe(true);
        expect(stopped?.text.length).toBeLessThan(LONG_PHRASE.length);
        expect(await answerText(page)).toBe(stopped?.text);
        await ask(page, "Hi", TINY);
        await said(page, PHRASE).waitFor();
      },
    );

    test("the same question to another model is a branch, and both answers stand side by side", async () => {
      const page = await scene().visitor();
      server.script(answerScript("Hello from the model of a server."));
      await ask(page, "Hi", SERVED);
      await ended(page);
      await againWith(page).click();
      const dialog = page.getByRole("dialog", { name: "Ask again with" });
      await choose(dialog, TINY);
      await dialog.getByRole("button", { name: "Ask again as a branch" }).click();
      await said(page, PHRASE).waitFor();
      await ended(page);
      await page.getByRole("group", { name: "Branch" }).getByText("2 of 2").waitFor();

      await page.getByRole("link", { name: "Compare" }).click();
      const [a, b] = ["A", "B"].map((side) => page.getByRole("region", { name: `Answer ${side}` }));
      await a?.getByText("Hello from the model of a server.").waitFor();
      await b?.getByText(PHRASE).waitFor();
      expect(await rows(page.getByRole("table", { name: "Settings that differ" }))).toEqual([
        ["Setting", "A", "B"],
        ["model", SERVED, TINY],
      ]);
      await page.getByRole("button", { name: "Mark the words that differ" }).click();
      expect((await b?.locator("mark").allInnerTexts())?.join(" ")).toContain("tiny local");
      await page.reload();
      await b?.getByText(PHRASE).waitFor();
    });

    test("settings reach the model, hold along their branch and over a restart of the bridge, and nowhere else", async () => {
      const page = await scene().visitor();
      await ask(page, "First", SERVED);
      await ended(page);
      const panel = page.getByRole("complementary", { name: "Side panel" });
      await panel.getByRole("button", { name: "Change" }).click();
      await panel.getByLabel("Temperature").fill("0.3");
      await panel.getByLabel("System text").fill("You are the harbor master.");
      await panel.getByLabel("JSON Schema of the answer").fill('{"type": "object"}');
      server.script(answerScript('{"berth": 1}'), answerScript('{"berth": 2}'));
      await ask(page, "Second");
      await turns(page).nth(3).waitFor();
      await ended(page);
      await ask(page, "Third");
      await turns(page).nth(5).waitFor();
      await ended(page);
      expect(await answerText(page)).toBe('{"berth": 2}');
      const [first, ...later] = askedFor(server).slice(-3);
      expect([first?.temperature, first?.response_format]).toEqual([undefined, undefined]);
      for (const body of later) {
        expect(body).toMatchObject({ temperature: 0.3, response_format: { type: "json_schema" } });
        expect(body.messages[0]).toMatchObject({ role: "system" });
        expect(body.messages[0]?.content).toContain("You are the harbor master.");
      }

      await scene().stopBridge("SIGKILL");
      await scene().startBridge();
      await page.reload();
      await page.getByRole("article").nth(5).waitFor();
      await page
        .locator(".composer")
        .getByRole("button", { name: /^Settings: .*temperature 0\.3/ })
        .waitFor();
      await page.getByText("Everything saved").waitFor();
      server.script(answerScript("no JSON at all"));
      await ask(page, "Fourth");
      await turns(page).nth(7).waitFor();
      await ended(page);
      await answer(page).getByText(/JSON/).first().waitFor();
      expect(askedFor(server).at(-1)).toMatchObject({ temperature: 0.3 });
      expect((await scene().turnsOf(page)).at(-1)).toMatchObject({ end: "error", text: "no JSON at all" });

      await turns(page).first().hover();
      await turns(page).first().getByRole("button", { name: "Edit" }).click();
      await page.getByRole("textbox", { name: "Edit the message" }).fill("First, otherwise");
      await page.getByRole("button", { name: "Send as a branch" }).click();
      await said(page, /You said: First, otherwise/).waitFor();
      expect(askedFor(server).at(-1)?.temperature).toBeUndefined();
    });

    test.skipIf(isShort())("a schema holds for a model in a file too", async () => {
      const page = await scene().visitor();
      await choose(page.locator(".composer"), TINY);
      await page
        .locator(".composer")
        .getByRole("button", { name: /^Settings/ })
        .click();
      const dialog = page.getByRole("dialog", { name: "Settings of this conversation" });
      await dialog.getByLabel("JSON Schema of the answer").fill('{"enum": ["north", "south"]}');
      await dialog.getByRole("button", { name: "Close" }).click();
      await ask(page, "Which berth?");
      await ended(page);
      expect(["north", "south"]).toContain(JSON.parse(await answerText(page)));
    });

    test("what a model thought is folded above its answer, and the tools that it asks for are shown and not called", async () => {
      const page = await scene().visitor();
      server.script({
        steps: [
          ...written("reasoning", "I should look at the plan first."),
          ...written("text", "It is in the **plan**."),
          { type: "tool-call", index: 0, id: "call_1", name: "read_file", arguments: '{"path":' },
          { type: "tool-call", index: 0, arguments: '"plan.md"}' },
          { type: "finish", reason: "tool_calls" },
          { type: "usage", promptTokens: 40, outputTokens: 20 },
          { type: "done" },
        ],
      });
      await ask(page, "Where is the crane?", SERVED);
      await ended(page);
      const thought = answer(page).getByText("I should look at the plan first.");
      expect(await thought.isVisible()).toBe(false);
      await answer(page).getByText("Thought first · 7 words").click();
      await thought.waitFor();
      const call = answer(page).getByRole("figure");
      expect(await call.innerText()).toContain("nothing was called");
      expect(JSON.parse(await call.locator("pre").innerText())).toEqual({ path: "plan.md" });
      await call.getByText("read_file").waitFor();
      expect(await answerText(page)).toBe("It is in the **plan**.");
    });

    test("when the server of the chosen model is gone, the next engine answers, and the page says which, why and what to do", async () => {
      const page = await scene().visitor();
      await choose(page.locator(".composer"), GONE);
      await leaving.close();
      await ask(page, "Who boards at dawn?");
      await ended(page);
      expect(await answer(page).getByText(GONE, { exact: true }).isVisible()).toBe(false);
      await answer(page).getByText("1 other engine looked at").click();
      const refused = answer(page).getByRole("listitem").filter({ hasText: GONE });
      expect(await refused.innerText()).toMatch(/connect/);
      expect(await refused.innerText()).toMatch(/Start it/);
      const [, answered] = await scene().turnsOf(page);
      expect(answered).toMatchObject({ role: "engine", end: "done" });
    });
  },
  async () => {
    [server, leaving] = await Promise.all([
      createFakeModelServer(systemRuntime.clock, { flavour: "llama-server", models: [{ name: SERVED }] }),
      createFakeModelServer(systemRuntime.clock, { flavour: "Ollama", models: [{ name: GONE }] }),
    ]);
    return { env: { NOMOUS_SERVERS: `${server.origin},${leaving.origin}` } };
  },
);
