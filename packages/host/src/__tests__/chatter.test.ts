import { ChatterFilter, withoutChatter } from '../chatter';

const FAILED = [
  'About to overwrite ArrayBuffer.prototype properties ["immutable"]',
  'Error TRUNCATED: The file ends in the middle.',
  '/checkout/node_modules/execa/lib/error.js:60',
  '\t\terror = new Error(message);',
  'Error: Command failed with exit code 1',
];

describe('the output of a command of the host', () => {
  it('is what the command itself says', () => {
    expect(withoutChatter(FAILED.join('\n'))).toBe('Error TRUNCATED: The file ends in the middle.');
  });

  it('comes line by line, however it was cut', () => {
    const lines: string[] = [];
    const filter = new ChatterFilter((line) => lines.push(line));
    for (const piece of ['  10 % rea', 'ding\r\n  20 % writing\nSES Removing unper', 'mitted intrinsics\nend']) {
      filter.write(piece);
    }
    expect(lines).toEqual(['  10 % reading', '  20 % writing']);
    filter.end();
    expect(lines).toEqual(['  10 % reading', '  20 % writing', 'end']);
  });
});
