import type { BotError } from './botErrors';

export type ConnectionMode = 'polling' | 'webhook' | 'paused';

/** A bot as the server tells of it; its token never comes back. */
export interface Connection {
  id: number | string;
  name: string;
  mode: ConnectionMode;
  apiRoot: string | null;
  /** The token's last characters, e.g. `…1234`; null where none is stored. */
  tokenHint: string | null;
  botUsername: string | null;
  /** Where Telegram was told to deliver to. */
  webhookUrl?: string | null;
  status: 'unknown' | 'ok' | 'error';
  lastPolledAt: string | null;
  lastUpdateAt: string | null;
  lastError: BotError | null;
}

/** What somebody should look at, of one bot. */
export interface Troubles {
  connectionId: number;
  /** Updates that were set aside. */
  failed: number;
  /** Gaps that last. */
  lasting: number;
  /** Gaps that are over and that an import could fill. */
  fillable: number;
}

/** What the form sends; an empty token on an existing bot means "keep it". */
export interface ConnectionValues {
  name: string;
  token?: string;
  apiRoot?: string;
  mode: ConnectionMode;
}

export const DEFAULT_API_ROOT = 'https://api.telegram.org';

const TOKEN = /^\d+:[\w-]{30,}$/;
const VARIABLE = /^\{\{\s*\$env\.\w+\s*\}\}$/;

/** Whether a text can be a token: BotFather's form, or the name of one of the host's environment variables. */
export const isToken = (text: string): boolean => TOKEN.test(text) || VARIABLE.test(text);

/** Whether a text is an address that a bot can be reached at. */
export function isApiRoot(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** Values as the server takes them: nothing empty, no token unless a new one was typed. */
export function connectionPayload(values: ConnectionValues): ConnectionValues {
  const token = values.token?.trim();
  return {
    name: values.name.trim(),
    mode: values.mode,
    apiRoot: values.apiRoot?.trim().replace(/\/+$/, '') || DEFAULT_API_ROOT,
    ...(token ? { token } : {}),
  };
}
