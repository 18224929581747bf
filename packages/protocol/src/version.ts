// The major version is the WebSocket subprotocol; what came later inside a major is told by `caps`.
//
//  1  2026-11  first version

export const PROTOCOL_VERSION = 1;
/** The server speaks this version and the one before it, while that exists. */
export const OLDEST_PROTOCOL_VERSION = 1;

export const subprotocol = (version: number): string => `nomous.v${version}`;
export const SUBPROTOCOL = subprotocol(PROTOCOL_VERSION);

/** SHA-256 of the JSON Schemas of all messages; a test fails when a schema changes and this does not (rule V1). */
export const SCHEMA_HASH = "df8eaaef56447925b0015ebb9ac665b3e13543ffb414e119f57d64420e6bc58b";
