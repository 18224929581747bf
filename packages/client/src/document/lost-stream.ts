import type { DocumentId, StreamId } from "@nomous/protocol";

/** Under it a text that the bridge lost is kept, as that of a document which no bridge has. */
export const lostStream = (document: DocumentId): StreamId => `lost/${document}` as StreamId;
