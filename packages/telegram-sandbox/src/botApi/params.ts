import type { IncomingMessage } from 'node:http';
import { ApiError } from './apiError';
import type { CallParams } from './types';

/** Reads a call's values from the query and from a JSON or urlencoded body; the body wins. */
export async function readParams(request: IncomingMessage, query: URLSearchParams): Promise<CallParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const body = Buffer.concat(chunks).toString('utf8');
  const type = request.headers['content-type'] ?? '';
  if (body === '') {
    return Object.fromEntries(query);
  }
  if (type.includes('application/x-www-form-urlencoded')) {
    return { ...Object.fromEntries(query), ...Object.fromEntries(new URLSearchParams(body)) };
  }
  if (type.includes('application/json')) {
    return { ...Object.fromEntries(query), ...parseObject(body) };
  }
  throw new ApiError(400, `Bad Request: the sandbox does not read bodies of type "${type}"`);
}

function parseObject(body: string): CallParams {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as CallParams;
    }
  } catch {
    // Answered below, as every other body that is not an object.
  }
  throw new ApiError(400, "Bad Request: can't parse request: JSON object expected");
}

/** A whole number, given as number or text; clamped to the bounds as Telegram's server does. */
export function integerParam(params: CallParams, name: string, fallback: number, min?: number, max?: number): number {
  const value = Number(params[name] ?? fallback);
  const whole = Number.isInteger(value) ? value : fallback;
  return Math.min(Math.max(whole, min ?? whole), max ?? whole);
}

/** A text; numbers are written out. Undefined when missing. */
export function textParam(params: CallParams, name: string): string | undefined {
  const value = params[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

export function booleanParam(params: CallParams, name: string): boolean {
  return ['true', '1'].includes(String(params[name] ?? '').toLowerCase());
}

/** A list of texts, given as JSON or as a list; undefined when missing or unreadable, which changes nothing. */
export function listParam(params: CallParams, name: string): string[] | undefined {
  let value: unknown = params[name];
  if (typeof value === 'string') {
    try {
      value = JSON.parse(value);
    } catch {
      return undefined;
    }
  }
  return Array.isArray(value) ? value.map(String) : undefined;
}
