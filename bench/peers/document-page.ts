// The real page of a document: the bridge that serves it, a browser that is paired with it, and what opening it takes.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, type Client, type DocumentId, DocumentOpened, systemRuntime, type WorkspacePath } from "@nomous/client";
import { createPairingLink } from "@nomous/server";
import type { Browser, BrowserContext } from "playwright-core";
import { type Bridge, Desk } from "../../tests/support/desk.ts";
import { EditorPage, type Opening } from "./editor-page.ts";

export interface OpenedPage {
  readonly editor: EditorPage;
  readonly opening: Opening;
}

/** Where a spec lies in the workspace. */
const pathOf = (name: string): WorkspacePath => `specs/${name}.md`;

export class DocumentPages {
  readonly #desk: Desk;
  readonly #bridge: Bridge;
  readonly #client: Client;

  private constructor(desk: Desk, bridge: Bridge, client: Client) {
    this.#desk = desk;
    this.#bridge = bridge;
    this.#client = client;
  }

  /** A bridge with these specs, by name. */
  static async serve(specs: Readonly<Record<string, string>>): Promise<DocumentPages> {
    const desk = new Desk();
    const workspace = desk.path("workspace");
    mkdirSync(join(workspace, "specs"), { recursive: true });
    for (const [name, text] of Object.entries(specs)) writeFileSync(join(workspace, pathOf(name)), text);
    const { bridge, client } = await desk.connect(workspace);
    return new DocumentPages(desk, bridge, client);
  }

  /** A browser that has just paired: nothing of the document is in it. */
  async newContext(browser: Browser): Promise<BrowserContext> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    const { secret } = await createPairingLink(join(this.#bridge.workspace, ".nomous"), systemRuntime);
    await page.goto(`${this.#bridge.url}/#pair=${secret}`);
    await page.getByRole("textbox", { name: "Message" }).waitFor();
    await page.close();
    return context;
  }

  async open(context: BrowserContext, name: string): Promise<OpenedPage> {
    const document = await this.#documentOf(name);
    const page = await context.newPage();
    const editor = await EditorPage.watch(page);
    await page.goto(`${this.#bridge.url}/documents/${document}`, { waitUntil: "commit" });
    const opening = await editor.opened();
    return { editor, opening };
  }

  async stop(): Promise<void> {
    await this.#desk.end();
  }

  async #documentOf(name: string): Promise<DocumentId> {
    const path = pathOf(name);
    const { result } = await this.#client.command("document.open", { path }).result;
    const opened = check(DocumentOpened, result);
    if (!opened.ok) throw new Error(`The bridge did not open ${path}.`);
    return opened.value.document;
  }
}
