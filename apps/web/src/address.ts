// The addresses of pages, in one place: what is linked is what is read back.
import type { Attachment, ConflictId, ConversationId, DocumentId, TurnId } from "@nomous/client";

/** First and last line, from 1, both included. */
export type Lines = readonly [from: number, to: number];

/** A document that comes with Nomous. */
export const SAMPLE_ADDRESS = "/sample";

/** Whether a page shows files. */
export const isOfFiles = (pathname: string): boolean => pathname.startsWith("/file") || pathname === SAMPLE_ADDRESS;

export const conversationAddress = (id: ConversationId, turn?: TurnId): string =>
  turn === undefined ? `/c/${id}` : `/c/${id}?turn=${turn}`;

/** Two answers of a conversation side by side. */
export const compareAddress = (id: ConversationId, a: TurnId, b: TurnId): string => `/c/${id}/compare?a=${a}&b=${b}`;

/** Whether a page shows two answers. */
export const isComparison = (pathname: string): boolean => /^\/c\/[^/]+\/compare$/.test(pathname);

/** The address of a file of the workspace, at `lines` when they are given. */
export function fileAddress(path: string, lines?: Lines): string {
  const address = `/file/${path.split("/").map(encodeURIComponent).join("/")}`;
  return lines === undefined ? address : `${address}?line=${lineText(lines)}`;
}

/** The path in a file's address; `undefined` when it is no such address. `pathname` is as the browser has it, encoded. */
export function filePathOf(pathname: string): string | undefined {
  const encoded = /^\/file\/(.+)$/.exec(pathname)?.[1];
  if (encoded === undefined || /%(?![0-9a-f]{2})/i.test(encoded)) return undefined;
  return encoded.split("/").map(decodeURIComponent).join("/");
}

/** The lines that `?line=41-67` names. */
export function linesOf(search: string): Lines | undefined {
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(new URLSearchParams(search).get("line") ?? "");
  if (match === null) return undefined;
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  return from >= 1 && to >= from ? [from, to] : undefined;
}

const lineText = ([from, to]: Lines): string => (from === to ? `${from}` : `${from}-${to}`);

/** `path:41-67`, as people write it. */
export const placeText = (path: string, lines?: Lines): string =>
  lines === undefined ? path : `${path}:${lineText(lines)}`;

/** The reverse of `placeText`. */
export function parsePlace(text: string): Attachment | undefined {
  const match = /^(.+?)(?::(\d{1,9})(?:-(\d{1,9}))?)?$/.exec(text);
  const path = match?.[1];
  if (path === undefined) return undefined;
  if (match?.[2] === undefined) return { path };
  return { path, lines: [Number(match[2]), Number(match[3] ?? match[2])] };
}

/** A new conversation that begins with a file attached. */
export const askAboutAddress = (path: string, lines?: Lines): string =>
  `/?attach=${encodeURIComponent(placeText(path, lines))}`;

/** The library. */
export const DOCUMENTS_ADDRESS = "/documents";

/** Whether a page shows the library or a document. */
export const isOfDocuments = (pathname: string): boolean =>
  pathname === DOCUMENTS_ADDRESS || pathname.startsWith(`${DOCUMENTS_ADDRESS}/`);

/** The experiments of all documents. */
export const RUNS_ADDRESS = "/runs";

/** Whether a page shows experiments. */
export const isOfRuns = (pathname: string): boolean =>
  pathname === RUNS_ADDRESS || pathname.startsWith(`${RUNS_ADDRESS}/`);

/** An experiment; its id is one within its document only, so that goes with it. */
export const runAddress = (path: string, experiment: string): string =>
  `${RUNS_ADDRESS}/${encodeURIComponent(experiment)}?path=${encodeURIComponent(path)}`;

/** What leads to what. */
export const TRACE_ADDRESS = "/trace";

/** What this browser has, searched. */
export const SEARCH_ADDRESS = "/search";

/** What holds the words of `text`. */
export const searchAddress = (text: string): string => `${SEARCH_ADDRESS}?text=${encodeURIComponent(text)}`;

/** The thread of one document, task or commit, by the id of its node; of the whole workspace without one. */
export const traceAddress = (id?: string): string =>
  id === undefined ? TRACE_ADDRESS : `${TRACE_ADDRESS}?id=${encodeURIComponent(id)}`;

/** Where in a text, both from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** The address of a document, at `place` when it is given. */
export const documentAddress = (id: DocumentId, place?: TextPlace): string =>
  place === undefined ? `${DOCUMENTS_ADDRESS}/${id}` : `${DOCUMENTS_ADDRESS}/${id}?at=${textPlaceText(place)}`;

/** Addresses of documents. */
export const DOCUMENT_PATTERN = /^\/documents\/(?<id>[0-9a-f-]{36})$/;

/** The document that an address names. */
export const documentIdOf = (pathname: string): DocumentId | undefined =>
  DOCUMENT_PATTERN.exec(pathname)?.groups?.["id"] as DocumentId | undefined;

/** The edit conflicts of a document, at one of them when it is given. */
export const conflictsAddress = (id: DocumentId, conflict?: ConflictId): string =>
  `${DOCUMENTS_ADDRESS}/${id}/conflicts${conflict === undefined ? "" : `?conflict=${conflict}`}`;

/** Addresses of the edit conflicts of a document. */
export const CONFLICTS_PATTERN = /^\/documents\/(?<id>[0-9a-f-]{36})\/conflicts$/;

/** Whether a page shows edit conflicts. */
export const isOfConflicts = (pathname: string): boolean => CONFLICTS_PATTERN.test(pathname);

/** The place that `?at=58:29` names. */
export function textPlaceOf(search: string): TextPlace | undefined {
  const match = /^([1-9]\d{0,8}):([1-9]\d{0,8})$/.exec(new URLSearchParams(search).get("at") ?? "");
  return match === null ? undefined : { line: Number(match[1]), column: Number(match[2]) };
}

/** `58:29` */
export const textPlaceText = ({ line, column }: TextPlace): string => `${line}:${column}`;
