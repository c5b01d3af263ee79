import type { ReactElement } from 'react';
import { CommunityLifecycleBlockModel } from '../CommunityLifecycleBlockModel';
import { DEFAULT_OPTIONS, type LifecycleOptions } from '../options';

interface Declared {
  flows: Map<string, { steps: Record<string, { handler?(ctx: unknown, params: unknown): void }> }>;
}

test('the lifecycle block hands its saved settings to the panel, defaults for the rest', () => {
  const model = new CommunityLifecycleBlockModel({});
  const { flows } = CommunityLifecycleBlockModel as unknown as Declared;
  flows.get('communityLifecycleSettings')?.steps.options.handler?.({ model }, { days: 90, flows: 'paths' });
  const { options } = (model.renderComponent() as ReactElement<{ options: LifecycleOptions }>).props;
  expect(options).toEqual({ ...DEFAULT_OPTIONS, days: 90, flows: 'paths' });
});
