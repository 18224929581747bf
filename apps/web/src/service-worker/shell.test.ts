import fc from "fast-check";
import { expect, test } from "vitest";
import { PAGE, printList, shellName } from "./shell-list.ts";
import { Shell, type ShellPorts } from "./shell.ts";

/** What a bridge serves: the text of each path. */
type Served = Record<string, string>;

function served(build: string, files: readonly string[] = ["/assets/a-1.js", "/icon.svg"]): Served {
  return {
    ...Object.fromEntries(files.map((path) => [path, `${path} of ${build}`])),
    [PAGE]: `<meta name="build" content="${build}">`,
    "/shell.txt": printList({ build, files }),
  };
}

/** The browser's caches, as far as the shell needs them. */
class MemoryCaches {
  readonly all = new Map<string, Map<string, Response>>();
  readonly has = async (name: string): Promise<boolean> => this.all.has(name);
  readonly keys = async (): Promise<string[]> => [...this.all.keys()];
  readonly delete = async (name: string): Promise<boolean> => this.all.delete(name);
  async open(name: string): Promise<Pick<Cache, "put">> {
    const cache = this.all.get(name) ?? new Map<string, Response>();
    this.all.set(name, cache);
    return { put: async (path, response) => void cache.set(path as string, response) };
  }
  async match(path: string, { cacheName }: MultiCacheQueryOptions = {}): Promise<Response | undefined> {
    const caches = cacheName === undefined ? [...this.all.values()] : [this.all.get(cacheName)];
    return caches
      .find((cache) => cache?.has(path))
      ?.get(path)
      ?.clone();
  }
}

interface Stage {
  readonly caches: MemoryCaches;
  readonly shell: (build: string) => Shell;
  held: readonly string[];
  hasSuccessor: boolean;
  /** What the bridge serves at the `asked`th request. */
  serve: (asked: number) => Served;
}

function stage(serve: (asked: number) => Served): Stage {
  let asked = 0;
  const caches = new MemoryCaches();
  const own: Stage = {
    caches,
    held: [],
    hasSuccessor: false,
    serve,
    shell: (build) => new Shell(build, ports),
  };
  const ports: ShellPorts = {
    caches: caches as unknown as CacheStorage,
    heldLocks: async () => own.held,
    hasSuccessor: () => own.hasSuccessor,
    fetch: async (request) => {
      const path = typeof request === "string" ? request : new URL(request.url).pathname;
      const text = own.serve(asked++)[path];
      return text === undefined
        ? new Response("none", { status: 404 })
        : new Response(text, { headers: { "content-security-policy": "style-src 'nonce-1'" } });
    },
  };
  return own;
}

const textOf = async (shell: Shell, path: string, isHashed = false): Promise<string> =>
  (await shell.answer({ path, isHashed }, new Request(`http://127.0.0.1:4747${path}`))).text();

test("once installed all of a build is answered without the bridge, with the headers that it came with", async () => {
  const own = stage(() => served("1"));
  const { shell, caches } = own;
  await shell("1").install();
  own.serve = () => ({});
  const page = await shell("1").answer({ path: PAGE, isHashed: false }, new Request("http://127.0.0.1:4747/c/1"));
  expect(page.headers.get("content-security-policy")).toBe("style-src 'nonce-1'");
  expect(await textOf(shell("1"), "/icon.svg")).toBe("/icon.svg of 1");
  expect(await textOf(shell("1"), "/assets/a-1.js", true)).toBe("/assets/a-1.js of 1");
  expect(await shell("1").isWhole()).toBe(true);
  expect([...caches.all.keys()]).toEqual([shellName("1")]);
});

test("a bridge that changes to another build, or ends, at any moment leaves all of a build here or nothing of it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 12 }), fc.constantFrom<Served>(served("2"), {}), async (at, after) => {
      const files = Array.from({ length: 8 }, (_, index) => `/assets/part-${index}.js`);
      const before = served("1", files);
      const { shell, caches } = stage((asked) => (asked < at ? before : after));
      const isInstalled = await shell("1")
        .install()
        .then(() => true)
        .catch(() => false);
      expect(isInstalled).toBe(at >= files.length + 2);
      expect(await shell("1").isWhole()).toBe(isInstalled);
      const kept = caches.all.get(shellName("1"));
      expect(kept === undefined ? [] : [...kept.keys()].toSorted()).toEqual(
        isInstalled ? [...files, PAGE].toSorted() : [],
      );
    }),
  );
});

test("a build that could not be fetched anew keeps what was here of it", async () => {
  const own = stage(() => served("1"));
  await own.shell("1").install();
  own.serve = () => ({});
  await expect(own.shell("1").install()).rejects.toThrow("404");
  expect(await own.shell("1").isWhole()).toBe(true);
});

test("a build is kept while a page of it is open or while it waits, and forgotten after that", async () => {
  const own = stage(() => served("1"));
  await own.shell("1").install();
  own.serve = () => served("2", ["/assets/b-2.js"]);
  await own.shell("2").install();
  own.hasSuccessor = true;
  await own.shell("1").tidy();
  own.hasSuccessor = false;
  own.held = [shellName("1"), "another lock"];
  await own.shell("2").tidy();
  // A page of the older build still gets what only that build has.
  own.serve = () => ({});
  expect(await textOf(own.shell("2"), "/assets/a-1.js", true)).toBe("/assets/a-1.js of 1");
  own.held = [];
  await own.shell("2").tidy();
  expect([...own.caches.all.keys()]).toEqual([shellName("2")]);
});

test("caches of others are left alone, and a file that was thrown away comes from the bridge", async () => {
  const own = stage(() => served("1"));
  own.caches.all.set("another", new Map());
  await own.shell("1").install();
  await own.shell("1").tidy();
  expect([...own.caches.all.keys()]).toEqual(["another", shellName("1")]);
  own.caches.all.get(shellName("1"))?.delete("/icon.svg");
  expect(await textOf(own.shell("1"), "/icon.svg")).toBe("/icon.svg of 1");
});
