// From the line in the terminal to an answer: what a person does in the first minute.
import { expect, test } from "vitest";
import { answer, ask } from "./chat.ts";
import { inBrowser } from "./scene.ts";

const RELAY = "The zanzibar relay listens on 7070.";
const ports = [
  "# Ports",
  ...Array.from({ length: 140 }, (_, i) => `Berth ${i} is free.`),
  "",
  "## Relay",
  "",
  RELAY,
  "It answers within a second.",
  "",
  "## Cranes",
  "",
  ...Array.from({ length: 140 }, (_, i) => `Crane ${i} is idle.`),
].join("\n");

const isInView = (element: Element): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
};

inBrowser("first run", { "notes/ports.md": ports }, (scene) => {
  test("[H8] the link of the terminal leads to an answer whose source opens the lines that it names", async () => {
    const page = await scene().stranger();
    await page.addInitScript(() =>
      document.addEventListener("DOMContentLoaded", () =>
        sessionStorage.setItem("first address", (sessionStorage.getItem("first address") ?? "") + location.href),
      ),
    );
    await page.goto(scene().bridge.link);
    await page.getByRole("heading", { name: "No model is connected" }).waitFor();
    const firstAddress = await page.evaluate(() => sessionStorage.getItem("first address"));
    expect(firstAddress).toBe(`${scene().bridge.url}/`);
    expect(page.url()).toBe(`${scene().bridge.url}/`);

    await ask(page, "Where does the zanzibar relay listen?");
    await answer(page).getByRole("heading", { name: "Search results: no model connected" }).waitFor();
    const source = answer(page).getByRole("list", { name: "Sources" }).getByRole("link").first();
    const place = await source.innerText();
    expect(place).toMatch(/^notes\/ports\.md:\d+/);
    await source.click();

    await page.getByRole("heading", { name: place }).waitFor();
    const [from = 0, to = from] = (place.split(":")[1] ?? "").split("-").map(Number);
    const lines = page.getByRole("region", { name: "Lines" });
    await lines.getByText(RELAY).waitFor();
    expect(await lines.getByText(RELAY).evaluate(isInView)).toBe(true);
    const shown = await lines.locator("[data-index]").evaluateAll((rows) =>
      rows.map((row) => ({
        line: Number(row.children[0]?.textContent),
        text: row.children[1]?.textContent ?? "",
        colour: getComputedStyle(row).backgroundColor,
      })),
    );
    expect(shown.length).toBeGreaterThan(to - from + 1);
    const plain = shown.find(({ line }) => line < from)?.colour;
    for (const { line, text, colour } of shown) {
      expect(text).toBe(ports.split("\n")[line - 1]);
      expect(colour !== plain).toBe(line >= from && line <= to);
    }
    expect(shown.filter(({ line }) => line >= from && line <= to).map(({ text }) => text)).toContain(RELAY);
  });

  test("[H8] without a key the page says which command to run, and a link that is pasted there pairs", async () => {
    const page = await scene().stranger();
    await page.goto(`${scene().bridge.url}/system`);
    await page.getByRole("heading", { name: "This browser is not paired" }).waitFor();
    await page.getByText("nomous link").first().waitFor();
    const field = page.getByRole("textbox", { name: "Pairing link" });
    await field.fill("http://127.0.0.1/");
    await page.getByRole("button", { name: "Pair this browser" }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").innerText()).toContain("no pairing link");

    const link = (await scene().desk.runWarm(["link", "-w", scene().workspace])).out.trim();
    await field.fill(link);
    await field.press("Enter");
    await page.getByRole("heading", { name: "System" }).waitFor();
    expect(page.url()).toBe(`${scene().bridge.url}/system`);

    const other = await scene().stranger();
    await other.goto(link);
    await other.getByText("This link was used or is older than ten minutes.").waitFor();
    await other.goto((await scene().desk.runWarm(["link", "-w", scene().workspace])).out.trim());
    await other.getByText(/^Bridge here/).waitFor();
    expect(other.url()).toBe(`${scene().bridge.url}/`);
  });

  test("a browser that paired stays paired over a reload, and a second link does it no harm", async () => {
    const page = await scene().visitor();
    await page.reload();
    await page.getByText(/^Bridge here/).waitFor();
    await page.goto((await scene().desk.runWarm(["link", "-w", scene().workspace])).out.trim());
    await page.waitForURL(`${scene().bridge.url}/`);
    await page.getByText(/^Bridge here/).waitFor();
    expect(await page.evaluate(() => location.hash)).toBe("");
  });
});
