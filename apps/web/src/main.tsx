// The composition root. The pairing secret is taken off the address before anything else runs.
import { systemRuntime } from "@nomous/client";
import { openBrowserClient } from "@nomous/client/browser";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { FailedEntryPage, UnopenedPage } from "./entry/entry-pages.tsx";
import { takePairingSecret } from "./entry/pairing-link.ts";
import { steadyConnection } from "./hooks/steady-connection.ts";
import { BridgeContext } from "./hooks/use-client.ts";
import { fetchPage } from "./late-parts.ts";
import "./ui/base.css";
import { Boundary } from "./ui/boundary.tsx";
import { applyScheme, currentScheme } from "./ui/scheme.ts";
import { pageBuild } from "./update/page-build.ts";
import { createUpdate, UpdateContext } from "./update/use-update.ts";

const pairing = takePairingSecret(window);
// A link that is opened in a tab where the page is already changes only the fragment.
window.addEventListener("hashchange", () => location.hash.startsWith("#pair=") && location.reload());
applyScheme(currentScheme());
const update = createUpdate(pageBuild(document));
const root = createRoot(document.querySelector("#root") ?? document.body);

try {
  const [client] = await Promise.all([
    openBrowserClient({ build: update.build, ...(pairing === undefined ? {} : { pairing }) }),
    fetchPage(location.pathname),
  ]);
  const bridge = { client, runtime: systemRuntime, connection: steadyConnection(client.connection) };
  root.render(
    <StrictMode>
      <Boundary renderFailure={(error) => <FailedEntryPage error={error} />}>
        <BridgeContext value={bridge}>
          <UpdateContext value={update}>
            <App />
          </UpdateContext>
        </BridgeContext>
      </Boundary>
    </StrictMode>,
  );
  // Not part of the first view. Where it cannot be fetched the page works, and nothing newer is offered.
  void import("./update/watch-update.ts").then(
    ({ watchUpdate }) => watchUpdate(update, { clock: systemRuntime.clock, client }),
    () => undefined,
  );
} catch (error) {
  root.render(<UnopenedPage error={error} />);
}
