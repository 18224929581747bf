// What documents of every type say of themselves. The aliases are the names that other tools write, so that their documents are
// understood where they are.
import type { Field } from "./document-type.ts";

export const NO_BREAKING_CHANGES = "no breaking changes";
export const BREAKING_CHANGES_ALLOWED = "breaking changes allowed";

export const status: Field = {
  key: "status",
  label: "Status",
  aliases: ["state"],
  isRequired: true,
  kind: "text",
  guidance: "Say how far the document is; `nomous status` changes it and lists what stands in the way.",
};

export const author: Field = {
  key: "author",
  label: "Author(s)",
  aliases: ["authors", "researcher", "researchers", "written by", "created by"],
  isRequired: true,
  kind: "text",
  guidance: "Name who wrote it, so that readers know whom to ask.",
};

export const owner: Field = {
  key: "owner",
  label: "Team / Owner",
  aliases: ["team", "owners", "owned by", "assignee", "driver"],
  isRequired: false,
  kind: "text",
  guidance: "Name the one person or team that answers for the outcome.",
};

export const date: Field = {
  key: "date",
  label: "Date",
  aliases: ["created", "created at", "date created", "start date"],
  isRequired: true,
  kind: "date",
  guidance: "Give the day on which the document was begun, as 2026-11-28.",
};

export const updated: Field = {
  key: "updated",
  label: "Last updated",
  aliases: ["last updated", "last_updated", "updated at", "date updated", "modified"],
  isRequired: false,
  kind: "date",
  guidance: "Give the day of the last change to what it says.",
};

export const branch: Field = {
  key: "branch",
  label: "Branch",
  aliases: ["git branch", "git_branch"],
  isRequired: false,
  kind: "text",
  guidance: "Name the branch that was looked at.",
};

export const commit: Field = {
  key: "commit",
  label: "Commit",
  aliases: ["git commit", "git_commit", "revision", "sha"],
  isRequired: false,
  kind: "text",
  guidance: "Name the commit that was looked at; citations are read against it.",
};

export const recentCommits: Field = {
  key: "recent",
  label: "Recent commits",
  aliases: ["recent commits", "recent_commits"],
  isRequired: false,
  kind: "list",
  guidance: "List the last commits before the document was begun, newest first.",
};

export const tags: Field = {
  key: "tags",
  label: "Tags",
  aliases: ["keywords", "labels"],
  isRequired: false,
  kind: "list",
  guidance: "Give a few words by which others will look for it.",
};

/** Carried from research to spec to plan. */
export const compatibility: Field = {
  key: "compatibility",
  label: "Compatibility",
  aliases: ["compatibility posture", "backward compatibility"],
  isRequired: false,
  kind: "choice",
  choices: [NO_BREAKING_CHANGES, BREAKING_CHANGES_ALLOWED],
  guidance: "Decide whether what exists may break, because every later choice depends on it.",
};
