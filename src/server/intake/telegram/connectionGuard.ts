import { isToken, isVariable, sealToken, tokenHint, type SecretBox } from './token';
import type { ConnectionMode } from './connections';

/** What the guard needs of a request's context. */
export interface GuardContext {
  action?: { resourceName: string; actionName: string; params: Record<string, unknown> };
  request: { body?: unknown };
  throw(status: number, error: { code: string; message: string }): never;
  t(sentence: string, values: Record<string, unknown>): string;
}

/** Refusals by code; the sentences are also the keys of their translations. */
export const CONNECTION_MESSAGES = {
  ACTION_NOT_ALLOWED: 'Connections cannot be used in this way.',
  TOKEN_IS_SECRET: 'The token cannot be read, searched or sorted by.',
  NAME_REQUIRED: 'Enter a name of at most 100 characters.',
  TOKEN_REQUIRED: 'Enter the token that @BotFather gave for the bot.',
  TOKEN_INVALID:
    'This is not a bot token. A token looks like 123456789:ABC…; a variable of this NocoBase is chosen with the x button.',
  API_ROOT_INVALID:
    'The Bot API address must begin with http:// or https:// and contain no user name, query or fragment.',
  MODE_INVALID: 'The mode must be polling, webhook or paused.',
} as const;

const RESOURCE = 'communityConnections';
const ACTIONS = ['list', 'get', 'create', 'update', 'destroy', 'check', 'failedUpdates', 'retryFailed', 'troubles'];
/** What goes in and never comes out. */
const SECRET_FIELDS = ['token', 'webhookSecret'];
const MODES: readonly ConnectionMode[] = ['polling', 'webhook', 'paused'];
const MAX_NAME = 100;

/**
 * Middleware in front of everything that could log a request or act on it: replaces a token by its encrypted form, checks
 * what operators may enter, drops what only the pipeline writes, and keeps the token out of filters and sorting.
 *
 * @param namespace of the translations
 */
export function connectionGuard(secrets: SecretBox, namespace: string) {
  return async (context: unknown, next: () => Promise<unknown>): Promise<void> => {
    const ctx = context as GuardContext;
    if (ctx.action?.resourceName.split('.').includes(RESOURCE)) await guard(ctx, secrets, namespace);
    await next();
  };
}

async function guard(ctx: GuardContext, secrets: SecretBox, namespace: string): Promise<void> {
  const action = ctx.action as NonNullable<GuardContext['action']>;
  const { params, actionName } = action;
  const refuse = (code: keyof typeof CONNECTION_MESSAGES): never =>
    ctx.throw(400, { code, message: ctx.t(CONNECTION_MESSAGES[code], { ns: namespace }) });
  const values = isObject(params.values) ? params.values : {};
  const { token: entered, ...others } = values;
  // first of all, so that a request that is refused below is not logged with it
  params.values = others;
  ctx.request.body = others;
  if (!ACTIONS.includes(actionName) || action.resourceName !== RESOURCE) refuse('ACTION_NOT_ALLOWED');
  if (mentionsSecret({ ...params, values: undefined })) refuse('TOKEN_IS_SECRET');
  if (actionName !== 'create' && actionName !== 'update') return;
  const creating = actionName === 'create';
  const accepted: Record<string, unknown> = {};
  if (creating || 'name' in values) accepted.name = name(values.name) ?? refuse('NAME_REQUIRED');
  if ('mode' in values) accepted.mode = MODES.find((mode) => mode === values.mode) ?? refuse('MODE_INVALID');
  if ('apiRoot' in values) {
    const address = apiRoot(values.apiRoot);
    if (address === undefined) refuse('API_ROOT_INVALID');
    accepted.apiRoot = address;
  }
  const token = entered === undefined || entered === null ? '' : String(entered).trim();
  if (creating && !token) refuse('TOKEN_REQUIRED');
  if (token) {
    if (!isToken(token) && !isVariable(token)) refuse('TOKEN_INVALID');
    accepted.token = await sealToken(token, secrets);
    accepted.tokenHint = tokenHint(token);
  }
  // whatever was wrong before may have been put right
  if (token || 'apiRoot' in accepted || 'mode' in accepted)
    Object.assign(accepted, { status: 'unknown', lastError: null });
  params.values = accepted;
  ctx.request.body = accepted;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function name(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text && text.length <= MAX_NAME ? text : undefined;
}

/** Null = Telegram's own address; undefined = not an address. */
function apiRoot(value: unknown): string | null | undefined {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value !== 'string') return undefined;
  try {
    const url = new URL(value.trim());
    const plain = !url.username && !url.password && !url.search && !url.hash;
    return (url.protocol === 'http:' || url.protocol === 'https:') && plain ? url.href.replace(/\/$/, '') : undefined;
  } catch {
    return undefined;
  }
}

const LISTED = new RegExp(`(?:^|[\\s,.+\\-"'[])(?:${SECRET_FIELDS.join('|')})(?:$|[\\s,."'\\]])`);

/** Whether a request names a secret field: in its filter as a key, elsewhere as one of the fields listed. */
function mentionsSecret({ filter, ...params }: Record<string, unknown>): boolean {
  const inKeys = (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(
      ([key, inner]) => key.split('.').some((name) => SECRET_FIELDS.includes(name)) || inKeys(inner),
    );
  const inLists = (value: unknown): boolean => {
    if (typeof value === 'string') return LISTED.test(value);
    return typeof value === 'object' && value !== null && Object.values(value).some(inLists);
  };
  return inKeys(typeof filter === 'string' ? parsed(filter) : filter) || inLists(params);
}

/** What cannot be read is taken for something that names it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return { token: text };
  }
}
