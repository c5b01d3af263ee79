import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SecretBox } from '../token';

const ENCRYPTED = 'enc:';
/** What Telegram takes as a secret token. */
const SECRET = /^[\w-]{1,256}$/;

/** What Telegram sends with every update, so that we know it by. 256 random bits in the characters that it allows. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The form in which a secret is stored. */
export async function sealSecret(secret: string, secrets: SecretBox): Promise<string> {
  return `${ENCRYPTED}${await secrets.encrypt(secret)}`;
}

/** Null when there is none, or none that can be read with this host's key. */
export async function openSecret(stored: string | null, secrets: SecretBox): Promise<string | null> {
  if (!stored?.startsWith(ENCRYPTED)) return null;
  const secret = await secrets.decrypt(stored.slice(ENCRYPTED.length)).catch(() => '');
  // a wrong key can also yield garbage instead of an error
  return SECRET.test(secret) ? secret : null;
}

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Hash that no secret has: unknown connections are compared like known ones. */
const NOBODYS = randomBytes(32);

/** Whether a secret has this hash, in a time that tells nothing of either. */
export function matches(given: string, hash: Buffer | undefined): boolean {
  return timingSafeEqual(hashOf(given), hash ?? NOBODYS) && hash !== undefined;
}
