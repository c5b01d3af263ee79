import type { ReactElement } from 'react';
import { CommunityHeatmapBlockModel } from '../CommunityHeatmapBlockModel';
import type { HeatmapPanelProps } from '../HeatmapPanel';
import { DEFAULT_OPTIONS, type HeatmapOptions } from '../options';

interface Declared {
  flows: Map<
    string,
    { on: string; steps: Record<string, { use?: string; handler?(ctx: unknown, params: unknown): void }> }
  >;
}

function blockWith(params: Partial<HeatmapOptions>) {
  const model = new CommunityHeatmapBlockModel({});
  const { flows } = CommunityHeatmapBlockModel as unknown as Declared;
  flows.get('communityHeatmapSettings')?.steps.options.handler?.({ model }, params);
  return { model, panel: (model.renderComponent() as ReactElement<HeatmapPanelProps>).props };
}

describe('the heatmap block', () => {
  test('hands its saved settings to the panel, defaults for the rest', () => {
    expect(blockWith({ colourBy: 'score' }).panel).toMatchObject({
      options: { ...DEFAULT_OPTIONS, colourBy: 'score' },
    });
  });

  test('opens members in our own card by default', () => {
    expect(blockWith({}).panel.onOpenPopup).toBeUndefined();
  });

  test('opens the host’s pop-up for the member when the settings say so', () => {
    const { model, panel } = blockWith({ opens: 'popup' });
    panel.onOpenPopup?.(7);
    expect((model as unknown as { dispatched: unknown }).dispatched).toEqual([['click', { filterByTk: 7 }]]);
    const { flows } = CommunityHeatmapBlockModel as unknown as Declared;
    expect(flows.get('popupSettings')).toMatchObject({ on: 'click', steps: { openView: { use: 'openView' } } });
  });
});
