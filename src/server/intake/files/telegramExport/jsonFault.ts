import { JSONParser } from '@streamparser/json';

/** Offset of the byte at which a piece of JSON stops being valid (its length when it merely ends too early). */
export function faultOffset(bytes: Buffer): number {
  const parser = new JSONParser({ paths: ['$.none'], keepStack: false });
  let last = 0;
  parser.onValue = () => undefined;
  parser.onToken = ({ offset }) => {
    last = offset;
  };
  try {
    parser.write(bytes);
  } catch (error) {
    return tokenizerFault(error) ?? last;
  }
  return bytes.length;
}

/** The position that the tokenizer's error tells; undefined for errors of another kind. */
export function tokenizerFault(error: unknown): number | undefined {
  const position = error instanceof Error ? /\(absolute position "(\d+)"\)/.exec(error.message)?.[1] : undefined;
  return position === undefined ? undefined : Number(position);
}
