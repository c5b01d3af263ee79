/** Lines that the host's libraries write at every start, whatever is asked. */
const CHATTER = [/^About to overwrite /, /^SES Removing /, /^ +Removing intrinsics\./];

/** From here on its command line reports, with a stack of its own, that the command failed which has just said why. */
const REPORT_OF_FAILURE = /[\\/]execa[\\/]lib[\\/]error\.js:\d+$/;

/** Hands on, line by line, what a command of the host itself says. `end` hands on a last line without an end. */
export class ChatterFilter {
  private rest = '';
  private failed = false;

  constructor(private readonly print: (line: string) => void) {}

  write(text: string): void {
    const lines = (this.rest + text).split(/\r?\n/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.line(line);
  }

  end(): void {
    if (this.rest) this.line(this.rest);
    this.rest = '';
  }

  private line(line: string): void {
    this.failed ||= REPORT_OF_FAILURE.test(line);
    if (!this.failed && !CHATTER.some((pattern) => pattern.test(line))) this.print(line);
  }
}

/** What a command of the host itself said, of all its output. */
export function withoutChatter(output: string): string {
  const lines: string[] = [];
  const filter = new ChatterFilter((line) => lines.push(line));
  filter.write(output);
  filter.end();
  return lines.join('\n').trim();
}
