// What `nomous doctor` says about the data; changes nothing and may run beside a bridge.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { inspectDatabase, type Inspection } from "./inspect-database.ts";
import { DATABASE_FILE, openReadOnly, SCHEMA_VERSION } from "./sqlite-database.ts";
import { toStorageError } from "./sqlite-error.ts";

export interface StorageReport extends Inspection {
  readonly file: string;
  /** Of the tables, see `PRAGMA user_version`. */
  readonly version: number;
}

/** Reads all data of `directory` and checks it; `undefined` when nothing was ever stored there. */
export async function verifyStorage(directory: string): Promise<StorageReport | undefined> {
  const file = join(directory, DATABASE_FILE);
  if (!existsSync(file)) return undefined;
  try {
    const database = openReadOnly(file);
    try {
      return { file, version: SCHEMA_VERSION, ...inspectDatabase(database) };
    } finally {
      database.close();
    }
  } catch (error) {
    throw toStorageError(error, `Cannot check ${file}`);
  }
}
