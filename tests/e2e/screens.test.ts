// Every main screen in light and dark, wide and on a phone: accessible to axe, silent on the console, and asking for
// nothing but the bridge.
import { readFileSync } from "node:fs";
import { systemRuntime } from "@nomous/client";
import { createFakeModelServer, type FakeModelServer, makeTinyGguf } from "@nomous/testkit";
import { afterAll, expect, test } from "vitest";
import { isShort } from "../support/long.ts";
import { answer, ask, choose, composer, ended } from "./chat.ts";
import { inBrowser } from "./scene.ts";
import { faultsOf } from "./screen-faults.ts";

const FILES = {
  "README.md": "# Harbor\n\nThe pilot boards at dawn.\n\n| berth | depth |\n|---|---|\n| north | 12 m |\n",
  "docs/pilots.md": "# Pilots\n\nA pilot boards each ship that is longer than ninety metres.\n",
  "src/crane.ts": "// The crane lifts what a pilot brings.\nexport const tonnes = 40;\n",
  "docs/spikes/2026-09-07-gpu-batch.md": readFileSync(
    new URL("../defects/bases/spike-gpu-batch.md", import.meta.url),
    "utf8",
  ),
};

inBrowser("screens", FILES, (scene) => {
  test("the first screen, a conversation, the palette, the keys, a file, the models page and the system page are sound", async () => {
    const page = await scene().visitor();
    await page.getByRole("heading", { name: "What works now" }).waitFor();
    expect(await faultsOf(page, "first")).toEqual([]);

    await ask(page, "Who boards a ship?");
    await ended(page);
    expect(await faultsOf(page, "chat")).toEqual([]);

    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search or run" }).fill("pilot");
    await page.getByRole("dialog").getByRole("option").filter({ hasText: "pilot" }).first().waitFor();
    expect(await faultsOf(page, "palette")).toEqual([]);
    await page.keyboard.press("Escape");

    await page.goto(`${scene().bridge.url}/file/README.md?line=3`);
    await page.getByRole("region", { name: "Lines" }).getByText("The pilot boards at dawn.").waitFor();
    expect(await faultsOf(page, "source")).toEqual([]);
    await page.getByRole("button", { name: "Rendered" }).click();
    await page.getByRole("main").getByRole("heading", { name: "Harbor" }).waitFor();
    expect(await faultsOf(page, "rendered")).toEqual([]);

    await page.goto(`${scene().bridge.url}/models`);
    await page.getByRole("heading", { name: "Connect a model" }).waitFor();
    expect(await faultsOf(page, "no-models")).toEqual([]);

    await page.goto(`${scene().bridge.url}/system`);
    await page.getByText("Markdown files").waitFor();
    expect(await faultsOf(page, "system")).toEqual([]);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "All keys" }).waitFor();
    expect(await faultsOf(page, "keys")).toEqual([]);
  });

  test("the library, a new document, a document with its problems, and its history are sound", async () => {
    const page = await scene().visitor();
    await page.goto(`${scene().bridge.url}/documents`);
    // A link once somebody, or the browser ahead of them, has opened it.
    const rows = page.getByRole("main");
    const name = { name: /^Technical Spike/ };
    const spike = rows.getByRole("button", name).or(rows.getByRole("link", name));
    await spike.waitFor();
    expect(await faultsOf(page, "library")).toEqual([]);
    await page.getByRole("button", { name: "New document" }).first().click();
    await page.getByRole("dialog").waitFor();
    expect(await faultsOf(page, "new-document")).toEqual([]);
    await page.keyboard.press("Escape");
    await spike.click();
    await page.getByRole("region", { name: "Problems" }).getByRole("listitem").first().waitFor();
    expect(await faultsOf(page, "document")).toEqual([]);
    await page.getByRole("button", { name: "Document menu" }).click();
    await page.getByRole("button", { name: "History", exact: true }).click();
    await page.getByRole("dialog", { name: "History" }).getByRole("button", { pressed: true }).waitFor();
    expect(await faultsOf(page, "history")).toEqual([]);
  });

  test("the keyless page is sound", async () => {
    const page = await scene().stranger();
    await page.goto(scene().bridge.url);
    await page.getByRole("heading", { name: "This browser is not paired" }).waitFor();
    expect(await faultsOf(page, "keyless")).toEqual([]);
  });

  test("an answer that is being written, branches, and a bridge that is away are sound", async () => {
    const page = await scene().visitor();
    await ask(page, "scripted: tokens=100000 rate=40 seed=3", "scripted engine");
    await page.getByRole("button", { name: "Stop" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Ask again", exact: true }).click();
    await page.getByText("2 of 2", { exact: true }).waitFor();
    await page.getByText("Everything saved").waitFor();
    await scene().stopBridge("SIGTERM");
    await page.getByText("Bridge away", { exact: true }).waitFor();
    await ask(page, "And then?");
    await page.getByText("1 message waits, sent when it returns").waitFor();
    await composer(page).fill("Half a");
    expect(await faultsOf(page, "away")).toEqual([]);
    await scene().startBridge();
  });
});

