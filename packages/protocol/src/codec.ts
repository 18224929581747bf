// Text frames: the one decoder of each direction. Objects keep no unknown field, unknown message types are told apart
// from broken ones, so that an old page survives a newer server.
import * as z from "zod/mini";
import { ClientMessage } from "./client-message.ts";
import { ServerMessage } from "./server-message.ts";

// The page's policy forbids `eval`, which zod would otherwise try.
z.config({ jitless: true });

export type Decoded<Message> =
  | { readonly status: "message"; readonly message: Message }
  /** Well formed, but of a type that this build does not know: to be ignored. */
  | { readonly status: "unknown"; readonly type: string }
  | { readonly status: "invalid"; readonly reason: string };

type Union<Message> = z.core.$ZodType<Message> & { _zod: { propValues?: z.core.util.PropValues } };

function decode<Message>(schema: Union<Message>, types: ReadonlySet<unknown>, text: string): Decoded<Message> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { status: "invalid", reason: "not JSON" };
  }
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return { status: "message", message: parsed.data };
  const type = (value as { type?: unknown } | null)?.type;
  if (typeof type === "string" && !types.has(type)) return { status: "unknown", type: type.slice(0, 40) };
  return { status: "invalid", reason: explainIssues(parsed.error) };
}

/** The first problem as "path: message"; never the value itself, which may be user text. */
export function explainIssues(error: z.core.$ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return "does not fit its schema";
  const path = issue.path.join(".");
  const text = issue.message === "Invalid input" ? issue.code.replaceAll("_", " ") : issue.message;
  return path === "" ? text : `${path}: ${text}`;
}

const typesOf = (schema: typeof ClientMessage | typeof ServerMessage): ReadonlySet<unknown> =>
  new Set(schema.def.options.flatMap((option) => [...option.def.shape.type.def.values]));

const CLIENT_TYPES = typesOf(ClientMessage);
const SERVER_TYPES = typesOf(ServerMessage);

export const decodeClientMessage = (text: string): Decoded<ClientMessage> => decode(ClientMessage, CLIENT_TYPES, text);
export const decodeServerMessage = (text: string): Decoded<ServerMessage> => decode(ServerMessage, SERVER_TYPES, text);

export const encodeMessage = (message: ClientMessage | ServerMessage): string => JSON.stringify(message);

/** Any JSON value, for those who keep values that others understand. */
export const AnyJson = z.unknown();

/** Parses an item's JSON with its schema; `undefined` when it does not fit (an item from a newer version). */
export function decodeJson<T>(schema: z.core.$ZodType<T>, text: string): T | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = z.safeParse(schema, value);
  return parsed.success ? parsed.data : undefined;
}

/** Checks a value that is already parsed, for example the arguments of a command. */
export function check<T>(
  schema: z.core.$ZodType<T>,
  value: unknown,
): { ok: true; value: T } | { ok: false; reason: string } {
  const parsed = z.safeParse(schema, value);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, reason: explainIssues(parsed.error) };
}
