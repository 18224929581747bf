// Everything a server may say in a text frame.
import * as z from "zod/mini";
import { Ping, Pong } from "./client-message.ts";
import { CommandResult } from "./command.ts";
import { ErrorBody } from "./error.ts";
import { Challenge, Welcome } from "./handshake.ts";
import { Published } from "./media.ts";
import { Reply } from "./query.ts";
import { Skip, Subscribed, Unsubscribed } from "./stream.ts";

/** The server is about to close on purpose: come back after `retryAfterMs`. */
export const Bye = z.object({ type: z.literal("BYE"), error: ErrorBody, retryAfterMs: z.number() });
export type Bye = z.infer<typeof Bye>;

/** Why the connection is about to be closed. */
export const Failure = z.object({ type: z.literal("ERROR"), error: ErrorBody });
export type Failure = z.infer<typeof Failure>;

export const ServerMessage = z.discriminatedUnion("type", [
  Challenge,
  Welcome,
  Subscribed,
  Unsubscribed,
  Skip,
  CommandResult,
  Reply,
  Published,
  Ping,
  Pong,
  Bye,
  Failure,
]);
export type ServerMessage = z.infer<typeof ServerMessage>;
