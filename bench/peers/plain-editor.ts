// Serves an editor that has nothing of ours: CodeMirror with Markdown, as its packages ship it, without a bundler.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

const PACKAGES = join(import.meta.dirname, "../../node_modules");

/** What the page imports; the rest is found by their dependencies. */
const ROOTS = ["@codemirror/commands", "@codemirror/lang-markdown", "@codemirror/search"];

interface Manifest {
  readonly exports: { readonly import: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifestOf = (name: string): Manifest =>
  JSON.parse(readFileSync(join(PACKAGES, name, "package.json"), "utf8")) as Manifest;

/** Where each package that the page needs has its module. */
function importMap(): string {
  const imports = new Map<string, string>();
  const visit = (name: string): void => {
    if (imports.has(name)) return;
    const { exports, dependencies = {} } = manifestOf(name);
    imports.set(name, join("/packages", name, exports.import));
    for (const needed of Object.keys(dependencies)) visit(needed);
  };
  for (const name of ROOTS) visit(name);
  return JSON.stringify({ imports: Object.fromEntries(imports) });
}

export interface PlainEditor {
  readonly url: string;
  stop(): Promise<void>;
}

/** An editor that opens `text`. */
export async function servePlainEditor(text: string): Promise<PlainEditor> {
  const page = readFileSync(new URL("plain-editor.html", import.meta.url), "utf8").replace("IMPORT_MAP", importMap());
  const server = createServer(({ url = "/" }, response) => {
    const [type, body] =
      url === "/"
        ? ["text/html", page]
        : url === "/text"
          ? ["text/plain; charset=utf-8", text]
          : ["text/javascript", url.startsWith("/packages/") ? moduleAt(url.slice("/packages/".length)) : ""];
    response.writeHead(200, { "content-type": type }).end(body);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

const moduleAt = (path: string): Buffer => readFileSync(join(PACKAGES, path));
