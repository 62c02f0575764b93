import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

/** Shows a number of the whole installation as a word that says nothing of its size, nor of how many lie between two. */
export interface OpaqueIds {
  hide(id: number): string;
  /** Null where the word was not made here. */
  find(word: string): number | null;
}

const KEY_BYTES = 32;
/** Hexadecimal: no spreadsheet takes one for a formula. */
const WORD = /^[0-9a-f]{32}$/;

/** One block of AES-256 under a key derived from the installation's secret: the same number is always the same word. */
export function createOpaqueIds(installationSecret: string, about: string): OpaqueIds {
  const key = Buffer.from(hkdfSync('sha256', installationSecret, '', `rebond opaque ids ${about}`, KEY_BYTES));
  return {
    hide(id) {
      const block = Buffer.alloc(16);
      block.writeBigUInt64BE(BigInt(id), 8);
      const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
      return Buffer.concat([cipher.update(block), cipher.final()]).toString('hex');
    },

    find(word) {
      if (!WORD.test(word)) return null;
      const decipher = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false);
      const block = Buffer.concat([decipher.update(Buffer.from(word, 'hex')), decipher.final()]);
      const id = block.readBigUInt64BE(8);
      // The first half is a check: another key, or a guess, does not give zero.
      return block.readBigUInt64BE(0) === 0n && id <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(id) : null;
    },
  };
}
