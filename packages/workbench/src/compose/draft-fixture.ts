// Drafts for tests: everything known that git knows, and sources parsed as the command line parses them.
import { createSubject } from "../check/check-document.ts";
import { surroundingsOf } from "../rule/rule-fixture.ts";
import type { Subject } from "../rule/subject.ts";
import { BUILT_IN_TYPES } from "../type/built-in.ts";
import type { DocumentType } from "../type/document-type.ts";
import type { Draft } from "./draft.ts";

export function draftOf(type: DocumentType, more: Partial<Draft> = {}): Draft {
  return {
    type,
    path: `${type.folder}/2026-11-28-batch-frames.md`,
    form: "short",
    title: "Batch frames on the socket",
    scopes: [],
    facts: {
      now: "2026-11-28T10:15:00+01:00",
      author: "Ada Example",
      owner: "@bridge",
      branch: "main",
      commit: "a1b2c3d",
      recentCommits: ["a1b2c3d Frames carry a checksum", "b1b2c3d Fix: the tail is bounded"],
    },
    ...more,
  };
}

export const subjectOf = (path: string, text: string): Subject =>
  createSubject({ path, text, types: BUILT_IN_TYPES, surroundings: surroundingsOf({ [path]: text }) }).subject;
