import type { Page } from 'playwright-core';

/** The demonstration's pages with the blocks that they hold, by the name in `data-testid` without its `community-`. */
export const BLOCK_PAGES = [
  { page: 'community_overview_page', blocks: ['heatmap', 'lifecycle', 'retention', 'rhythm', 'leaderboard'] },
  { page: 'community_groups_page', blocks: ['group-health', 'overlap', 'rhythm'] },
  { page: 'community_segments_page', blocks: ['segment', 'segment-comparison', 'persona-overview', 'rfm-grid'] },
  {
    page: 'community_members_page',
    blocks: ['member-card', 'stage-explanation'],
    /** The blocks are in the pop-up of the first member. */
    open: (page: Page) => page.locator('.ant-table-row a').first().click(),
  },
] as const;

export const blockSelector = (name: string): string => `[data-testid="community-${name}"]`;

/** Waits until a block has all of its answers: it neither says that it is busy nor shows anything in their place. */
export async function settled(page: Page, selector: string, milliseconds: number): Promise<void> {
  await page.waitForSelector(selector, { timeout: milliseconds });
  await page.locator(selector).first().scrollIntoViewIfNeeded();
  await page.waitForFunction(
    (asked) => {
      const block = document.querySelector(asked);
      const busy = '[aria-busy="true"], .ant-skeleton, .ant-spin-spinning, .ant-btn-loading';
      return block !== null && !block.matches(busy) && block.querySelector(busy) === null;
    },
    selector,
    { timeout: milliseconds },
  );
}
