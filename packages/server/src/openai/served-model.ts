// A model with the server that runs it, as it is asked.
import type { Clock } from "@nomous/protocol";
import type { ServerModel } from "../model/model-server.ts";
import type { Flavour } from "./flavour/flavour.ts";
import { ServerFailure } from "./server-failure.ts";
import type { ServerPeer } from "./server-peer.ts";

export interface ServedModel {
  readonly clock: Clock;
  readonly peer: ServerPeer;
  readonly flavour: Flavour;
  readonly model: ServerModel;
  /** "Ollama at 127.0.0.1:11434" */
  readonly server: string;
  readonly patience: Patience;
}

export interface Patience {
  /** For a question that a server answers at once. */
  readonly lookMs: number;
  /** For the first byte of an answer: a server may load gigabytes and read a long prompt before. */
  readonly firstMs: number;
  /** Between two bytes of an answer. */
  readonly silenceMs: number;
}

/** Failures in words; anything else is a fault of ours and stays what it is. */
export const translate = (error: unknown, { server }: ServedModel, written: readonly string[]): unknown =>
  error instanceof ServerFailure ? error.toEngineError(server, written) : error;
