export type { Engine, EngineMessage, EnginePart, EngineRequest } from "./engine/engine.ts";
export { EngineError } from "./engine/engine.ts";
export type { RunningServer, ServerOptions } from "./server-options.ts";
export type { PairingSecrets } from "./session/pairing-secrets.ts";
export type { Storage, StorageErrorCode } from "./storage/storage.ts";
export { StorageError } from "./storage/storage.ts";
export type { Passage, Retriever, WorkspaceSource } from "./workspace/workspace-source.ts";
export { WorkspaceError } from "./workspace/workspace-source.ts";
