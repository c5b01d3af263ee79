import type { IncomingMessage } from 'node:http';

/** Why a request's body was not taken. */
export class BodyRefusedError extends Error {
  constructor(
    readonly status: 400 | 408 | 413 | 415,
    readonly code: string,
  ) {
    super(code);
    this.name = 'BodyRefusedError';
  }
}

export interface BodyLimits {
  /** Bytes. */
  size: number;
  /** Milliseconds for the whole body. */
  time: number;
}

/**
 * The text of a request's body, read no further than the limit allows. After a refusal the connection is of no more use:
 * the rest of the body still comes in.
 *
 * @throws BodyRefusedError
 */
export async function readBody(request: IncomingMessage, { size, time }: BodyLimits): Promise<string> {
  const encoding = request.headers['content-encoding'];
  if (encoding && encoding !== 'identity') throw new BodyRefusedError(415, 'ENCODING_NOT_SUPPORTED');
  if (Number(request.headers['content-length']) > size) throw new BodyRefusedError(413, 'TOO_LARGE');
  const bytes = await collect(request, size, time);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BodyRefusedError(400, 'NOT_UTF8');
  }
}

/** With listeners, since leaving an iteration early would end the connection before anything is answered. */
function collect(request: IncomingMessage, size: number, time: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const listeners = {
      data: (chunk: Buffer): void => {
        length += chunk.length;
        if (length > size) end(new BodyRefusedError(413, 'TOO_LARGE'));
        else chunks.push(chunk);
      },
      end: (): void => end(null),
      error: (): void => end(new BodyRefusedError(400, 'BROKEN_OFF')),
      close: (): void => end(new BodyRefusedError(400, 'BROKEN_OFF')),
    };
    const timer = setTimeout(() => end(new BodyRefusedError(408, 'TOO_SLOW')), time);
    const end = (refusal: BodyRefusedError | null): void => {
      clearTimeout(timer);
      for (const [event, listener] of Object.entries(listeners)) request.off(event, listener);
      if (!refusal) return resolve(Buffer.concat(chunks));
      request.pause();
      // what still happens to the connection is nobody's business any more
      request.on('error', () => undefined);
      reject(refusal);
    };
    for (const [event, listener] of Object.entries(listeners)) request.on(event, listener);
  });
}
