// Where the database may live: a folder on a local disk. Over a network neither locks nor fsync mean what SQLite takes
// them to mean.
import { constants } from "node:fs";
import { access, mkdir, readFile, realpath } from "node:fs/promises";
import { toStorageError } from "./sqlite-error.ts";
import { StorageError } from "./storage.ts";

/** The type of the file system that holds `path`, as `mount` names it; `undefined` when the system does not say. */
export type FileSystemOf = (path: string) => Promise<string | undefined>;

/** FUSE names the program behind it; only those listed are remote. */
const NETWORK_TYPES =
  /^(nfs4?|cifs|smb[23]?|smbfs|9p|afs|afpfs|ceph|coda|davfs|glusterfs|lustre|webdav|unc|fuse\.(sshfs|rclone|s3fs|gcsfuse|davfs|glusterfs|ceph|curlftpfs|smbnetfs|gvfsd-fuse))$/;

/** Makes the folder when it is missing and returns its real path; refuses one that is not ours to write or not local. */
export async function openDirectory(
  directory: string,
  fileSystemOf: FileSystemOf = fileSystemOfMount,
): Promise<string> {
  const path = await reachDirectory(directory);
  const type = await fileSystemOf(path);
  if (type === undefined || !NETWORK_TYPES.test(type)) return path;
  throw new StorageError(
    "network-filesystem",
    `${path} is on a network file system (${type}), where a crash can lose what was saved. ` +
      `Choose a folder on a local disk: --workspace DIR.`,
  );
}

async function reachDirectory(directory: string): Promise<string> {
  try {
    // Conversations are nobody else's business.
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    return await realpath(directory);
  } catch (error) {
    throw toStorageError(error, `Cannot use ${directory}`);
  }
}

async function fileSystemOfMount(path: string): Promise<string | undefined> {
  if (process.platform === "win32") return path.startsWith("\\\\") ? "unc" : undefined;
  if (process.platform !== "linux") return undefined;
  return typeInMounts(await readFile("/proc/self/mountinfo", "utf8"), path);
}

/** Looks `path` up in the text of Linux's `mountinfo`: the longest mount point counts, the later of two equal ones. */
export function typeInMounts(mounts: string, path: string): string | undefined {
  let best: { point: string; type: string | undefined } = { point: "", type: undefined };
  for (const line of mounts.split("\n")) {
    const [mount = "", source = ""] = line.split(" - ");
    const point = unescapeMount(mount.split(" ")[4] ?? "");
    const holds = point !== "" && (path === point || path.startsWith(point === "/" ? point : `${point}/`));
    if (holds && point.length >= best.point.length) best = { point, type: source.split(" ")[0] };
  }
  return best.type;
}

/** The kernel writes blanks and backslashes of a path as three octal digits. */
const unescapeMount = (text: string): string =>
  text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
