// The composition root. The pairing secret is taken off the address before anything else runs.
import { systemRuntime } from "@nomous/client";
import { openBrowserClient } from "@nomous/client/browser";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { EntryPage, FailedEntryPage } from "./entry/entry-pages.tsx";
import { takePairingSecret } from "./entry/pairing-link.ts";
import { steadyConnection } from "./hooks/steady-connection.ts";
import { BridgeContext } from "./hooks/use-client.ts";
import { fetchPage } from "./late-parts.ts";
import "./ui/base.css";
import { Boundary } from "./ui/boundary.tsx";
import { applyScheme, currentScheme } from "./ui/scheme.ts";
import { errorText } from "./words/error.ts";

const pairing = takePairingSecret(window);
// A link that is opened in a tab where the page is already changes only the fragment.
window.addEventListener("hashchange", () => location.hash.startsWith("#pair=") && location.reload());
applyScheme(currentScheme());
const root = createRoot(document.querySelector("#root") ?? document.body);

try {
  const [client] = await Promise.all([
    openBrowserClient(pairing === undefined ? {} : { pairing }),
    fetchPage(location.pathname),
  ]);
  const bridge = { client, runtime: systemRuntime, connection: steadyConnection(client.connection) };
  root.render(
    <StrictMode>
      <Boundary renderFailure={(error) => <FailedEntryPage error={error} />}>
        <BridgeContext value={bridge}>
          <App />
        </BridgeContext>
      </Boundary>
    </StrictMode>,
  );
} catch (error) {
  root.render(
    <EntryPage title="This browser keeps nothing for this page">
      <p>
        Nomous needs the browser's database for its key and for messages that wait. A private window, or a full disk,
        may forbid it: {errorText(error)}.
      </p>
    </EntryPage>,
  );
}
