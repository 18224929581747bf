// Whether a bridge that was killed has left edits that nobody was told of yet: it died between the commit that took them in and the one that tells of
// their meeting. Its database is looked at in a copy, so that the next bridge finds it as it was left.
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AnyJson, decodeJson } from "@nomous/protocol";
import { ABSENCE_RECORD, isUntold, readAbsences } from "../../../packages/server/src/document/conflict/absence.ts";

/** `scratch`: a folder that is not there yet. */
export function hasUntold(state: string, scratch: string): boolean {
  mkdirSync(scratch);
  for (const name of ["nomous.db", "nomous.db-wal"])
    if (existsSync(join(state, name))) copyFileSync(join(state, name), join(scratch, name));
  const database = new DatabaseSync(join(scratch, "nomous.db"));
  try {
    const rows = database.prepare("SELECT value FROM records WHERE kind = ?").all(ABSENCE_RECORD);
    return rows.some(({ value }) => readAbsences({ value: decodeJson(AnyJson, String(value)) }).some(isUntold));
  } finally {
    database.close();
  }
}
