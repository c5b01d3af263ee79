import { JSONParser } from '@streamparser/json';
import { ImportError } from '../importError';
import type { JsonLine } from './ndjson';

/**
 * The messages of a DiscordChatExporter document, each together with its `channel` and `guild`, which stand before the
 * messages in such files. In place of lines the messages are counted.
 *
 * @throws ImportError LINE_NOT_JSON
 */
export async function* discordMessages(bytes: AsyncIterable<Buffer>): AsyncGenerator<JsonLine> {
  const parser = new JSONParser({ paths: ['$.guild', '$.channel', '$.messages.*'], keepStack: false });
  const header: Record<string, unknown> = {};
  let ready: JsonLine[] = [];
  let number = 0;
  let ended = false;
  parser.onValue = ({ value, key }) => {
    if (key === 'guild' || key === 'channel') {
      header[key] = value;
      return;
    }
    number += 1;
    ready.push({ line: number, value: { ...(value as Record<string, unknown>), ...header } });
  };
  parser.onEnd = () => (ended = true);
  try {
    for await (const chunk of bytes) {
      parser.write(chunk);
      yield* ready;
      ready = [];
    }
    if (!ended) parser.end();
  } catch (error) {
    if (error instanceof ImportError) throw error;
    throw new ImportError('LINE_NOT_JSON', { line: number + 1 });
  }
  yield* ready;
}
