/** What `nomous probe NAME` knows. */
export const PROBE_NAMES = ["model", "pipeline", "websocket", "codec", "storage", "http"] as const;
