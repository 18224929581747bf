// A document on a page of its own: opened while the page is there, or why it cannot be shown.
import type { DocumentId, DocumentView, LiveDocument } from "@nomous/client";
import type { ReactNode } from "react";
import { useConnection } from "../hooks/use-client.ts";
import { Page } from "../shell/page.tsx";
import { Button } from "../ui/button.tsx";
import { Empty, Failed, Loading } from "../ui/status.tsx";
import { useHoldsUpdate } from "../update/use-update.ts";
import { useLiveDocument } from "./use-live-document.ts";
import { usePart } from "./use-part.ts";

interface WithDocumentProps {
  id: string;
  children: (live: LiveDocument) => ReactNode;
}

export function WithDocument({ id, children }: WithDocumentProps) {
  // The address is the only one who says it: the bridge tells when there is no such document.
  const { live, error } = useLiveDocument(id as DocumentId);
  if (live !== undefined) return <KnownDocument live={live}>{children}</KnownDocument>;
  return (
    <Page title="Document">
      <div className="page-note">
        {error === undefined ? (
          <Loading>Opening the document</Loading>
        ) : (
          <Failed action={<Button onClick={() => location.reload()}>Reload</Button>}>
            The editor could not be loaded: {error}
          </Failed>
        )}
      </div>
    </Page>
  );
}

function KnownDocument({ live, children }: { live: LiveDocument } & Pick<WithDocumentProps, "children">) {
  const lack = usePart(live.view, lackOf);
  const path = usePart(live.view, pathOf);
  useHoldsUpdate(usePart(live.view, isSaving));
  const connection = useConnection();
  if (lack !== undefined)
    return (
      <Page title={path ?? "Document"}>
        <div className="page-note">
          {lack === "missing" ? (
            <Empty>There is no document at this address. It may have been opened in another workspace.</Empty>
          ) : connection.status === "away" ? (
            <Empty>
              Bridge away. This document was not opened in this browser before; it comes when the bridge is back.
            </Empty>
          ) : (
            <Loading>Reading the document</Loading>
          )}
        </div>
      </Page>
    );
  return children(live);
}

const isSaving = ({ saving }: DocumentView): boolean => saving.waiting > 0;
const pathOf = ({ path }: DocumentView): string | undefined => path;

/** Why nothing can be shown. The text is only asked for where it counts: making it takes time. */
function lackOf(view: DocumentView): "missing" | "loading" | undefined {
  if (view.status === "missing") return "missing";
  return view.status === "loading" && view.text === "" ? "loading" : undefined;
}
