// Files that SQLite does not sync for us.
import { open } from "node:fs/promises";
import { dirname } from "node:path";

/** Resolves when the contents of `file` and its name in its folder are on disk. */
export async function syncFile(file: string): Promise<void> {
  await sync(file, "r+");
  // Windows keeps names durable by itself and does not open folders.
  if (process.platform !== "win32") await sync(dirname(file), "r");
}

async function sync(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
