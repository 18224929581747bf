import { join } from "node:path";
import process from "node:process";
import { ClientError } from "@nomous/client";
import { openClient } from "../bridge/connect.ts";
import { findOrStart } from "../bridge/find-or-start.ts";
import { composeBridge } from "../compose/compose-bridge.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { explainError } from "../explain-error.ts";
import { onSignal } from "../interrupts.ts";
import { resolveModel } from "../models/resolve-model.ts";
import { announce, announceModels, announceToScript } from "../serve/announce.ts";
import { openBridgeLog } from "../serve/bridge-log.ts";
import { forgetOpened, hasDisplay, openBrowser } from "../serve/open-browser.ts";
import { type BridgeFile, removeBridgeFile, writeBridgeFile } from "../state/bridge-file.ts";
import { modelWishes } from "../models/model-wishes.ts";
import { createLink } from "../state/link.ts";
import { Ports } from "../state/ports.ts";
import { stateHome } from "../state/state-home.ts";
import { openWorkspaceFolder, type WorkspaceFolder } from "../state/workspace-folder.ts";

export interface ServeOptions {
  /** 0: any, and not remembered. */
  readonly port?: number;
  readonly verbose?: boolean;
  /** A file or a name; answers where nobody asks for another. */
  readonly model?: string;
  readonly open: "always" | "if-possible" | "never";
}

/** Serves the workspace until a signal; a bridge that runs for it already is shown instead. */
export async function serve(context: Context, options: ServeOptions): Promise<ExitCode> {
  const { runtime, console, env, build } = context;
  const folder = await openWorkspaceFolder(context.workspace);
  const ports = new Ports(join(stateHome(env), "ports"));
  const port = options.port ?? ports.remembered(folder.path);
  if (port !== 0) ports.assertFree(folder.path, port);
  const models = modelWishes(context, options.model);
  const openLog = () => openBridgeLog(folder.state, options.verbose === true);
  const { status, bridge } = await findOrStart(
    runtime,
    folder.state,
    () => composeBridge({ runtime, folder, port, build, env, models, openLog }),
    () => console.note("nomous: another nomous works with this folder; waiting for it …"),
  );
  if (status === "found") {
    if (port !== 0 && port !== bridge.port)
      console.note(`nomous: the bridge runs on port ${bridge.port}; stop it before it can have another`);
    if (options.model !== undefined)
      console.note("nomous: the bridge runs already; `nomous models use NAME` gives it another model");
    await introduce(context, options, folder, bridge, true);
    return EXIT.ok;
  }
  const stop = new Promise<void>((resolve) => void onSignal(runtime.clock, STOP_SIGNALS, resolve));
  if (port !== 0) ports.choose(folder.path, port);
  const file = {
    url: bridge.url,
    port: bridge.port,
    pid: process.pid,
    workspace: folder.path,
    startedAt: runtime.clock.now(),
    build,
  };
  writeBridgeFile(folder.state, file);
  await introduce(context, options, folder, file, false);
  if (!context.json) void showModels(context, options, folder, file.url);
  await stop;
  if (!context.json) console.note("Stopping: what is being written is saved first. Ctrl-C again ends at once.");
  await bridge.close();
  removeBridgeFile(folder.state, process.pid);
  forgetOpened(folder.state);
  return EXIT.ok;
}

const STOP_SIGNALS: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

async function introduce(
  { runtime, console, env, json }: Context,
  { open }: ServeOptions,
  folder: WorkspaceFolder,
  bridge: BridgeFile,
  isReused: boolean,
): Promise<void> {
  const { link } = await createLink(runtime, folder.state, bridge.url);
  if (json) announceToScript(console, { ...bridge, link });
  else announce(console, env, { ...bridge, link }, isReused);
  if (open === "never" || (open === "if-possible" && !(console.isTerminal && hasDisplay(env)))) return;
  // The link that is printed stays good for another browser.
  const { link: own } = await createLink(runtime, folder.state, bridge.url);
  if (!(await openBrowser(own, folder.state))) console.note("nomous: no program here opens a browser; use the link");
}

/** Looking for models may take a moment, and the bridge may be stopped meanwhile. */
async function showModels(
  context: Context,
  { model }: ServeOptions,
  folder: WorkspaceFolder,
  url: string,
): Promise<void> {
  const { console, cwd } = context;
  try {
    const client = await openClient(context, folder, url);
    const list = await client.ask("models.list", {});
    await client.close();
    announceModels(console, list);
    if (model !== undefined) resolveModel(list.models, model, cwd);
  } catch (error) {
    if (!(error instanceof ClientError)) explainError(console, error);
  }
}
