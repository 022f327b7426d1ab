/** Content by its hash: attachments on their way into the workspace, artifacts on their way to the thread. */
export type Blobs = {
  /** Keeps the bytes and returns their SHA-256 (hex). Throws `input.too-large` above the configured limit,
   * and `storage.full` when all that is kept together would be over its limit. */
  put(bytes: Uint8Array): Promise<string>;
  /** Null when never kept, or kept too long ago. */
  get(sha256: string): Promise<Uint8Array | null>;
};
