// The composition root. The pairing secret is taken off the address before anything else runs.
import { systemRuntime } from "@nomous/client";
import { openBrowserClient } from "@nomous/client/browser";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { EntryPage } from "./entry/entry-pages.tsx";
import { takePairingSecret } from "./entry/pairing-link.ts";
import { steadyConnection } from "./hooks/steady-connection.ts";
import { BridgeContext } from "./hooks/use-client.ts";
import "./ui/base.css";
import { applyScheme, currentScheme } from "./ui/scheme.ts";

const pairing = takePairingSecret(window);
applyScheme(currentScheme());
const root = createRoot(document.querySelector("#root") ?? document.body);

try {
  const client = await openBrowserClient(pairing === undefined ? {} : { pairing });
  const bridge = { client, runtime: systemRuntime, connection: steadyConnection(client.connection) };
  root.render(
    <StrictMode>
      <BridgeContext value={bridge}>
        <App />
      </BridgeContext>
    </StrictMode>,
  );
} catch (error) {
  root.render(
    <EntryPage title="This browser keeps nothing for this page">
      <p>
        Nomous needs the browser's database for its key and for messages that wait. A private window, or a full disk,
        may forbid it: {error instanceof Error ? error.message : String(error)}.
      </p>
    </EntryPage>,
  );
}
