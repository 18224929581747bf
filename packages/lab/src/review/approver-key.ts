// The key pair that a person approves with. It lies in their own folder, never in a workspace, and nobody else may read it.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import { mkdir, open, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { DeskError } from "../desk/desk-error.ts";
import { errorCode, placeNew, syncFolder } from "../workspace/new-file.ts";
import { publicKeyText, signedBytes, type SignedFacts } from "./signature.ts";

export interface ApproverKey {
  /** As it stands in `nomous.yaml`. */
  readonly publicKey: string;
  /** A signature in base64. */
  readonly sign: (facts: SignedFacts) => string;
}

const FILE = "approver-key.pem";

/** Where the key lies in a person's folder. */
const approverKeyFile = (folder: string): string => join(folder, FILE);

/** The key in a person's folder; null when they have none yet. Rejects with a `DeskError` when it cannot be used. */
export async function readApproverKey(folder: string): Promise<ApproverKey | null> {
  const file = approverKeyFile(folder);
  try {
    // Windows has no such bits: there the folder is the user's own.
    if (process.platform !== "win32" && ((await stat(file)).mode & 0o077) !== 0)
      throw new DeskError(`${file} may be read by others.`, "Take their rights away (chmod 600), or make another key.");
    return toApproverKey(await readFile(file, "utf8"), file);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    if (errorCode(error) === "" || error instanceof DeskError) throw error;
    throw unusable(file, error);
  }
}

/** The same, and makes one where there is none. */
export async function openApproverKey(folder: string): Promise<ApproverKey> {
  return (await readApproverKey(folder)) ?? (await makeKey(folder));
}

async function makeKey(folder: string): Promise<ApproverKey> {
  const { privateKey } = generateKeyPairSync("ed25519");
  const temporary = join(folder, `.nomous-${randomUUID()}.tmp`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(temporary, "wx", 0o600);
    try {
      await handle.writeFile(privateKey.export({ type: "pkcs8", format: "pem" }));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await placeNew(temporary, approverKeyFile(folder));
    await syncFolder(folder);
  } catch (error) {
    throw unusable(approverKeyFile(folder), error);
  }
  const key = await readApproverKey(folder);
  if (key === null) throw unusable(approverKeyFile(folder), undefined);
  return key;
}

function toApproverKey(pem: string, file: string): ApproverKey {
  const privateKey = privateKeyOf(pem, file);
  return {
    publicKey: publicKeyText(createPublicKey(privateKey)),
    sign: (facts) => sign(null, signedBytes(facts), privateKey).toString("base64"),
  };
}

function privateKeyOf(pem: string, file: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch (error) {
    throw unusable(file, error);
  }
  throw unusable(file, undefined);
}

function unusable(file: string, cause: unknown): DeskError {
  const code = errorCode(cause);
  const what = code === "" || code.startsWith("ERR_") ? "is no Ed25519 key" : `cannot be used (${code})`;
  return new DeskError(
    `${file} ${what}.`,
    "Move it away: `nomous approver` makes another one, whose line then takes the place of yours in nomous.yaml.",
  );
}
