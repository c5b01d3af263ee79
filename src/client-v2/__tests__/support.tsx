import { configure, render, type RenderResult } from '@testing-library/react';
import React from 'react';
import { ContextProvider, createContextStub, type ContextStub } from './stubs/flow-engine';
import { thinStyleSheets } from './styleSheets';

// lists and drawers of antd take their time on a machine that is busy with other tests
configure({ asyncUtilTimeout: 10_000 });

/** What jsdom lacks and antd or the canvas ask for. */
export function prepareBrowser(): void {
  thinStyleSheets();
  window.matchMedia ??= ((query: string) => ({
    matches: false,
    media: query,
    addListener: () => undefined,
    removeListener: () => undefined,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    dispatchEvent: () => false,
    onchange: null,
  })) as typeof window.matchMedia;
  const idle = () => undefined;
  globalThis.ResizeObserver ??= class {
    observe = idle;
    unobserve = idle;
    disconnect = idle;
  };
  // jsdom complains about pseudo elements, which antd measures scroll bars with.
  const computed = window.getComputedStyle;
  if (!('plain' in computed)) {
    window.getComputedStyle = Object.assign((element: Element) => computed.call(window, element), { plain: true });
  }
  HTMLCanvasElement.prototype.getContext = (() => null) as HTMLCanvasElement['getContext'];
}

/** Renders inside a host context that answers the given actions; `reader` replaces its language and translator. */
export function renderInHost(
  element: React.ReactElement,
  answers: Record<string, unknown> = {},
  reader: Partial<Pick<ContextStub, 'locale' | 't'>> = {},
): RenderResult & { host: ContextStub } {
  prepareBrowser();
  const host = { ...createContextStub(answers), ...reader };
  return { host, ...render(<ContextProvider value={host}>{element}</ContextProvider>) };
}

/** An error as axios makes one of the server's answer. */
export const serverError = (status: number, message: string, code?: string): Error =>
  Object.assign(new Error(`Request failed with status code ${status}`), {
    response: { status, data: { errors: [{ message, code }] } },
  });

/** The field of a select by its label; asking by role takes seconds where a page has many elements. */
export function selectField(label: string): Element {
  const found = document.querySelector(`[role="combobox"][aria-label="${label}"]`);
  if (!found) throw new Error(`There is no select "${label}".`);
  return found;
}
