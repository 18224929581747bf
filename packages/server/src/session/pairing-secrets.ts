/** One-time secrets of pairing links. They are made outside the server (`nomous link` writes a file that only the user can read). */
export interface PairingSecrets {
  /** True exactly once for each secret that was made and has not expired, also when two connections ask at once. */
  take(secret: string): Promise<boolean>;
}
