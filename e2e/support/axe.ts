import type { AxeResults, RunOptions } from 'axe-core';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Rules about a page as a whole, which is the host's. */
const RULES_OF_THE_PAGE = ['region', 'landmark-one-main', 'page-has-heading-one', 'bypass'];

/**
 * Scans one part of a page with axe-core.
 *
 * @param selector the block: what lies around it is the host's
 * @returns the serious and critical findings, one line each; empty when there are none
 */
export async function seriousFindings(page: Page, selector: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const options: RunOptions = {
    resultTypes: ['violations'],
    rules: Object.fromEntries(RULES_OF_THE_PAGE.map((rule) => [rule, { enabled: false }])),
  };
  const { violations } = await page.evaluate(
    ([part, asked]) =>
      (window as unknown as { axe: { run(part: string, asked: unknown): Promise<AxeResults> } }).axe.run(part, asked),
    [selector, options] as const,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help} – ${target.join(' ')} – ${failureSummary ?? ''}`),
    );
}
