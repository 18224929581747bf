import type { Subject } from "../rule/subject.ts";

/** A document with what was found out about it where there is a disk. */
export interface TracedDocument {
  readonly subject: Subject;
  /** Paths of the documents that it was made from, with `/`, relative to the workspace. */
  readonly sources: readonly string[];
}

/** Where something stands. Line from 1. */
export interface TracePlace {
  readonly path: string;
  readonly line: number;
}

export const placeIn = ({ path, markdown }: Subject, offset: number): TracePlace => ({
  path,
  line: markdown.lines.positionOf(offset).line,
});
