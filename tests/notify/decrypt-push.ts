import { createDecipheriv, createECDH, createHmac, randomBytes } from 'node:crypto';

const hmac = (key: Buffer, ...parts: (Buffer | string)[]) =>
  parts.reduce((mac, part) => mac.update(part), createHmac('sha256', key)).digest();

/** What a browser has: a pair of keys and a secret, of which it gives away the public half and the secret. */
export function aBrowser() {
  const pair = createECDH('prime256v1');
  const p256dh = pair.generateKeys();
  const auth = randomBytes(16);
  return {
    keys: { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') },

    /** Reads a body of `aes128gcm`, written from RFC 8188 and RFC 8291 alone. */
    read(body: Buffer): string {
      const salt = body.subarray(0, 16);
      const idLength = body[20]!;
      const serverKey = body.subarray(21, 21 + idLength);
      const shared = pair.computeSecret(serverKey);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, serverKey]);
      const ikm = hmac(hmac(auth, shared), info, '\x01');
      const prk = hmac(salt, ikm);
      const key = hmac(prk, 'Content-Encoding: aes128gcm\0', '\x01').subarray(0, 16);
      const nonce = hmac(prk, 'Content-Encoding: nonce\0', '\x01').subarray(0, 12);
      const sealed = body.subarray(21 + idLength);
      const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
      const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      // After the text a delimiter, then zeros.
      return text.subarray(0, text.lastIndexOf(2)).toString();
    },
  };
}
