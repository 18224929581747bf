// The major version is the WebSocket subprotocol; what came later inside a major is told by `caps`.
//
//  1  2026-11  first version

export const PROTOCOL_VERSION = 1;
/** The server speaks this version and the one before it, while that exists. */
export const OLDEST_PROTOCOL_VERSION = 1;

export const subprotocol = (version: number): string => `nomous.v${version}`;
export const SUBPROTOCOL = subprotocol(PROTOCOL_VERSION);

/** SHA-256 of the JSON Schemas of all messages; a test fails when a schema changes and this does not (rule V1). */
export const SCHEMA_HASH = "565346bfcf55662bf203ec74c82404c7a8ab10ed6d67c5025d58bfb7993c1b7f";
