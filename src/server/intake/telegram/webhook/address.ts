/** Path of the action that takes updates, below the prefix of the host's API. */
const ACTION = 'communityWebhooks:receive';

/** Path at which the host serves the action, e.g. `/api/communityWebhooks:receive`. */
export function webhookPath(apiPrefix: string): string {
  return `/${apiPrefix.replace(/^\/+|\/+$/g, '')}/${ACTION}`;
}

export interface AddressOptions {
  /** Prefix of the host's API. */
  apiPrefix: string;
  /** The application's name in the host; other applications than the main one are named in the address. */
  appName: string;
}

/**
 * Where Telegram sends one connection's updates.
 *
 * @param publicUrl address under which the host is reached from outside, with or without the path that the host itself
 * serves below
 */
export function webhookUrl(publicUrl: string, connectionId: number, { apiPrefix, appName }: AddressOptions): string {
  const url = new URL(publicUrl);
  const base = url.pathname.replace(/\/+$/, '');
  const path = webhookPath(apiPrefix);
  url.pathname = base && !path.startsWith(`${base}/`) ? `${base}${path}` : path;
  url.search = '';
  url.searchParams.set('connection', String(connectionId));
  if (appName !== 'main') url.searchParams.set('__appName', appName);
  return url.href;
}

/** The public address that the host has been given in its environment; null = none. */
export function hostAddress(environment: Record<string, string | undefined>): string | null {
  for (const value of [environment.APP_PUBLIC_ORIGIN, environment.API_BASE_URL]) {
    if (!value || !/^https?:\/\//.test(value) || !URL.canParse(value)) continue;
    const url = new URL(value);
    return value === environment.API_BASE_URL ? url.origin : url.href;
  }
  return null;
}
