// For tests: the real client over memory, whose bridge is away, and a place to render in.
import {
  type Client,
  createClient,
  createMemoryKeys,
  createMemoryStorage,
  type Readable,
  systemRuntime,
} from "@nomous/client";
import { act, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { BridgeContext } from "./hooks/use-client.ts";
import { WorkspaceContext } from "./hooks/use-workspace.ts";
import { DocumentsContext } from "./library/use-documents.ts";

export const createOfflineClient = async (): Promise<Client> =>
  createClient({
    url: "http://127.0.0.1:1",
    runtime: systemRuntime,
    connect: (_url, _protocol, events) => {
      queueMicrotask(() => events.closed(1006));
      return { send: () => undefined, close: () => undefined };
    },
    keys: await createMemoryKeys(),
    storage: createMemoryStorage(),
    build: "test",
    name: "test",
  });

/** `client` with other parts. What it has behind a getter belongs to itself alone, so that is copied. */
export function clientWith(client: Client, parts: Partial<Client>): Client {
  const { id, tab, connection, outbox, conversations, storage, offline } = client;
  const unsent = (): ReturnType<Client["unsent"]> => client.unsent();
  const own: Partial<Client> = { id, tab, connection, outbox, conversations, storage, offline, unsent, ...parts };
  return Object.create(
    client,
    Object.fromEntries(Object.entries(own).map(([name, value]) => [name, { value, writable: true }])),
  ) as Client;
}

/** A store of one value. */
export const always = <T,>(value: T): Readable<T> => ({ current: () => value, subscribe: () => () => undefined });

/** What is rendered: its element, how to render something else in its place, and how to take it away. */
export interface Rendered {
  readonly page: HTMLElement;
  readonly again: (children: ReactNode) => Promise<void>;
  readonly remove: () => void;
}

/** Renders into the page. */
export async function render(client: Client, children: ReactNode, connection = client.connection): Promise<Rendered> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const page = document.body.appendChild(document.createElement("div"));
  const root = createRoot(page);
  const workspace = { data: undefined, at: undefined, error: undefined, isLoading: false, again: () => undefined };
  const documents = { ...workspace, opened: [] };
  const bridge = { client, runtime: systemRuntime, connection };
  const again = (children: ReactNode): Promise<void> =>
    act(async () =>
      root.render(
        <BridgeContext value={bridge}>
          <WorkspaceContext value={workspace}>
            <DocumentsContext value={documents}>{children}</DocumentsContext>
          </WorkspaceContext>
        </BridgeContext>,
      ),
    );
  await again(children);
  return {
    page,
    again,
    remove() {
      act(() => root.unmount());
      page.remove();
    },
  };
}

/** Types `text` into a field as a person does, in place of what stands there. */
export async function type(field: HTMLInputElement | HTMLTextAreaElement | null, text: string): Promise<void> {
  if (field === null) throw new Error("no field");
  // React notices only what was set past its own property.
  const value = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value");
  await act(async () => {
    value?.set?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
