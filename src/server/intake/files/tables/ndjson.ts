import { ImportError } from '../importError';

/** A line of JSON lines with what it holds. */
export interface JsonLine {
  line: number;
  value: Record<string, unknown>;
}

const MOST_LINE = 1024 * 1024;

/**
 * One JSON object a line; empty lines are passed over.
 *
 * @param bytes UTF-8, checked
 * @throws ImportError LINE_NOT_JSON, LINE_TOO_LONG
 */
export async function* jsonLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<JsonLine> {
  const decoder = new TextDecoder();
  let rest = '';
  let line = 0;
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MOST_LINE) throw new ImportError('LINE_TOO_LONG', { line: line + lines.length + 1 });
    for (const text of lines) {
      line += 1;
      const value = parsed(text, line);
      if (value) yield { line, value };
    }
  }
  const value = parsed(rest + decoder.decode(), line + 1);
  if (value) yield { line: line + 1, value };
}

function parsed(text: string, line: number): Record<string, unknown> | null {
  if (!text.trim()) return null;
  if (text.length > MOST_LINE) throw new ImportError('LINE_TOO_LONG', { line });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ImportError('LINE_NOT_JSON', { line });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new ImportError('LINE_NOT_JSON', { line });
}
