// For tests: a page with documents whose bridge answers as told.
import type { Client, CommandName, CommandResult, ConnectionState, QueryResult } from "@nomous/client";
import type { ReactNode } from "react";
import { InShell } from "../chat/chat-fixture.tsx";
import { FreshnessContext, type FreshnessView } from "../freshness/use-freshness.ts";
import { always, clientWith } from "../web-fixture.tsx";
import { DocumentsContext, useDocumentsView } from "./use-documents.ts";

type List = QueryResult<"documents.list">;

export interface Bridge {
  readonly list?: Partial<List>;
  readonly settings?: QueryResult<"workbench.settings">;
  readonly answer?: (name: CommandName, args: unknown) => Partial<CommandResult>;
}

/** `client` as if its bridge were here and answered so. */
export function answering(client: Client, { list = {}, settings, answer = () => ({}) }: Bridge): Client {
  const ask = async (name: string): Promise<unknown> => {
    if (name === "documents.list") return { documents: [], unchecked: [], ...list };
    if (name === "workbench.settings") return settings;
    return new Promise(() => undefined);
  };
  const command = (name: CommandName, args: unknown) => ({
    result: Promise.resolve({ status: "applied", ...answer(name, args) }),
  });
  return clientWith(client, { ask, command } as unknown as Partial<Client>);
}

export const HERE = always({ status: "online", welcome: {}, since: 0, roundTripMs: 1 } as unknown as ConnectionState);
export const AWAY = always<ConnectionState>({ status: "away", since: 0, nextTryAt: 0 });

interface WithDocumentsProps {
  /** Nothing is known of it without. */
  freshness?: FreshnessView;
  children: ReactNode;
}

export function WithDocuments({ freshness, children }: WithDocumentsProps) {
  return (
    <InShell>
      <DocumentsContext value={useDocumentsView()}>
        <FreshnessContext value={freshness}>{children}</FreshnessContext>
      </DocumentsContext>
    </InShell>
  );
}
