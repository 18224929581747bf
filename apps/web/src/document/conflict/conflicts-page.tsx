// The screen of a document's edit conflicts: one place at a time, with what each side made of it, and what each choice would do.
import { startCheckWorker } from "../check/start-worker.ts";
import { WithDocument } from "../with-document.tsx";
import { OpenConflicts } from "./open-conflicts.tsx";

export const ConflictsPage = ({ id }: { id: string }) => (
  <WithDocument id={id}>{(live) => <OpenConflicts live={live} startWorker={startCheckWorker} />}</WithDocument>
);
