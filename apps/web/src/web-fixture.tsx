// For tests: the real client over memory, whose bridge is away, and a place to render in.
import { type Client, createClient, createMemoryKeys, createMemoryStorage, systemRuntime } from "@nomous/client";
import { act, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { BridgeContext } from "./hooks/use-client.ts";
import { WorkspaceContext } from "./hooks/use-workspace.ts";

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

/** Renders into the page and returns the element, and how to take it away. */
export async function render(
  client: Client,
  children: ReactNode,
  connection = client.connection,
): Promise<{ page: HTMLElement; remove: () => void }> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const page = document.body.appendChild(document.createElement("div"));
  const root = createRoot(page);
  const workspace = { data: undefined, at: undefined, error: undefined, isLoading: false, again: () => undefined };
  const bridge = { client, runtime: systemRuntime, connection };
  await act(async () =>
    root.render(
      <BridgeContext value={bridge}>
        <WorkspaceContext value={workspace}>{children}</WorkspaceContext>
      </BridgeContext>,
    ),
  );
  return {
    page,
    remove() {
      act(() => root.unmount());
      page.remove();
    },
  };
}
