// What can be done in a conversation, by pointer and by keyboard, and that no text can do anything to the page.
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { answer, ask, copied, ended, turns } from "./chat.ts";
import { inBrowser } from "./scene.ts";

const ATTACK = `# Notice

<script>window.attacked = "script"</script>
<img src="x" onerror="window.attacked = 'onerror'">
![remote](https://example.com/pixel.png)
![local](//example.com/pixel.png "quagmire")
<iframe src="https://example.com/"></iframe>
[click](javascript:window.attacked='link') [data](data:text/html,<script>window.attacked='data'</script>)
<svg onload="window.attacked = 'svg'"></svg>

The quagmire of the north basin is dredged in spring.
`;

const FILES = {
  "README.md": "# Harbor\n\nThe pilot boards at dawn.\n\nSee [the crane](src/crane.ts).\n",
  "src/crane.ts": "// The crane lifts forty tonnes.\nexport const tonnes = 40;\n",
  "notes/notice.md": ATTACK,
};

const person = (page: Page, text: string): Locator => turns(page).filter({ hasText: text }).first();

inBrowser("conversation", FILES, (scene) => {
  test("an edited message begins a branch, and the switcher goes back and forth", async () => {
    const page = await scene().visitor();
    await ask(page, "Who boards at dawn?");
    await ended(page);
    await person(page, "Who boards at dawn?").hover();
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByRole("textbox", { name: "Edit the message" }).fill("What does the crane lift?");
    await page.getByRole("button", { name: "Send as a branch" }).click();
    await turns(page).getByText("forty tonnes").first().waitFor();
    const branch = page.getByRole("group", { name: "Branch" });
    await branch.getByText("2 of 2").waitFor();
    expect(await person(page, "Who boards at dawn?").count()).toBe(0);

    await branch.getByRole("button", { name: "Previous branch" }).click();
    await person(page, "Who boards at dawn?").waitFor();
    await branch.getByText("1 of 2").waitFor();
    await page.keyboard.press("Alt+ArrowRight");
    await branch.getByText("2 of 2").waitFor();
    await page.reload();
    await branch.getByText("2 of 2").waitFor();
    await person(page, "What does the crane lift?").waitFor();
    expect((await scene().turnsOf(page)).map(({ text }) => text)).toEqual(
      expect.arrayContaining(["Who boards at dawn?", "What does the crane lift?"]),
    );
  });

  test("a deleted conversation goes, and Undo brings it back", async () => {
    const page = await scene().visitor();
    await ask(page, "Is the delete button red?");
    await ended(page);
    const address = page.url();
    const row = page.getByRole("navigation", { name: "Workspace" }).getByText("Is the delete button red?");
    await row.waitFor();
    await page.getByRole("button", { name: "Conversation menu" }).click();
    await page.getByRole("button", { name: /^Delete/ }).click();
    await page.getByText("Deleted “Is the delete button red?”").waitFor();
    await row.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await row.waitFor();
    expect(page.url()).toBe(address);
    await person(page, "Is the delete button red?").waitFor();
  });

  test("search finds what was said and a title, and opens it", async () => {
    const page = await scene().visitor();
    await ask(page, "How deep is the walrus basin?");
    await ended(page);
    const address = page.url();
    await page.goto(scene().bridge.url);
    await page.getByRole("button", { name: /^Search or run/ }).click();
    await page.getByRole("combobox", { name: "Search or run" }).fill("walrus");
    const said = page.getByRole("option").filter({ hasText: "walrus basin" }).last();
    await said.click();
    await person(page, "How deep is the walrus basin?").waitFor();
    expect(page.url()).toBe(address);

    await page.getByRole("button", { name: "Filter conversations" }).click();
    await page.getByRole("searchbox", { name: "Words in the title" }).fill("WALRUS");
    const links = page.getByRole("list", { name: "Conversations, newest first" }).getByRole("link");
    await expect.poll(() => links.allInnerTexts()).toEqual(["How deep is the walrus basin?"]);
  });

  test("an attached file is quoted, and its name leads to it", async () => {
    const page = await scene().visitor();
    await page.getByRole("button", { name: "Attach a file or an image of the workspace" }).click();
    await page.getByRole("combobox", { name: "Attach a file" }).fill("crane");
    await page.getByRole("option", { name: /crane\.ts/ }).click();
    await page.getByRole("list", { name: "Attached files" }).getByText("src/crane.ts").waitFor();
    await ask(page, "How many tonnes?");
    await ended(page);
    expect(await copied(page, answer(page).getByRole("button", { name: "Copy code" }))).toBe(
      FILES["src/crane.ts"].trim(),
    );
    await person(page, "How many tonnes?").getByRole("link", { name: "src/crane.ts" }).click();
    await page.getByRole("region", { name: "Lines" }).getByText("export const tonnes = 40;").waitFor();
  });

  test("code that an answer holds is copied as it is", async () => {
    const page = await scene().visitor();
    const code = 'const a = "<b>";\n\n  return `a\\tb`;';
    await ask(page, `scripted: echo rate=0\n\`\`\`ts\n${code}\n\`\`\``, "scripted engine");
    await ended(page);
    expect(await copied(page, answer(page).getByRole("button", { name: "Copy code" }))).toBe(code);
    expect(await copied(page, answer(page).getByRole("button", { name: "Copy answer as Markdown" }))).toContain(code);
  });

  test("the main path needs no pointer: write, send, open a source, come back, see all keys", async () => {
    const page = await scene().visitor();
    const tabTo = async (name: string | RegExp): Promise<void> => {
      const focused = page.locator(":focus");
      for (let i = 0; i < 40; i += 1) {
        await page.keyboard.press("Tab");
        if (
          (await focused
            .and(page.getByRole("link", { name }))
            .or(focused.and(page.getByLabel(name)))
            .count()) > 0
        )
          return;
      }
      throw new Error(`Tab does not reach ${name}`);
    };
    await tabTo("Message");
    await page.keyboard.type("Who boards at dawn?");
    await page.keyboard.press("Control+Enter");
    await ended(page);
    const address = page.url();
    await tabTo(/^README\.md:/);
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Lines" }).getByText("The pilot boards at dawn.").waitFor();

    await page.keyboard.press("Control+k");
    await page.keyboard.type("boards at dawn");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await person(page, "Who boards at dawn?").waitFor();
    expect(page.url()).toBe(address);

    const region = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.tagName);
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const regions = new Set<string | null | undefined>();
    for (let i = 0; i < 4; i += 1) {
      await page.keyboard.press("F6");
      regions.add(await region());
    }
    expect(regions).toEqual(new Set(["Workspace", "MAIN", "Side panel", "Status"]));

    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "All keys" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  test("no text of a file or an answer runs, opens a dialog or asks for anything", async () => {
    const page = await scene().visitor();
    await page.goto(`${scene().bridge.url}/file/notes/notice.md`);
    await page.getByRole("button", { name: "Rendered" }).click();
    await page.getByText("dredged in spring").waitFor();
    const check = async (): Promise<void> => {
      for (const link of await page
        .getByRole("main")
        .getByRole("link", { name: /click|data/ })
        .all())
        expect(await link.getAttribute("href")).not.toMatch(/^(javascript|data):/i);
      expect(await page.locator("img, iframe, script:not([src]), [onerror], [onload]").count()).toBe(0);
      expect(await page.evaluate(() => (window as { attacked?: string }).attacked)).toBeUndefined();
    };
    await check();
    await page.goto(scene().bridge.url);
    await ask(page, "When is the quagmire dredged?");
    await ended(page);
    await answer(page).getByText("dredged in spring").first().waitFor();
    await check();
    await ask(page, `scripted: echo rate=0\n${ATTACK}`, "scripted engine");
    await ended(page);
    await check();
  });
});
