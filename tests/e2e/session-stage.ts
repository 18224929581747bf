// What a session over one document needs: a repository with the document, the real bridge that serves it, a proxy before the bridge, and a
// browser all of whose connections go through the proxy.
import { type Client, systemRuntime, type WorkspacePath } from "@nomous/client";
import { openNodeClient } from "@nomous/client/node";
import { createPairingLink } from "@nomous/server";
import { createSeededRandom, createTcpProxy, type SeededRandom, type TcpProxy } from "@nomous/testkit";
import type { Browser } from "playwright-core";
import { Bridge } from "../crash/bridge.ts";
import { connectThrough } from "../crash/connect-through.ts";
import { DocumentFolder } from "../crash/document-folder.ts";
import { Author } from "../documents/author.ts";
import { KEEPING_ENDS } from "../documents/rewrite.ts";
import { Story } from "../documents/story.ts";
import { firstText } from "../documents/tokens.ts";
import { Desk } from "../support/desk.ts";
import { launchChromium } from "./chromium.ts";
import { watchForFaults } from "./faults.ts";
import { Typist, waitForEditor } from "./typist.ts";

const PATH = "notes.md" as WorkspacePath;
const LINES = 8;

export class SessionStage {
  readonly random: SeededRandom;
  readonly story: Story;
  /** The document as it is at first, with CRLF. */
  readonly raw: string;
  readonly folder: DocumentFolder;
  readonly bridge: Bridge;
  /** What pages did that must never happen. */
  readonly faults: string[] = [];
  readonly #desk = new Desk();
  readonly #root = this.#desk.path("workspace");
  readonly #clients: Client[] = [];
  #proxy: TcpProxy | undefined;
  #browser: Browser | undefined;

  constructor(seed: number) {
    const random = createSeededRandom(seed);
    const story = new Story(random.fork("words"));
    this.random = random;
    this.story = story;
    this.raw = firstText(random.fork("text"), LINES).replaceAll("\n", "\r\n");
    const { raw } = this;
    const parts = { root: this.#root, raw, random: random.fork("folder"), story, rewrites: KEEPING_ENDS };
    this.folder = DocumentFolder.make(parts);
    this.bridge = new Bridge(this.#desk, this.#root, []);
  }

  async begin(chromium: string): Promise<void> {
    const { bridge } = this;
    await bridge.start();
    this.#proxy = await createTcpProxy(systemRuntime.clock, bridge.port);
    // To the page it is the bridge's own address.
    const rules = `MAP 127.0.0.1:${bridge.port} 127.0.0.1:${this.#proxy.port}, MAP * ~NOTFOUND`;
    this.#browser = await launchChromium(chromium, [`--host-resolver-rules=${rules}`]);
  }

  get proxy(): TcpProxy {
    if (this.#proxy === undefined) throw new Error("the stage has not begun");
    return this.#proxy;
  }

  /** Somebody with a browser of their own, and the document open in it. */
  async typist(name: string): Promise<Typist> {
    const { url } = this.bridge;
    const context = await this.#browser?.newContext({ viewport: { width: 1440, height: 900 } });
    if (context === undefined) throw new Error("the stage has not begun");
    context.setDefaultTimeout(20_000);
    await watchForFaults(context, url, this.faults, () => true);
    const page = await context.newPage();
    await page.goto(`${url}/#pair=${await this.#secret()}`);
    // Whoever leaves the page before that is not paired.
    await page.getByRole("contentinfo", { name: "Status" }).getByText("Bridge here").waitFor();
    await page.goto(`${url}/file/${PATH}`);
    await page.getByRole("button", { name: "Edit" }).click();
    await waitForEditor(page);
    const { random, story } = this;
    return new Typist({ name, context, address: page.url(), random: random.fork(name), story }, page);
  }

  /** A program that has it open. */
  async author(name: string): Promise<Author> {
    const client = await openNodeClient({
      url: this.bridge.url,
      directory: this.#desk.path(name),
      name,
      pairing: await this.#secret(),
      connect: connectThrough(this.proxy.port),
    });
    this.#clients.push(client);
    const document = await client.openDocument(PATH);
    return new Author({ name, document, random: this.random.fork(name), story: this.story });
  }

  async end(): Promise<void> {
    await this.#browser?.close();
    for (const client of this.#clients) await client.close();
    await this.#desk.stop();
    await this.#proxy?.close();
    if (process.env["NOMOUS_CRASH_KEEP"] === undefined) await this.#desk.end();
    else console.log(`kept: ${this.#desk.folder}`);
  }

  async #secret(): Promise<string> {
    return (await createPairingLink(`${this.#root}/.nomous`, systemRuntime)).secret;
  }
}
