// Files that hold keys and passwords are neither listed, searched nor read: what they say must not come into an answer, a
// log of conversations, or a backup. Judged by name, before anything is opened.

const SECRET_FOLDERS = new Set([
  ".ssh",
  ".aws",
  ".gnupg",
  ".gpg",
  ".kube",
  ".docker",
  ".azure",
  ".gcloud",
  ".password-store",
  ".secrets",
]);

const SECRET_NAMES: readonly RegExp[] = [
  /^\.env(?:rc)?(?:[._-].*)?$/,
  /\.env$/,
  /\.(?:pem|key|p12|pfx|p8|jks|keystore|kdbx|ppk|asc|gpg|ovpn|pgpass|tfstate|tfvars)$/,
  /\.tfstate\.backup$/,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:[._-].*)?$/,
  /^\.(?:npmrc|netrc|pypirc|pgpass|my\.cnf|git-credentials|htpasswd|dockercfg|dockerconfigjson|boto|s3cfg|vault-token)$/,
  /^_netrc$/,
  /^credentials?(?:[._-].*)?$/,
  /^(?:client_?secrets?|secrets?|application_default_credentials)(?:[._-].*)?\.(?:json|ya?ml|toml|ini|txt|properties)$/,
  /service[-_]?account.*\.json$/,
  /^(?:authorized_keys|known_hosts|shadow|master\.key)$/,
];

/** Says nothing secret although it looks so: `.env.example`, a public key, code about credentials. */
const HARMLESS_NAMES: readonly RegExp[] = [
  /^\.env[._-](?:example|sample|template|dist)$/,
  /\.pub$/,
  /^credentials?[._-]?.*\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|rb|cs|swift|php|md)$/,
];

/** Whether a path names something that is kept out of everything. Letter case does not matter. */
export function isSecretPath(path: string): boolean {
  const parts = path.toLowerCase().split("/");
  if (parts.some((part) => SECRET_FOLDERS.has(part))) return true;
  const name = parts.at(-1) ?? "";
  return SECRET_NAMES.some((pattern) => pattern.test(name)) && !HARMLESS_NAMES.some((pattern) => pattern.test(name));
}
