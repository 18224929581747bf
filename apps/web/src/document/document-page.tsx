// The page of one document: what it is, its text to edit, and what the rules say of it. Everything here works while the bridge is away.
import "./document.css";
import { OpenDocument } from "./open-document.tsx";
import { WithDocument } from "./with-document.tsx";

export const DocumentPage = ({ id }: { id: string }) => (
  <WithDocument id={id}>{(live) => <OpenDocument live={live} />}</WithDocument>
);
