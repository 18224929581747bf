// The major version is the WebSocket subprotocol; what came later inside a major is told by `caps`.
//
//  1  2026-11  first version

export const PROTOCOL_VERSION = 1;
/** The server speaks this version and the one before it, while that exists. */
export const OLDEST_PROTOCOL_VERSION = 1;

export const subprotocol = (version: number): string => `nomous.v${version}`;
export const SUBPROTOCOL = subprotocol(PROTOCOL_VERSION);

/** SHA-256 of the JSON Schemas of all messages; a test fails when a schema changes and this does not (rule V1). */
export const SCHEMA_HASH = "e55c5d18d96c90fbb826115affe6a7ce2c576f9253565a9e06632ac9d1a87cd5";
