import type { Runtime } from "@nomous/protocol";
import type { Logger } from "pino";
import type { DocumentOptions } from "./document/command/document-ports.ts";
import type { Engines } from "./engine/engines.ts";
import type { ExperimentDesk } from "./job/experiment-desk.ts";
import type { JobOptions } from "./job/job-kind.ts";
import type { Models } from "./model/models.ts";
import type { PairingSecrets } from "./session/pairing-secrets.ts";
import type { Storage } from "./storage/storage.ts";
import type { WorkspaceSource } from "./workspace/workspace-source.ts";

export interface ServerOptions {
  readonly runtime: Runtime;
  readonly storage: Storage;
  readonly engines: Engines;
  /** Closed with the server. */
  readonly models?: Models;
  readonly workspace: WorkspaceSource;
  /** Without it no file can be opened as a document. */
  readonly documents?: DocumentOptions;
  /** Without it no job can be started. */
  readonly jobs?: JobOptions;
  /** Without it nothing is known of experiments. */
  readonly experiments?: ExperimentDesk;
  readonly pairing: PairingSecrets;
  /** Loopback port; 0 lets the system choose (tests). The canonical origin is `http://127.0.0.1:<port>`. */
  readonly port: number;
  /** The built web app; without it the pages say that it is missing. */
  readonly webRoot?: string;
  /** Name of the person that works here. */
  readonly person: string;
  /** Version of this build. */
  readonly build: string;
  readonly logger: Logger;
}

export interface RunningServer {
  /** The canonical origin. */
  readonly url: string;
  readonly port: number;
  /** Says BYE, ends generations as `interrupted`, waits until all is saved, and closes. */
  close(): Promise<void>;
}
