/** What decides whether an element is there for a reader; nothing else of a style sheet can be asked of jsdom, which lays nothing out. */
const TELLING = /(?:^|;)\s*((?:display|visibility|pointer-events)\s*:[^;]*)/g;
const RULE = /([^{}]+)\{([^{}]*)\}/g;

const written = new WeakMap<HTMLStyleElement, string>();

/**
 * Style sheets that scripts write keep only what hides and shows. Each question of jsdom for an element's style goes through every rule
 * of every sheet, and antd writes thousands of them.
 */
export function thinStyleSheets(): void {
  const prototype = HTMLStyleElement.prototype;
  if (Object.prototype.hasOwnProperty.call(prototype, 'innerHTML')) return;
  const whole = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
  Object.defineProperty(prototype, 'innerHTML', {
    configurable: true,
    // who compares is told what was written, and does not write it again
    get(this: HTMLStyleElement): string {
      return written.get(this) ?? (whole?.get?.call(this) as string);
    },
    set(this: HTMLStyleElement, css: string) {
      written.set(this, css);
      whole?.set?.call(this, thin(css));
    },
  });
}

function thin(css: string): string {
  const kept: string[] = [];
  for (const [, selector, body] of css.matchAll(RULE)) {
    const telling = [...body.matchAll(TELLING)].map(([, declaration]) => declaration);
    if (telling.length && !selector.includes('@')) kept.push(`${selector}{${telling.join(';')}}`);
  }
  return kept.join('');
}
