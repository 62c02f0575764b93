import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps secrets in the database so that a copy of it gives none away. */
export interface SecretBox {
  /** `v1.<nonce>.<tag>.<text>` in base64url. `about`: what it belongs to; it opens only there. */
  seal(secret: string, about: string): string;
  /** Throws SealedSecretError where it was sealed by another installation, for something else, or was altered. */
  open(sealed: string, about: string): string;
}

/** The installation's secret is another than it was, or the row was tampered with. */
export class SealedSecretError extends Error {
  override name = 'SealedSecretError';
  constructor(options?: ErrorOptions) {
    super(
      'A secret kept in the database cannot be opened: the secret of this installation (REBOND_SECRET) is another than it was. ' +
        'Put the old one back, or enter the secret again.',
      options,
    );
  }
}

const NONCE_BYTES = 12;
const KEY_BYTES = 32;

/** AES-256-GCM under a key derived from the installation's secret. */
export function createSecretBox(installationSecret: string): SecretBox {
  const key = Buffer.from(hkdfSync('sha256', installationSecret, '', 'rebond secrets at rest', KEY_BYTES));
  return {
    seal(secret, about) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return ['v1', ...[nonce, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))].join('.');
    },

    open(sealed, about) {
      const [version, nonce, tag, text] = sealed.split('.');
      if (version !== 'v1' || nonce === undefined || tag === undefined || text === undefined) {
        throw new SealedSecretError();
      }
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
          .setAAD(Buffer.from(about))
          .setAuthTag(Buffer.from(tag, 'base64url'));
        return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
      } catch (error) {
        throw new SealedSecretError({ cause: error });
      }
    },
  };
}
