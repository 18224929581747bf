// The shell of one build in the browser's cache. It is there whole or not at all: the list comes first, the page last, and both have to name
// this build, so whatever the bridge begins to serve meanwhile, files of two builds are never taken for one. Answers are kept with their
// headers: the page's policy names the nonce that stands in the same page.
import type { Route } from "./route.ts";
import { isShellName, LIST, PAGE, readList, shellName } from "./shell-list.ts";

export interface ShellPorts {
  readonly caches: CacheStorage;
  readonly fetch: (request: Request | string, init?: RequestInit) => Promise<Response>;
  /** Names of the locks that pages hold. */
  readonly heldLocks: () => Promise<readonly string[]>;
  /** Whether another worker is being installed or waits: its cache is no old one. */
  readonly hasSuccessor: () => boolean;
}

/** As many as a browser opens to one host. */
const LANES = 6;

export class Shell {
  readonly #build: string;
  readonly #name: string;
  readonly #ports: ShellPorts;

  constructor(build: string, ports: ShellPorts) {
    this.#build = build;
    this.#name = shellName(build);
    this.#ports = ports;
  }

  /** Fetches all files; rejects, and keeps nothing, when one is missing or of another build. */
  async install(): Promise<void> {
    const { caches } = this.#ports;
    const wasThere = await caches.has(this.#name);
    const cache = await caches.open(this.#name);
    try {
      const rest = [...(await this.#takeFiles())];
      const lane = async (): Promise<void> => {
        for (let path = rest.pop(); path !== undefined; path = rest.pop())
          await cache.put(path, await this.#take(path));
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      await cache.put(PAGE, await this.#takePage());
    } catch (error) {
      if (!wasThere) await caches.delete(this.#name);
      throw error;
    }
  }

  /** A browser, or a person, may have removed what was here. */
  async isWhole(): Promise<boolean> {
    return (await this.#ports.caches.match(PAGE, { cacheName: this.#name })) !== undefined;
  }

  /** From the cache; what a browser has thrown away there comes from the network. */
  async answer({ path, isHashed }: Route, request: Request): Promise<Response> {
    const { caches, fetch } = this.#ports;
    const own = await caches.match(path, { cacheName: this.#name });
    return own ?? (isHashed ? await caches.match(path) : undefined) ?? fetch(request);
  }

  /** Forgets the builds that no page is of any more. */
  async tidy(): Promise<void> {
    const { caches, heldLocks, hasSuccessor } = this.#ports;
    const [names, held] = await Promise.all([caches.keys(), heldLocks()]);
    if (hasSuccessor()) return;
    const kept = new Set([this.#name, ...held]);
    await Promise.all(names.filter((name) => isShellName(name) && !kept.has(name)).map((name) => caches.delete(name)));
  }

  async #takeFiles(): Promise<readonly string[]> {
    const { build, files } = readList(await (await this.#take(LIST)).text());
    if (build !== this.#build) throw this.#otherBuild();
    return files;
  }

  async #takePage(): Promise<Response> {
    const page = await this.#take(PAGE);
    if (!(await page.clone().text()).includes(`"${this.#build}"`)) throw this.#otherBuild();
    return page;
  }

  async #take(path: string): Promise<Response> {
    // Not what the browser kept of an earlier build: the policy of an answer may be another by now, and what was broken must not come back.
    const response = await this.#ports.fetch(path, { cache: "reload" });
    if (!response.ok || response.redirected) throw new Error(`${path} could not be fetched: ${response.status}.`);
    return response;
  }

  #otherBuild(): Error {
    return new Error(`The bridge serves another build than ${this.#build} by now.`);
  }
}
