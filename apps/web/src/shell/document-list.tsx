// The documents of the rail: the few that one comes back to, and the way to all of them.
import type { DocumentOverview } from "@nomous/client";
import { Link, useLocation } from "wouter";
import { documentAddress, DOCUMENTS_ADDRESS } from "../address.ts";
import { useConnection } from "../hooks/use-client.ts";
import { useFreshness } from "../freshness/use-freshness.ts";
import { shortMark, stateMark, titleText } from "../library/document-words.ts";
import { MarkStatus } from "../library/mark-status.tsx";
import { recentDocuments } from "../library/recent-documents.ts";
import { isTyped, useDocuments } from "../library/use-documents.ts";
import { useOpenDocument } from "../library/use-open-document.ts";
import { moveFocus } from "../ui/menu.tsx";
import { Failed, Loading, Status } from "../ui/status.tsx";
import { countText } from "../words/numbers.ts";

export function DocumentList() {
  const { data, opened, error } = useDocuments();
  const { status } = useConnection();
  const recent = data && recentDocuments(data.documents, opened);
  return (
    <div className="rail-documents">
      {recent !== undefined && <Recent documents={recent} />}
      {data === undefined && (
        <div className="rail-note">
          {error !== undefined && <Failed>{error}</Failed>}
          {error === undefined && status === "online" && <Loading>Reading documents</Loading>}
        </div>
      )}
      <AllDocuments count={recent?.every(isTyped) === true ? data?.documents.filter(isTyped).length : undefined} />
    </div>
  );
}

function AllDocuments({ count }: { count: number | undefined }) {
  const [address] = useLocation();
  return (
    <Link className="it" href={DOCUMENTS_ADDRESS} aria-current={address === DOCUMENTS_ADDRESS ? "page" : undefined}>
      <span className="muted">{count === undefined ? "All documents" : allText(count)}</span>
    </Link>
  );
}

const allText = (count: number): string =>
  count === 0 ? "No documents yet" : count === 1 ? "The one document" : `All ${countText(count)} documents`;

function Recent({ documents }: { documents: readonly DocumentOverview[] }) {
  const [address] = useLocation();
  const { open, opening, openingText } = useOpenDocument();
  return (
    // Arrows move between the documents inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul onKeyDown={moveFocus} aria-label="Documents that were opened or changed last">
      {documents.map((document) => {
        const lines = <Lines document={document} opening={opening === document.path ? openingText : undefined} />;
        const href = document.document && documentAddress(document.document);
        return (
          <li key={document.path}>
            {href === undefined ? (
              <button type="button" className="doc" title={document.path} onClick={() => open(document)}>
                {lines}
              </button>
            ) : (
              <Link
                className="doc"
                href={href}
                title={document.path}
                aria-current={address === href ? "page" : undefined}
              >
                {lines}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Lines({ document, opening }: { document: DocumentOverview; opening: string | undefined }) {
  const fresh = shortMark(document, useFreshness().byPath.get(document.path)?.freshness);
  return (
    <>
      <span className="cut">{titleText(document)}</span>
      <span className="second">
        <span className="mono">{document.type ?? "Markdown"}</span>
        {opening === undefined ? (
          <>
            {isTyped(document) && <MarkStatus mark={stateMark(document)} />}
            {fresh !== undefined && <MarkStatus mark={fresh} />}
          </>
        ) : (
          <Status glyph="arc" tone="accent">
            {opening}
          </Status>
        )}
      </span>
    </>
  );
}
