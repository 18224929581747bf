// The client of the bridge, for browsers and Node, and the words of the protocol that applications use.
export * from "./client.ts";
export * from "./client-error.ts";
export * from "./create-client.ts";
export type { Keys } from "./keys/keys.ts";
export { createMemoryKeys } from "./keys/web-crypto-keys.ts";
export { parseLink } from "./link.ts";
export { createLocalTabs } from "./outbox/local-tabs.ts";
export type { Tabs } from "./outbox/tabs.ts";
export * from "./readable.ts";
export { systemRuntime } from "./runtime-system.ts";
export type { Hints } from "./session/hints.ts";
export type { ConnectSocket, Socket, SocketEvents } from "./session/socket.ts";
export { connectWebSocket } from "./session/web-socket.ts";
export type { ClientStorage, StoredCommand, StoredOutbox, StreamCopy, StreamPiece } from "./storage/client-storage.ts";
export { createMemoryStorage } from "./storage/memory-storage.ts";

export {
  type Actor,
  type AnswerOutcome,
  type Attachment,
  check,
  type Citation,
  type ClientId,
  type Clock,
  type CommandArgs,
  type CommandId,
  type CommandName,
  type CommandResult,
  type CommandStatus,
  ConversationId,
  type ConversationList,
  type ConversationSummary,
  type ConversationTree,
  CONVERSATIONS,
  conversationStream,
  countLeaves,
  type Cursor,
  decodeJson,
  EMPTY_LIST,
  EMPTY_TREE,
  type EndReason,
  type EngineInfo,
  type EngineTurn,
  ERROR_POLICY,
  type ErrorBody,
  type ErrorCode,
  fromUtf8,
  GenerationPart,
  generationStream,
  growTree,
  ITEM,
  type ItemKind,
  LIMITS,
  type ModelServer,
  newCommandId,
  newConversationId,
  newestLeaf,
  newTurnId,
  pathTo,
  type PersonTurn,
  PROTOCOL_VERSION,
  type QueryArgs,
  type QueryName,
  type QueryResult,
  type Random,
  type ResetReason,
  type Route,
  type Runtime,
  type Scope,
  sleep,
  type StopTimer,
  type Store,
  type StreamEnd,
  type StreamId,
  type SubscribeFrom,
  type TabId,
  type Turn,
  type TurnCitation,
  TurnId,
  utf8Length,
  uuidv7,
  type Welcome,
  type WorkspacePath,
  type WorkspaceStatus,
} from "@nomous/protocol";
