// What runs see of the environment: what programs need to work, what the experiment names, what the variant sets, and nothing else. What is
// recorded of it may be read by everybody who reads the evidence.
import type { Experiment, Variant } from "@nomous/workbench/experiments";
import { sha256 } from "../document/content-hash.ts";
import { redactSecrets } from "../workspace/redact-secrets.ts";

export type Environment = Readonly<Record<string, string>>;

const ALWAYS = ["PATH", "HOME", "LANG", "TMPDIR"];
/** Without these no program starts there. */
const ALWAYS_ON_WINDOWS = ["Path", "PATHEXT", "SystemRoot", "ComSpec", "USERPROFILE", "TEMP", "TMP"];

/** What all variants see of what there is. */
export function allowedEnvironment(
  { env }: Experiment,
  environment: Readonly<Record<string, string | undefined>>,
): Environment {
  const names = [...ALWAYS, ...(process.platform === "win32" ? ALWAYS_ON_WINDOWS : []), ...env];
  const found = names.map((name) => [name, environment[name]] as const);
  return Object.fromEntries(found.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

export const environmentOf = (variant: Variant, allowed: Environment): Environment => ({ ...allowed, ...variant.env });

/** With the hash of what looks like a secret in its place. */
export const recordedEnvironment = (environment: Environment): Environment =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      isSecret(name, value) || isOfMachine(name) ? `sha256:${sha256(value)}` : value,
    ]),
  );

/** Folders of one person's machine: whether they changed counts, not which they are. */
const isOfMachine = (name: string): boolean => [...ALWAYS, ...ALWAYS_ON_WINDOWS].includes(name) && name !== "LANG";

const SECRET_NAME =
  /secret|token|passw|passphrase|credential|cookie|(?:^|_)(?:api|access|private|auth|signing)?_?key(?:$|_)|(?:^|_)auth(?:$|_)/i;

const isSecret = (name: string, value: string): boolean =>
  SECRET_NAME.test(name) || redactSecrets(`${name}=${value}`) !== `${name}=${value}`;
