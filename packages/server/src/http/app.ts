// What plain HTTP answers: the web app, /healthz and /metrics. Guard and headers are around it, in `http-server.ts`.
import { Hono } from "hono";
import type { Registry } from "prom-client";
import { DIAGRAM_PAGE, DIAGRAM_POLICY } from "./security-headers.ts";
import { readWebFile } from "./web-files.ts";

/** What /healthz says: enough for another process to see whose bridge this is. */
export interface Health {
  /** `stopping`: what is being written is saved, and nobody new should come. */
  readonly status: "ok" | "stopping";
  /** Id of the store. */
  readonly store: string;
  readonly build: string;
  readonly pid: number;
  /** Fingerprint of the path of the workspace that is served. */
  readonly workspace: string;
  readonly uptimeMs: number;
}

export interface AppParts {
  /** The built web app, if there is one. */
  readonly webRoot: string | undefined;
  readonly styleNonce: string;
  readonly registry: Registry;
  readonly health: () => Health;
}

const NOT_BUILT =
  "The bridge runs, but its web app is not built. Run `npm start` in the checkout, which builds it, or use `nomous chat`.\n";

export function createApp({ webRoot, styleNonce, registry, health }: AppParts): Hono {
  const app = new Hono();
  app.get("/healthz", (c) => c.json(health(), 200, { "cache-control": "no-store" }));
  app.get("/metrics", async (c) => c.body(await registry.metrics(), 200, { "content-type": registry.contentType }));
  app.get("*", async (c) => {
    const file = webRoot === undefined ? undefined : await readWebFile(webRoot, c.req.path, styleNonce);
    if (file !== undefined) {
      if (c.req.path === DIAGRAM_PAGE) c.header("content-security-policy", DIAGRAM_POLICY);
      return c.body(file.body, 200, { "content-type": file.type, "cache-control": file.cache });
    }
    const isPage = !/\.[^/]*$/.test(c.req.path);
    return isPage ? c.text(NOT_BUILT, 503) : c.text("There is no such file.\n", 404);
  });
  return app;
}
