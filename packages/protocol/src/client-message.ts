// Everything a client may say in a text frame.
import * as z from "zod/mini";
import { Command, Floor } from "./command.ts";
import { Hello } from "./handshake.ts";
import { Present } from "./document/room.ts";
import { Publish } from "./media.ts";
import { Ask } from "./query.ts";
import { Credit, Subscribe, Unsubscribe } from "./stream.ts";

export const Ping = z.object({ type: z.literal("PING"), t: z.number() });
export type Ping = z.infer<typeof Ping>;
export const Pong = z.object({ type: z.literal("PONG"), t: z.number() });
export type Pong = z.infer<typeof Pong>;

export const ClientMessage = z.discriminatedUnion("type", [
  Hello,
  Subscribe,
  Unsubscribe,
  Credit,
  Command,
  Floor,
  Ask,
  Publish,
  Present,
  Ping,
  Pong,
]);
export type ClientMessage = z.infer<typeof ClientMessage>;
