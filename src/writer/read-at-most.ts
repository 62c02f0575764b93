/** The text of a body, or null as soon as it is longer than `most` bytes: the rest is not waited for. */
export async function readAtMost(body: AsyncIterable<Uint8Array> | null, most: number): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    // Leaving the loop cancels the body.
    if (bytes > most) return null;
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}
