import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import React from 'react';
import type { SegmentComparison } from '../../../common/segments';
import { renderInHost, serverError } from '../../__tests__/support';
import { ComparisonPanel } from '../ComparisonPanel';
import { DEFAULT_OPTIONS, withDefaults, type ComparisonOptions } from '../options';
import { partsOf } from '../parts';
import { largest } from '../useComparison';

const ACTION = 'communitySegmentRuns:compare';

const compared = (): SegmentComparison => ({
  segments: [
    {
      ...{ key: 'a', title: 'Silent', color: 'orange', size: 4, meanScore: 12.5, active7: 0, active30: 0.5 },
      ...{ stages: { core: 1, churned: 3 }, personas: { dormant: 3, '': 1 }, tiers: null },
    },
    {
      ...{ key: 'b', title: 'Deep', color: null, size: 2, meanScore: null, active7: null, active30: null },
      ...{ stages: { core: 2 }, personas: { '': 2 }, tiers: null },
    },
  ],
  pairs: [{ a: 'a', b: 'b', shared: 1, jaccard: 0.2 }],
});

const show = (answers: Record<string, unknown> = {}, options: Partial<ComparisonOptions> = {}) =>
  renderInHost(<ComparisonPanel options={{ ...DEFAULT_OPTIONS, ...options }} />, {
    'communitySegmentRuns:list': ['a', 'b', 'c'].map((key, at) => ({ key, title: key, size: 10 - at })),
    [ACTION]: compared(),
    ...answers,
  });

test('segments stand side by side: figures, kinds of members, what they share', async () => {
  const { host } = show({}, { segments: ['a', 'b', 'gone'] });
  const bars = await screen.findByRole('table', { name: 'Stages' });
  expect(host.sent.find(({ url }) => url === ACTION)?.params).toEqual({ segments: 'a,b' });
  expect(within(bars).getByRole('row', { name: 'Silent 1 (25%) 3 (75%)' })).toBeTruthy();
  const silent = document.querySelector<HTMLElement>('[data-bar="a"]');
  expect([...(silent?.children ?? [])].map((part) => (part as HTMLElement).style.width)).toEqual(['25%', '75%']);
  const overlap = within(screen.getByRole('region', { name: 'Overlap' }));
  expect(overlap.getByText('50%')).toBeTruthy();
  expect(overlap.getByText('20%')).toBeTruthy();
  fireEvent.click(screen.getByText('Personas'));
  expect(await screen.findByRole('row', { name: 'Silent 3 (75%) 1 (25%)' })).toBeTruthy();
  fireEvent.click(screen.getByText('Value tiers'));
  expect(await screen.findByText('Your role may not see this about members.')).toBeTruthy();
});

test('the largest ones come first where nobody has chosen any', async () => {
  const { host } = show();
  await screen.findByRole('table', { name: 'Stages' });
  expect(host.sent.find(({ url }) => url === ACTION)?.params).toEqual({ segments: 'a,b,c' });
  const sizes = [5, 9, 7, 1].map((size, at) => ({ key: String(at), size }));
  expect(largest(sizes)).toEqual(['1', '2', '0']);
  expect(withDefaults({ segments: [...'abcdefgh'] }).segments).toHaveLength(6);
});

test('unknown kinds stand behind the known ones, none at the end', () => {
  const segments = [{ ...compared().segments[0], stages: { '': 1, zeta: 1, core: 2, gone: 0 } }];
  expect(partsOf(segments, 'stages', ['new', 'core'])).toEqual({ keys: ['core', 'zeta', ''], readable: true });
  expect(partsOf(segments, 'tiers', []).readable).toBe(false);
});

test('nothing to compare, and a failure', async () => {
  const { unmount } = show({ 'communitySegmentRuns:list': [] });
  expect(await screen.findByText(/There is no segment that you may see yet/)).toBeTruthy();
  unmount();
  let calls = 0;
  show({ [ACTION]: () => (++calls === 1 ? serverError(500, 'disk full') : compared()) });
  expect(await screen.findByText('disk full')).toBeTruthy();
  fireEvent.click(screen.getByText('Try again'));
  await waitFor(() => expect(screen.getByRole('table', { name: 'Stages' })).toBeTruthy());
});
