import { lazy, type ReactNode, Suspense } from "react";
import { Route, Switch } from "wouter";
import { NewPage } from "./chat/new-page.tsx";
import { EntryPage, KeylessPage, RefusedPage } from "./entry/entry-pages.tsx";
import { useConnection } from "./hooks/use-client.ts";
import { Page } from "./shell/page.tsx";
import { Shell } from "./shell/shell.tsx";
import { Empty } from "./ui/status.tsx";

const ChatPage = lazy(() => import("./chat/chat-page.tsx").then(({ ChatPage }) => ({ default: ChatPage })));
const FilePage = lazy(() => import("./file/file-page.tsx").then(({ FilePage }) => ({ default: FilePage })));
const FilesPage = lazy(() => import("./file/files-page.tsx").then(({ FilesPage }) => ({ default: FilesPage })));
const SystemPage = lazy(() => import("./system/system-page.tsx").then(({ SystemPage }) => ({ default: SystemPage })));

/** The page: why it cannot work, or the shell with the page of the address. */
export function App() {
  const connection = useConnection();
  switch (connection.status) {
    case "unpaired":
      return <KeylessPage error={connection.error} />;
    case "refused":
      return <RefusedPage error={connection.error} />;
    case "closed":
      return (
        <EntryPage title="This page is closed">
          <p>Load it again to go on; nothing is lost.</p>
        </EntryPage>
      );
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
  return (
    <Suspense fallback={<Page title="Nomous">{null}</Page>}>
      <Switch>
        <Route path="/" component={NewPage} />
        <Route path="/c/:id">{({ id }) => <ChatPage id={id} />}</Route>
        <Route path="/files" component={FilesPage} />
        <Route path="/file/*" component={FilePage} />
        <Route path="/system" component={SystemPage} />
        <Route>
          <Page title="No such page">
            <div className="scroll page-note">
              <Empty>There is no page at this address. Choose a conversation, or ask something new.</Empty>
            </div>
          </Page>
        </Route>
      </Switch>
    </Suspense>
  );
}
