// Branded ids. All but names of streams and clients are UUIDs of version 7 (RFC 9562), so that they sort by time.
import * as z from "zod/mini";
import type { Runtime } from "./runtime.ts";

const uuid = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/));

export const StoreId = uuid.brand<"StoreId">();
export type StoreId = z.infer<typeof StoreId>;

/** One page load or one process: sockets come and go, a tab stays. */
export const TabId = uuid.brand<"TabId">();
export type TabId = z.infer<typeof TabId>;

export const ConnectionId = uuid.brand<"ConnectionId">();
export type ConnectionId = z.infer<typeof ConnectionId>;

/** The idempotency key of a command: the same id is applied once, however often it is sent. */
export const CommandId = uuid.brand<"CommandId">();
export type CommandId = z.infer<typeof CommandId>;

export const ConversationId = uuid.brand<"ConversationId">();
export type ConversationId = z.infer<typeof ConversationId>;

/** A turn of a conversation, by a person or by an engine; an engine's turn also names its generation. */
export const TurnId = uuid.brand<"TurnId">();
export type TurnId = z.infer<typeof TurnId>;

export const DocumentId = uuid.brand<"DocumentId">();
export type DocumentId = z.infer<typeof DocumentId>;

export const SuggestionId = uuid.brand<"SuggestionId">();
export type SuggestionId = z.infer<typeof SuggestionId>;

/** Edits that were made apart met; and one place in which they did not fit. */
export const MeetingId = uuid.brand<"MeetingId">();
export type MeetingId = z.infer<typeof MeetingId>;

export const ConflictId = uuid.brand<"ConflictId">();
export type ConflictId = z.infer<typeof ConflictId>;

export const JobId = uuid.brand<"JobId">();
export type JobId = z.infer<typeof JobId>;

/** A browser profile or a CLI user: the fingerprint of its public key, see `handshake.ts`. */
export const ClientId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{22}$/))
  .brand<"ClientId">();
export type ClientId = z.infer<typeof ClientId>;

/** `conversations`, `conversation/<id>` or `generation/<turn id>`: see `stream.ts`. */
export const StreamId = z
  .string()
  .check(z.regex(/^[a-z]+(\/[A-Za-z0-9_.-]{1,120})?$/), z.maxLength(140))
  .brand<"StreamId">();
export type StreamId = z.infer<typeof StreamId>;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

/** A UUID of version 7: 48 bits of milliseconds, then 74 random bits. */
export function uuidv7({ clock, random }: Runtime): string {
  const at = hex(clock.now(), 12);
  const a = hex(0x7000 | (random.uint32() & 0xfff), 4);
  const b = hex(0x8000 | (random.uint32() & 0x3fff), 4);
  const c = hex(random.uint32(), 8) + hex(random.uint32() & 0xffff, 4);
  return `${at.slice(0, 8)}-${at.slice(8)}-${a}-${b}-${c}`;
}

export const newTabId = (runtime: Runtime): TabId => uuidv7(runtime) as TabId;
export const newStoreId = (runtime: Runtime): StoreId => uuidv7(runtime) as StoreId;
export const newConnectionId = (runtime: Runtime): ConnectionId => uuidv7(runtime) as ConnectionId;
export const newCommandId = (runtime: Runtime): CommandId => uuidv7(runtime) as CommandId;
export const newConversationId = (runtime: Runtime): ConversationId => uuidv7(runtime) as ConversationId;
export const newTurnId = (runtime: Runtime): TurnId => uuidv7(runtime) as TurnId;
export const newDocumentId = (runtime: Runtime): DocumentId => uuidv7(runtime) as DocumentId;
export const newJobId = (runtime: Runtime): JobId => uuidv7(runtime) as JobId;
export const newMeetingId = (runtime: Runtime): MeetingId => uuidv7(runtime) as MeetingId;
export const newConflictId = (runtime: Runtime): ConflictId => uuidv7(runtime) as ConflictId;
export const newSuggestionId = (runtime: Runtime): SuggestionId => uuidv7(runtime) as SuggestionId;
