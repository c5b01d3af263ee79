import { BotApiError } from './botApiError';

/** Encrypts with the host's key; `app.aesEncryptor`. */
export interface SecretBox {
  encrypt(text: string): Promise<string>;
  decrypt(text: string): Promise<string>;
}

/** The host's variables; `app.environment`. */
export interface Variables {
  renderJsonTemplate(template: unknown): unknown;
}

export interface TokenKeeper {
  secrets: SecretBox;
  variables: Variables;
}

const ENCRYPTED = 'enc:';
const TOKEN = /^\d+:[\w-]{30,}$/;
const VARIABLE = /^\{\{\s*\$env\.([A-Za-z_]\w*)\s*\}\}$/;

export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** A reference to one of the host's variables, e.g. `{{$env.BOT_TOKEN}}`. */
export function isVariable(text: string): boolean {
  return VARIABLE.test(text);
}

/** The form in which a token is stored. */
export async function sealToken(token: string, secrets: SecretBox): Promise<string> {
  return isVariable(token) ? token : `${ENCRYPTED}${await secrets.encrypt(token)}`;
}

/** What may be shown of a token: its last characters, or the name of its variable. */
export function tokenHint(token: string): string {
  return isVariable(token) ? token : `…${token.slice(-4)}`;
}

/**
 * The token itself.
 *
 * @throws BotApiError TOKEN_MISSING, TOKEN_VARIABLE_MISSING, TOKEN_UNREADABLE
 */
export async function openToken(
  stored: string | null | undefined,
  { secrets, variables }: TokenKeeper,
): Promise<string> {
  if (!stored) throw new BotApiError('TOKEN_MISSING');
  if (stored.startsWith(ENCRYPTED)) {
    const token = await secrets.decrypt(stored.slice(ENCRYPTED.length)).catch(() => '');
    // a wrong key can also yield garbage instead of an error
    if (!isToken(token)) throw new BotApiError('TOKEN_UNREADABLE');
    return token;
  }
  const token = variables.renderJsonTemplate(stored);
  if (typeof token === 'string' && isToken(token)) return token;
  throw new BotApiError('TOKEN_VARIABLE_MISSING', { variable: VARIABLE.exec(stored)?.[1] ?? '' });
}
