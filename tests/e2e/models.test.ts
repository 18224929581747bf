// The Models and Settings screens: from no model to one that answers, what a wrong path is told, servers here and elsewhere, and
// a file that cannot be run.
import { writeFileSync } from "node:fs";
import { systemRuntime } from "@nomous/client";
import { createFakeModelServer, type FakeModelServer, makeTinyGguf } from "@nomous/testkit";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answer, ask, copied, ended } from "./chat.ts";
import { inBrowser, type Scene } from "./scene.ts";

const PHRASE = "Hello from the tiny local model.";
const TINY = "Nomous tiny test model F16";
const { file } = makeTinyGguf({ phrase: PHRASE });

const details = (page: Page): Locator => page.getByRole("region", { name: TINY });
const row = (page: Page, name: string): Locator =>
  page.getByRole("region", { name: "Models" }).getByRole("button", { name });
const button = (part: Page | Locator, name: string): Locator => part.getByRole("button", { name, exact: true });

async function openModels(page: Page, scene: Scene): Promise<void> {
  await page.goto(`${scene.bridge.url}/models`);
  await page.getByText("How the next message is answered").waitFor();
}

/** In the dialog that `opener` opens: `target`, and what it is told. */
async function add(page: Page, opener: string, target: string): Promise<Locator> {
  await button(page.getByRole("banner"), opener).click();
  const dialog = page.getByRole("dialog", { name: opener });
  await dialog.getByRole("textbox").first().fill(target);
  await button(dialog, opener).click();
  return dialog;
}

