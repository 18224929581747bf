import { expect, test } from "vitest";
import { isSecretPath } from "./secret-path.ts";

test.each(
  `.env .env.local .env.production prod.env a/.envrc server.pem tls/SERVER.KEY id_rsa id_ed25519.old .npmrc .netrc .pypirc .pgpass
  cert.p12 store.jks credentials credentials.json .aws/config .ssh/config home/.gnupg/trust.txt .kube/config
  my-service-account-prod.json service_account.json client_secret_123.json secrets.yaml terraform.tfstate vault.kdbx .git-credentials
  .htpasswd config/master.key prod.tfvars`
    .split(/\s+/)
    .map((path) => [path]),
)("%s is kept out", (path) => {
  expect(isSecretPath(path)).toBe(true);
});

test.each(
  `.env.example .env.sample id_rsa.pub credentials.ts credential-store.go docs/credentials.md environment.ts keyboard.ts key.ts
  monkey.md secrets.ts secret-path.ts tokens.css package.json src/aws/config.ts accounts.json`
    .split(/\s+/)
    .map((path) => [path]),
)("%s is shown", (path) => {
  expect(isSecretPath(path)).toBe(false);
});