const { file } = makeTinyGguf({ phrase: "Hello from the tiny local model." });
const TINY = "Nomous tiny test model F16";
const MODELS = { ...FILES, "models/tiny.gguf": file, "models/cut.gguf": file.subarray(0, 50_000) };

let server: FakeModelServer;

inBrowser(
  "screens with models",
  MODELS,
  (scene) => {
    afterAll(() => server.close());

    test.skipIf(isShort())(
      "a conversation with models, its settings, two answers side by side, the models, the settings and the system are sound",
      async () => {
        const page = await scene().visitor();
        server.script({
          steps: [
            { type: "reasoning", text: "The crane is in `src/crane.ts`; I should read it." },
            { type: "text", text: "It lifts **forty tonnes**." },
            { type: "tool-call", index: 0, id: "1", name: "read_file", arguments: '{"path":"src/crane.ts"}' },
            { type: "finish", reason: "tool_calls" },
            { type: "usage", promptTokens: 300, outputTokens: 40 },
            { type: "done" },
          ],
        });
        await ask(page, "What does the crane lift?", "served:7b");
        await ended(page);
        await answer(page)
          .getByText(/^Thought first/)
          .click();
        await answer(page).locator(".waterfall summary").click();
        expect(await faultsOf(page, "model-chat")).toEqual([]);

        await answer(page).getByRole("button", { name: "Ask again with…" }).click();
        const dialog = page.getByRole("dialog", { name: "Ask again with" });
        await choose(dialog, TINY);
        await dialog.getByLabel("Temperature").fill("hot");
        expect(await faultsOf(page, "ask-again")).toEqual([]);
        await dialog.getByLabel("Temperature").fill("");
        await dialog.getByRole("button", { name: "Ask again as a branch" }).click();
        await page.getByRole("group", { name: "Branch" }).getByText("2 of 2").waitFor();
        await ended(page);
        await page.getByRole("link", { name: "Compare" }).click();
        await page.getByRole("button", { name: "Mark the words that differ" }).click();
        await page.locator("mark").first().waitFor();
        expect(await faultsOf(page, "compare")).toEqual([]);

        await page.goto(`${scene().bridge.url}/models`);
        await page.getByRole("region", { name: "Models" }).getByRole("button", { name: TINY }).click();
        await page.getByText("Connect another model").click();
        expect(await faultsOf(page, "models")).toEqual([]);
        await page.getByRole("button", { name: "Connect a server" }).click();
        await page.getByRole("dialog").getByRole("textbox").first().fill("https://models.example/v1");
        expect(await faultsOf(page, "connect")).toEqual([]);

        await page.goto(`${scene().bridge.url}/settings`);
        await page.getByText("Nothing leaves this machine").waitFor();
        expect(await faultsOf(page, "settings")).toEqual([]);
        await page.goto(`${scene().bridge.url}/system`);
        await page.getByText("Markdown files").waitFor();
        await page.getByRole("heading", { name: /^Slots/ }).waitFor();
        expect(await faultsOf(page, "system-with-model")).toEqual([]);
      },
    );
  },
  async () => {
    server = await createFakeModelServer(systemRuntime.clock, {
      flavour: "Ollama",
      models: [
        { name: "served:7b", isLoaded: true },
        { name: "large:70b", fileBytes: 42_520_413_916 },
        { name: "vectors:latest", kind: "embedding" },
      ],
    });
    return { env: { NOMOUS_SERVERS: server.origin } };
  },
);
