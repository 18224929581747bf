import { type ReactNode, Suspense, useEffect } from "react";
import { Route, Switch, useLocation } from "wouter";
import {
  CONFLICTS_PATTERN,
  DOCUMENT_PATTERN,
  DOCUMENTS_ADDRESS,
  RUNS_ADDRESS,
  SAMPLE_ADDRESS,
  SEARCH_ADDRESS,
  TRACE_ADDRESS,
} from "./address.ts";
import { NewPage } from "./chat/new-page.tsx";
import { BlockedPage } from "./entry/entry-pages.tsx";
import { useBridge, useConnection, useIsOnline } from "./hooks/use-client.ts";
import {
  ChatPage,
  ComparePage,
  ConflictsPage,
  DocumentPage,
  ExperimentPage,
  fetchAll,
  FilePage,
  FilesPage,
  LibraryPage,
  ModelsPage,
  RunsPage,
  SamplePage,
  SearchPage,
  SettingsPage,
  SystemPage,
  TracePage,
} from "./late-parts.ts";
import { useKeepNotes } from "./offline/use-keep-notes.ts";
import { FailedPage } from "./shell/failure.tsx";
import { Page } from "./shell/page.tsx";
import { Shell } from "./shell/shell.tsx";
import { Boundary } from "./ui/boundary.tsx";
import { Empty } from "./ui/status.tsx";

/** The page: why it cannot work, or the shell with the page of the address. */
export function App() {
  const connection = useConnection();
  useFetchAhead();
  useKeepNotes();
  switch (connection.status) {
    case "unpaired":
    case "refused":
    case "closed":
      return <BlockedPage connection={connection} />;
    case "connecting":
    case "online":
    case "away":
      break;
  }
  return (
    <Shell>
      <Pages />
    </Shell>
  );
}

function Pages(): ReactNode {
  const [address] = useLocation();
  return (
    <Boundary key={address} renderFailure={(error) => <FailedPage error={error} />}>
      <Suspense fallback={<Page title="Nomous">{null}</Page>}>
        <Switch>
          <Route path="/" component={NewPage} />
          <Route path="/c/:id">{({ id }) => <ChatPage id={id} />}</Route>
          <Route path="/c/:id/compare">{({ id }) => <ComparePage id={id} />}</Route>
          <Route path="/files" component={FilesPage} />
          <Route path="/file/*" component={FilePage} />
          <Route path={DOCUMENTS_ADDRESS} component={LibraryPage} />
          <Route path={DOCUMENT_PATTERN}>{({ id = "" }) => <DocumentPage id={id} />}</Route>
          <Route path={CONFLICTS_PATTERN}>{({ id = "" }) => <ConflictsPage id={id} />}</Route>
          <Route path={RUNS_ADDRESS} component={RunsPage} />
          <Route path={`${RUNS_ADDRESS}/:id`}>{({ id }) => <ExperimentPage id={id} />}</Route>
          <Route path={TRACE_ADDRESS} component={TracePage} />
          <Route path="/models" component={ModelsPage} />
          <Route path="/system" component={SystemPage} />
          <Route path="/settings" component={SettingsPage} />
          <Route path={SAMPLE_ADDRESS} component={SamplePage} />
          <Route path={SEARCH_ADDRESS} component={SearchPage} />
          <Route>
            <Page title="No such page">
              <div className="scroll page-note">
                <Empty>There is no page at this address. Choose a conversation, or ask something new.</Empty>
              </div>
            </Page>
          </Route>
        </Switch>
      </Suspense>
    </Boundary>
  );
}

/** The first screen is there and quiet by then. */
const AHEAD_MS = 500;

/** What others look at has come to rest by then. */
const KEEP_MS = 5_000;

function useFetchAhead(): void {
  const { client, runtime } = useBridge();
  const { clock } = runtime;
  const isOnline = useIsOnline();
  useEffect(() => (isOnline ? clock.after(AHEAD_MS, () => void fetchAll()) : undefined), [isOnline, clock]);
  useEffect(() => {
    if (!isOnline) return undefined;
    return clock.after(KEEP_MS, () => {
      import("./offline/keep-ahead.ts").then(
        ({ keepAhead }) => keepAhead(client, clock.now()),
        // What cannot be fetched now is with the next connection.
        () => undefined,
      );
    });
  }, [isOnline, client, clock]);
}
