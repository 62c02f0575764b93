/** Records that one batch has at most; brokers take batches of 1 MiB unless told otherwise. */
const MOST_RECORDS = 100_000;

/**
 * The bytes of records in place of those of a batch that cannot be read. A client asks for as many as the batch says it has
 * and passes the rest over. Each says why, and is refused downstream as everything that is no JSON: so the batch is laid
 * aside under its offsets, and holds nobody up.
 */
export function standIns(why: string): Buffer {
  const value = Buffer.from(why.slice(0, 500));
  const parts: Buffer[] = [];
  for (let offset = 0; offset < MOST_RECORDS; offset++) {
    // Attributes, time and key (none), then the value, then no headers.
    const head = Buffer.from([0, 0, ...zigzag(offset), ...zigzag(-1), ...zigzag(value.length)]);
    parts.push(Buffer.from(zigzag(head.length + value.length + 1)), head, value, Buffer.of(0));
  }
  return Buffer.concat(parts);
}

/** A number as Kafka writes it in records: small ones in few bytes, whatever their sign. */
function zigzag(number: number): number[] {
  const bytes: number[] = [];
  let left = ((number << 1) ^ (number >> 31)) >>> 0;
  for (; left > 0x7f; left >>>= 7) bytes.push((left & 0x7f) | 0x80);
  return [...bytes, left];
}
