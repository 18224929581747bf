// What the errors of sockets, names and certificates mean.
import { ServerFailure } from "./server-failure.ts";

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "refuses connections",
  ECONNRESET: "closed the connection",
  EPIPE: "closed the connection",
  ENOTFOUND: "has a name that cannot be found",
  EAI_AGAIN: "has a name that cannot be found",
  EHOSTUNREACH: "cannot be reached",
  ENETUNREACH: "cannot be reached",
  ETIMEDOUT: "cannot be reached",
  EPROTO: "does not speak TLS at that port",
};

/** `start` says how the server is started. */
export function connectionFailure(error: unknown, start: string): ServerFailure {
  if (error instanceof ServerFailure) return error;
  const code = codeOf(error);
  const reason = REASONS[code];
  if (reason !== undefined) return new ServerFailure({ reason, remedy: start }, { cause: error });
  if (code === "ERR_INVALID_CHAR") {
    const remedy = "Copy the key into its variable again.";
    return new ServerFailure({ reason: "got no request: the key has characters that no header can hold", remedy });
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)/.test(code)) {
    const remedy = "Name the certificate of its authority in NODE_EXTRA_CA_CERTS, and start Nomous again.";
    return new ServerFailure({ reason: `has a certificate that is not trusted (${code})`, remedy }, { cause: error });
  }
  if (/^(?:HPE_|ERR_SSL)/.test(code))
    return new ServerFailure(
      { reason: "does not speak HTTP at that port", remedy: "Check its address." },
      { cause: error },
    );
  return new ServerFailure({ reason: `could not be asked (${code})`, remedy: start }, { cause: error });
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown error";
