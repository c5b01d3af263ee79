/** Ports that Telegram delivers to. */
const PORTS = ['', '80', '88', '443', '8443'];
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

export type AddressProblem = 'INVALID' | 'NOT_HTTPS' | 'PORT' | 'LOOPBACK';

/**
 * What stands against a public address; null = nothing. Only `INVALID` is refused: a Bot API server of one's own takes what
 * Telegram's does not.
 */
export function addressProblem(text: string): AddressProblem | null {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return 'INVALID';
  const { protocol, port, hostname, username, search, hash } = new URL(trimmed);
  if (!['http:', 'https:'].includes(protocol) || username || search || hash) return 'INVALID';
  if (LOOPBACK.test(hostname)) return 'LOOPBACK';
  if (protocol !== 'https:') return 'NOT_HTTPS';
  return PORTS.includes(port) ? null : 'PORT';
}

/** The sentences by problem. */
export const ADDRESS_PROBLEMS: Record<AddressProblem, string> = {
  INVALID: 'Enter an address such as https://crm.example.org, without user name, query or fragment.',
  NOT_HTTPS: 'Telegram delivers by HTTPS only, with a certificate that browsers trust.',
  PORT: 'Telegram delivers to the ports 443, 80, 88 and 8443 only.',
  LOOPBACK: 'This address leads to the machine itself: only a Bot API server that runs on it can deliver there.',
};
