// What the statuses mean that are no 200.
import { ServerFailure } from "./server-failure.ts";

export interface RefusedRequest {
  readonly status: number;
  /** What the server said. */
  readonly said: string | undefined;
  /** Where it redirects to. */
  readonly location: string | undefined;
  readonly url: string;
  /** Set when a key was sent. */
  readonly keyVariable: string | undefined;
  /** Set when the request was about this model: its name, and how it is fetched. */
  readonly model?: { readonly name: string; readonly fetch: string };
}

const LATER = "Ask again in a moment.";

export function statusFailure(refused: RefusedRequest): ServerFailure {
  const { status, said } = refused;
  if (status >= 300 && status < 400) return redirected(refused);
  switch (status) {
    case 401:
      return keyRefused(refused);
    case 403:
      return new ServerFailure({ ...keyRefused(refused).words, said });
    case 404:
      return notFound(refused);
    case 400:
    case 413:
    case 422:
      return new ServerFailure({
        reason: `refuses the request (${status})`,
        remedy: "Change the settings or the prompt, or choose another model.",
        said,
        isFinal: true,
      });
    case 429:
      return new ServerFailure({ reason: "takes no more requests now (429)", remedy: LATER, said });
    case 503:
      return /loading/i.test(said ?? "")
        ? new ServerFailure({ reason: "is still loading its model", remedy: LATER, isLoading: true })
        : new ServerFailure({ reason: "cannot answer now (503)", remedy: LATER, said });
    default:
      return new ServerFailure({ reason: `failed (${status})`, remedy: "Look at its log, then ask again.", said });
  }
}

/** What it says of the key may quote it, so it is not repeated. */
function keyRefused({ keyVariable }: RefusedRequest): ServerFailure {
  return keyVariable === undefined
    ? new ServerFailure({
        reason: "asks for a key",
        remedy: "Put its key into an environment variable, and add the server with the name of that variable.",
      })
    : new ServerFailure({
        reason: `refuses the key in ${keyVariable}`,
        remedy: `Set ${keyVariable} and start Nomous again.`,
      });
}

function redirected({ status, location, url }: RefusedRequest): ServerFailure {
  const target = URL.parse(location ?? "", url);
  const where = target === null ? "another address" : target.origin;
  const remedy = "Redirects are not followed. Add the address it redirects to, if you trust it.";
  return new ServerFailure({ reason: `redirects to ${where} (${status})`, remedy });
}

function notFound({ model, said, url }: RefusedRequest): ServerFailure {
  if (model !== undefined)
    return new ServerFailure({ reason: `does not have ${model.name}`, remedy: model.fetch, said });
  const remedy = "Check its address: it ends where the API begins, usually with /v1.";
  return new ServerFailure({ reason: `has nothing at ${new URL(url).pathname} (404)`, remedy });
}
