// A small folder, the real bridge that serves it, and a browser before it: one for all tests of a file. A test may open
// browsers of its own (contexts: own keys, own storage); a visitor is the same person all day, since most of what a visit
// costs is the first one. Whatever a browser did wrong fails the test.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { systemRuntime } from "@nomous/client";
import { createPairingLink } from "@nomous/server";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import { Desk, type Bridge, type StartOptions } from "../support/desk.ts";
import { findChromium, launchChromium } from "./chromium.ts";
import { watchForFaults } from "./faults.ts";

/** What `nomous export` says about a turn. */
export interface ExportedTurn {
  readonly role: "person" | "engine";
  readonly text: string;
  readonly end?: string;
}

/** What the workspace holds, by path. */
type Files = Readonly<Record<string, string | Uint8Array>>;

export class Scene {
  readonly faults: string[] = [];
  readonly workspace: string;
  readonly desk: Desk;
  readonly #browser: Browser;
  readonly #options: StartOptions;
  readonly #contexts: BrowserContext[] = [];
  /** The browser of the person who comes in each test. */
  #regular: Page | undefined;
  #isRegularHere = false;
  #wasStopped = false;
  bridge: Bridge;

  private constructor(browser: Browser, desk: Desk, workspace: string, options: StartOptions, bridge: Bridge) {
    this.#browser = browser;
    this.#options = options;
    this.desk = desk;
    this.workspace = workspace;
    this.bridge = bridge;
  }

  static async open(chromium: string, files: Files, options: StartOptions): Promise<Scene> {
    const desk = new Desk();
    const workspace = desk.path("harbor");
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(workspace, name)), { recursive: true });
      writeFileSync(join(workspace, name), text);
    }
    execFileSync("git", ["init", "--quiet", workspace]);
    const [browser, bridge] = await Promise.all([launchChromium(chromium), desk.serve(workspace, 0, options)]);
    return new Scene(browser, desk, workspace, options, bridge);
  }

  /** A browser that the bridge does not know. */
  async stranger(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport: { width: 1440, height: 900 },
      // It would keep the whole app for each of these browsers; who tests that allows it.
      serviceWorkers: "block",
      ...options,
    });
    this.#contexts.push(context);
    context.setDefaultTimeout(20_000);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await watchForFaults(context, this.bridge.url, this.faults, () => this.#wasStopped);
    return context.newPage();
  }

  /** A browser that is paired, on the first screen; a second one in the same test has just paired. */
  async visitor(): Promise<Page> {
    if (this.#isRegularHere) return this.newcomer();
    this.#isRegularHere = true;
    if (this.#regular === undefined) {
      this.#regular = await this.newcomer();
      // It stays open when the test is over.
      this.#contexts.pop();
    } else {
      await this.#regular.emulateMedia({ colorScheme: null, reducedMotion: null });
      await this.#comeIn(this.#regular, "/");
    }
    return this.#regular;
  }

  /** A browser that has just paired, on the first screen. */
  async newcomer(options?: BrowserContextOptions): Promise<Page> {
    const page = await this.stranger(options);
    const { secret } = await createPairingLink(join(this.workspace, ".nomous"), systemRuntime);
    await this.#comeIn(page, `/#pair=${secret}`);
    return page;
  }

  async #comeIn(page: Page, path: string): Promise<void> {
    await page.goto(this.bridge.url + path);
    await page.getByRole("textbox", { name: "Message" }).waitFor();
    // The secret is good once: a page that is left before it was told loses it. The bridge's word names the workspace.
    await page.waitForFunction((name) => document.title.includes(` · ${name} · `), basename(this.workspace));
  }

  async stopBridge(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    // A page asks for all its code soon, and what it has not by then it cannot show.
    const pages = this.#browser.contexts().flatMap((context) => context.pages());
    await Promise.all(pages.map((page) => page.waitForLoadState("networkidle")));
    this.#wasStopped = true;
    this.bridge.child.kill(signal);
    await this.bridge.result;
  }

  /** On the same port: to the browser it is the same bridge. */
  async startBridge(): Promise<void> {
    this.bridge = await this.desk.serve(this.workspace, this.bridge.port, this.#options);
  }

  /** All turns of the conversation on `page`, oldest first, as they stand in the bridge's log. */
  async turnsOf(page: Page): Promise<ExportedTurn[]> {
    const id = new URL(page.url()).pathname.split("/").at(-1);
    const { out } = await this.desk.runWarm(["export", "--format", "json", "--out", "-", "-w", this.workspace]);
    const { conversations } = JSON.parse(out) as { conversations: { id: string; turns: ExportedTurn[] }[] };
    return conversations.find((conversation) => conversation.id === id)?.turns ?? [];
  }

  /** Ends what a test opened, and says what went wrong meanwhile. */
  async clear(): Promise<string[]> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
    const regular = this.#regular;
    const others =
      regular
        ?.context()
        .pages()
        .filter((page) => page !== regular) ?? [];
    await Promise.all(others.map((page) => page.close()));
    if (regular?.isClosed() === true) {
      await regular.context().close();
      this.#regular = undefined;
    }
    this.#isRegularHere = false;
    this.#wasStopped = false;
    return this.faults.splice(0);
  }

  async end(): Promise<void> {
    await this.#browser.close();
    await this.stopBridge("SIGTERM");
    await this.desk.end();
  }
}

/**
 * `describe` before a browser; without one the tests are skipped and it is said what to install, in CI they fail. `begin` gives
 * what the bridge is started with.
 */
export function inBrowser(
  name: string,
  files: Files,
  tests: (scene: () => Scene) => void,
  begin: () => Promise<StartOptions> = async () => ({}),
): void {
  const chromium = findChromium();
  if (chromium === undefined) {
    const why = "Chromium is missing: apt-get install chromium";
    if (process.env["CI"] === "true") throw new Error(why);
    console.log(`${name}: skipped. ${why}`);
  }
  describe.skipIf(chromium === undefined)(`${name}, in Chromium`, () => {
    let scene: Scene;
    beforeAll(async () => {
      scene = await Scene.open(chromium ?? "", files, await begin());
    });
    afterEach(async () => expect(await scene.clear()).toEqual([]));
    afterAll(() => scene.end());
    tests(() => scene);
  });
}
