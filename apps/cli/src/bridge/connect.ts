// A client of the bridge of this workspace: of the one that runs, or of one that is started inside this process for as
// long as the command takes. Both use the same database, so it makes no difference to what is kept.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Client, ConnectionState } from "@nomous/client";
import { openNodeClient } from "@nomous/client/node";
import { pino } from "pino";
import { CliError } from "../cli-error.ts";
import { composeBridge } from "../compose/compose-bridge.ts";
import type { Context } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { modelWishes } from "../models/model-wishes.ts";
import { createLink } from "../state/link.ts";
import { openWorkspaceFolder, type WorkspaceFolder } from "../state/workspace-folder.ts";
import { findOrStart } from "./find-or-start.ts";
import { until } from "./until.ts";

export interface Connected {
  readonly client: Client;
  readonly folder: WorkspaceFolder;
  /** Nobody else runs one: it ends with this command. */
  readonly isOwnBridge: boolean;
  /** Lets go of the client, and of the bridge if it is our own. */
  close(): Promise<void>;
}

/** `model` is what `--model` says, for a bridge that is started here. */
export async function connect(context: Context, model?: string): Promise<Connected> {
  const { runtime, console, workspace, build, env } = context;
  const models = modelWishes(context, model);
  const folder = await openWorkspaceFolder(workspace);
  const { status, bridge } = await findOrStart(
    runtime,
    folder.state,
    () => composeBridge({ runtime, folder, port: 0, build, env, models, openLog: () => pino({ enabled: false }) }),
    () => console.note("nomous: another nomous works with this folder; waiting for it …"),
  );
  if (status === "started") console.note(`nomous: no bridge runs for ${folder.path}; this command brings its own`);
  const closeBridge = async (): Promise<void> => (status === "started" ? bridge.close() : undefined);
  try {
    const client = await openClient(context, folder, bridge.url);
    return {
      client,
      folder,
      isOwnBridge: status === "started",
      async close() {
        await client.close();
        await closeBridge();
      },
    };
  } catch (error) {
    await closeBridge();
    throw error;
  }
}

/** A client that is online. One that the bridge does not know pairs by itself: who can write here may do that. */
export async function openClient(context: Context, folder: WorkspaceFolder, url: string): Promise<Client> {
  const directory = join(folder.state, "cli");
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const known = await openNodeClient({ url, directory });
  if (await isPaired(known)) return known;
  await known.close();
  const { secret } = await createLink(context.runtime, folder.state, url);
  const paired = await openNodeClient({ url, directory, pairing: secret });
  if (await isPaired(paired)) return paired;
  await paired.close();
  throw new CliError(
    EXIT.refused,
    `The bridge at ${url} refuses to pair with this command.`,
    "Look with `nomous doctor`.",
  );
}

/** Waits for the first connection; false when the bridge does not know the client's key. */
const isPaired = ({ connection }: Client): Promise<boolean> => until(connection, verdict);

function verdict(state: ConnectionState): boolean | undefined {
  if (state.status === "online") return true;
  if (state.status === "unpaired") return false;
  if (state.status === "connecting") return undefined;
  if (state.status === "refused") throw new CliError(EXIT.refused, state.error.message);
  throw new CliError(EXIT.unavailable, "The bridge went away.", "Try again, or look with `nomous doctor`.");
}
