// Joins the parts of a server: storage, journal, services, bridge, HTTP. What the last run left open is ended before the
// port listens, so nobody can read a stream whose writer is gone.
import { createHash } from "node:crypto";
import process from "node:process";
import { type Clock, DOCUMENTS, MODELS, type SystemSample } from "@nomous/protocol";
import { createBridge } from "./bridge.ts";
import { Lobby } from "./document/lobby.ts";
import { createApp, type Health } from "./http/app.ts";
import { type HttpServer, startHttpServer } from "./http/http-server.ts";
import { createMetrics, registerCounts } from "./http/metrics.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { readWebBuild } from "./http/web-files.ts";
import type { Models } from "./model/models.ts";
import { randomToken } from "./random-token.ts";
import type { RunningServer, ServerOptions } from "./server-options.ts";
import { startServices } from "./services.ts";
import { LatestStreams } from "./stream/latest-streams.ts";
import { createJournal } from "./stream/stream-journal.ts";
import { Streams } from "./stream/streams.ts";
import { engineLoad } from "./system/engine-load.ts";
import { createNodeMachine } from "./system/node-machine.ts";
import { SystemSampler } from "./system/system-sampler.ts";

/**
 * Starts a server on loopback; resolves once it listens. From then on it owns the storage and closes it; when it rejects
 * (`ServerError` for a taken port, `StorageError` for bad data) the storage stays with the caller.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { runtime, storage, models, workspace, pairing, person, build, logger } = options;
  const { clock } = runtime;
  const startedMs = clock.elapsed();
  const metrics = createMetrics();
  const streams = new Streams(clock, storage);
  const journal = createJournal({ clock, storage, streams, observe: metrics.observeCommit });
  const { latest, lobby } = openLatest(clock, streams, storage.run);
  let sampler: SystemSampler | undefined;
  const services = await startServices({
    ...options,
    journal,
    observer: metrics.generations,
    latest,
    lobby,
    history: () => sampler?.history() ?? [],
  });
  const { handlers } = services;
  const bridge = createBridge({
    runtime,
    storage,
    streams,
    latest,
    lobby,
    journal,
    handlers,
    pairing,
    logger,
    person,
    // A page compares it with its own: the version with a hash over the app that is served.
    build: (await readWebBuild(options.webRoot)) ?? build,
    workspace: workspace.name,
  });
  registerCounts(metrics, bridge.counts, streams);
  const styleNonce = randomToken(runtime.random);
  let closing: Promise<void> | undefined;
  const health = (): Health => ({
    status: closing === undefined ? "ok" : "stopping",
    store: storage.store.id,
    build,
    pid: process.pid,
    workspace: workspaceFingerprint(workspace.path),
    uptimeMs: Math.round(clock.elapsed() - startedMs),
  });
  const app = createApp({ webRoot: options.webRoot, styleNonce, registry: metrics.registry, health });
  const http = await listenOrStop(services, () =>
    startHttpServer({ app, headers: securityHeaders(styleNonce), accept: bridge.accept }, options.port),
  );
  sampler = showMachine(clock, latest, models);
  logger.info({ port: http.port, store: storage.store.id, run: storage.run }, "listening");
  const close = async (): Promise<void> => {
    sampler?.close();
    await bridge.close();
    lobby.close();
    await Promise.all([http.close(), services.stop()]);
    await storage.close();
    logger.info("stopped");
  };
  return { url: http.origin, port: http.port, close: () => (closing ??= close()) };
}

/** The streams that keep their newest value only, and the lobby that shows rooms there. */
function openLatest(clock: Clock, streams: Streams, run: number): { latest: LatestStreams; lobby: Lobby } {
  const latest = new LatestStreams({ clock, streams, run });
  latest.show(DOCUMENTS, { revision: 0 });
  return { latest, lobby: new Lobby(clock, latest) };
}

/** Shows what the models and the machine do, for as long as the bridge runs. */
function showMachine(clock: Clock, latest: LatestStreams, models: Models | undefined): SystemSampler {
  const showModels = (): void => {
    if (models !== undefined) latest.show(MODELS, models.state());
  };
  showModels();
  models?.watch(showModels);
  const engines = (): SystemSample["engines"] => engineLoad(models?.state().runs ?? []);
  return new SystemSampler({ clock, machine: createNodeMachine(), latest, engines });
}

/** What /healthz says of a workspace: enough to recognise it, not to learn its path. */
export function workspaceFingerprint(path: string): string {
  return createHash("sha256").update(path).digest("hex").slice(0, 16);
}

async function listenOrStop(
  services: { stop(): Promise<void> },
  listen: () => Promise<HttpServer>,
): Promise<HttpServer> {
  try {
    return await listen();
  } catch (error) {
    await services.stop();
    throw error;
  }
}