inBrowser("models", { "README.md": "# Harbor\n\nThe pilot boards at dawn.\n" }, (scene) => {
  let server: FakeModelServer;
  beforeAll(async () => {
    server = await createFakeModelServer(systemRuntime.clock, {
      flavour: "llama-server",
      models: [{ name: "far.gguf", canSee: true }],
    });
  });
  afterAll(() => server.close());

  test("a person without a model is guided to one: added by its path, loaded, tried, chosen, unloaded, taken off", async () => {
    const path = scene().desk.path("tiny.gguf");
    const text = scene().desk.path("text.gguf");
    writeFileSync(path, file);
    writeFileSync(text, "no model");
    const page = await scene().visitor();
    await page.getByRole("heading", { name: "No model is connected" }).waitFor();
    await page.getByRole("link", { name: "Connect a model" }).click();
    await page.getByRole("heading", { name: "Connect a model" }).waitFor();
    await page.getByText("nomous models pull").waitFor();
    await page.getByText("Where was looked").click();
    await page.getByRole("cell", { name: "none" }).first().waitFor();

    const opener = "Add a file or folder";
    for (const [target, why] of [
      [`${path}x`, "it is not there"],
      [text, "GGUF"],
      ["models/tiny.gguf", "absolute"],
    ] as const) {
      const dialog = await add(page, opener, target);
      await expect.poll(() => dialog.getByRole("alert").innerText()).toContain(why);
      await button(dialog, "Cancel").click();
    }
    await (await add(page, opener, path)).waitFor({ state: "detached" });
    await row(page, TINY).getByText("loads on first use").waitFor();
    await row(page, TINY)
      .getByRole("img", { name: /^Memory: needs .+ MB of .+ GB free$/ })
      .waitFor();

    const progress = details(page).getByRole("progressbar", { name: "Loading" });
    await Promise.all([progress.waitFor(), button(details(page), "Load").click()]);
    await row(page, TINY)
      .getByText(/^loaded, on the CPU/)
      .waitFor();
    await button(details(page), "Ask").click();
    await details(page).getByText(PHRASE, { exact: true }).waitFor();
    await details(page)
      .getByText(/^First token after .+, \d+ tokens$/)
      .waitFor();

    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByText("Nothing leaves this machine").waitFor();
    await page.getByRole("button", { name: "This machine's choice: The bridge chooses" }).click();
    await page.getByRole("option").filter({ hasText: TINY, hasNotText: "The bridge chooses" }).click();
    await page.getByRole("button", { name: `This machine's choice: ${TINY}` }).waitFor();
    await page.goto(scene().bridge.url);
    await ask(page, "Hi");
    await ended(page);
    expect(await copied(page, answer(page).getByRole("button", { name: "Copy answer as Markdown" }))).toBe(PHRASE);

    await openModels(page, scene());
    await button(details(page), "Unload").click();
    await row(page, TINY).getByText("loads on first use").waitFor();
    await scene().stopBridge("SIGTERM");
    await scene().startBridge();
    await openModels(page, scene());
    await row(page, TINY).getByText("this machine's choice").waitFor();
    await button(details(page), "Let the bridge choose again").click();
    await button(details(page), "Answer with it by default").waitFor();
    await button(details(page), "Take it off the list").click();
    await page.getByRole("heading", { name: "Connect a model" }).waitFor();
  });

  test("a server elsewhere is marked wherever its models stand, and is asked only when it is chosen", async () => {
    const page = await scene().visitor();
    await openModels(page, scene());
    const opener = "Connect a server";
    await button(page.getByRole("banner"), opener).click();
    const dialog = page.getByRole("dialog", { name: opener });
    const address = dialog.getByRole("textbox", { name: /^Address/ });
    const warning = dialog.getByText("What you ask its models leaves this machine.");
    await address.fill("http://127.0.0.1:8000/v1");
    expect(await warning.count()).toBe(0);
    await address.fill("https://models.example/v1");
    await warning.waitFor();
    // Not one of the names that mean this machine, though the way there does not leave it.
    await address.fill(`http://0.0.0.0:${server.port}/v1`);
    await warning.waitFor();
    await button(dialog, opener).click();
    await dialog.waitFor({ state: "detached" });
    await row(page, "far.gguf").getByText("text leaves this machine: 0.0.0.0").waitFor();

    await page.goto(scene().bridge.url);
    await ask(page, "Who boards at dawn?");
    await answer(page).getByText("workspace search (no model)", { exact: true }).waitFor();
    expect(server.requests.filter(({ route }) => route.includes("chat"))).toEqual([]);
    await ask(page, "Who boards at dawn?", "far.gguf");
    await answer(page)
      .getByText(/text leaves this machine.*0\.0\.0\.0/)
      .waitFor();
    await answer(page).getByText("You said:").first().waitFor();

    await page.goto(`${scene().bridge.url}/settings`);
    await page.getByText(/^0\.0\.0\.0: what you ask its models leaves this machine/).waitFor();
    expect(await page.getByText("Nothing leaves this machine").count()).toBe(0);
    await openModels(page, scene());
    await row(page, "far.gguf").click();
    await button(page, "Take it off the list").click();
    await page.getByRole("heading", { name: "Connect a model" }).waitFor();
  });

  test("a server that does not answer and a file that is cut off stand in the list with the reason and what to do", async () => {
    const cut = scene().desk.path("cut.gguf");
    writeFileSync(cut, file);
    const page = await scene().newcomer({ viewport: { width: 390, height: 844 } });
    await openModels(page, scene());
    await button(page.getByRole("banner"), "File").click();
    await page.getByRole("dialog").getByRole("textbox").fill(cut);
    await button(page.getByRole("dialog"), "Add a file or folder").click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await row(page, TINY).waitFor();
    writeFileSync(cut, file.subarray(0, 50_000));
    await button(page.getByRole("banner"), "Server").click();
    await page.getByRole("dialog").getByRole("textbox").first().fill("http://127.0.0.1:9/v1");
    await button(page.getByRole("dialog"), "Connect a server").click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await row(page, "127.0.0.1:9").getByText("refuses connections").waitFor();
    await row(page, "cut")
      .getByText(/bytes of the file are missing/)
      .waitFor();

    await row(page, "cut").click();
    await page.getByRole("region", { name: "cut" }).getByText("Download it again").waitFor();
    expect(await button(page.getByRole("region", { name: "cut" }), "Load").count()).toBe(0);
    await page.getByText("2 refused, 0 after it").click();
    await page.getByText("Start it, then look again.").waitFor();
  });
});
