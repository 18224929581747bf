// Whether the browser keeps what is here until a person deletes it. A page can only ask; browsers differ in how they decide, and some never say.
import { useEffect, useState } from "react";

export type Persistence =
  /** Until a person deletes it. */
  | "granted"
  /** As long as there is room. */
  | "not-granted"
  /** It was asked for, and the browser did not agree; it may later. */
  | "declined"
  /** This browser cannot be asked. */
  | "unavailable";

export interface PersistenceView {
  /** `undefined` until the browser has said. */
  readonly persistence: Persistence | undefined;
  readonly ask: () => void;
}

/** `manager`: of the browser; there is none where pages are not trusted. */
async function askToPersist(manager: Partial<StorageManager> | undefined): Promise<Persistence> {
  try {
    if (manager?.persist === undefined) return "unavailable";
    return (await manager.persist()) ? "granted" : "declined";
  } catch {
    return "declined";
  }
}

async function readPersistence(manager: Partial<StorageManager> | undefined): Promise<Persistence> {
  try {
    if (manager?.persist === undefined || manager.persisted === undefined) return "unavailable";
    return (await manager.persisted()) ? "granted" : "not-granted";
  } catch {
    return "unavailable";
  }
}

/** The types say that it is always there; it is not. */
const storageManager = (): Partial<StorageManager> | undefined => navigator.storage;

export function usePersistence(): PersistenceView {
  const [persistence, setPersistence] = useState<Persistence>();
  useEffect(() => void readPersistence(storageManager()).then(setPersistence), []);
  return { persistence, ask: () => void askToPersist(storageManager()).then(setPersistence) };
}

export interface Room {
  readonly usedBytes: number;
  /** What the browser allows at most. */
  readonly quotaBytes: number;
}

/** `undefined` where the browser does not say. */
async function readRoom(manager: Partial<StorageManager> | undefined): Promise<Room | undefined> {
  try {
    const { usage, quota } = (await manager?.estimate?.()) ?? {};
    return usage === undefined || quota === undefined ? undefined : { usedBytes: usage, quotaBytes: quota };
  } catch {
    return undefined;
  }
}

/** Read again whenever `occasion` is another. */
export function useRoom(occasion: string): Room | undefined {
  const [room, setRoom] = useState<Room>();
  // oxlint-disable-next-line react/exhaustive-effect-dependencies
  useEffect(() => void readRoom(storageManager()).then(setRoom), [occasion]);
  return room;
}
