import type { ReactElement } from 'react';
import { CommunityRetentionBlockModel } from '../CommunityRetentionBlockModel';
import { DEFAULT_OPTIONS, type RetentionOptions } from '../options';

interface Declared {
  flows: Map<string, { steps: Record<string, { handler?(ctx: unknown, params: unknown): void }> }>;
}

test('the retention block hands its saved settings to the panel, defaults for the rest', () => {
  const model = new CommunityRetentionBlockModel({});
  const { flows } = CommunityRetentionBlockModel as unknown as Declared;
  flows.get('communityRetentionSettings')?.steps.options.handler?.({ model }, { basis: 'firstSeen', group: null });
  const { options } = (model.renderComponent() as ReactElement<{ options: RetentionOptions }>).props;
  expect(options).toEqual({ ...DEFAULT_OPTIONS, basis: 'firstSeen' });
});
