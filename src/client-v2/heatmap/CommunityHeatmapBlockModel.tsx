import { DataBlockModel } from '@nocobase/client-v2';
import type { Collection } from '@nocobase/flow-engine';
import React from 'react';
import { tExpr } from '../locale';
import { FilterTarget } from './filters/filterTarget';
import { HeatmapPanel } from './HeatmapPanel';
import { DEFAULT_OPTIONS, withDefaults, type HeatmapOptions } from './options';
import type { Filter } from './query';
import { heatmapSettingsSchema } from './settingsForm';

/** The block "Participation heatmap": members × groups. */
export class CommunityHeatmapBlockModel extends DataBlockModel {
  /** One function for the model's life: the panel's effects depend on it. */
  private readonly openPopup = (memberId: number | string): void => {
    void this.dispatchEvent('click', { filterByTk: memberId });
  };

  /** What the host's filter blocks find and hand their filters to. */
  readonly resource = new FilterTarget(() => this.setProps({ connected: this.resource.getFilter() }));

  /** The collection whose fields can be filtered by. */
  get collection(): Collection | undefined {
    return this.context.dataSourceManager?.getCollection('main', 'communityMembers');
  }

  async getFilterFields(): Promise<unknown[]> {
    return this.collection?.getFields?.() ?? [];
  }

  /** Members are shown without waiting for a filter. */
  getDataLoadingMode(): 'auto' {
    return 'auto';
  }

  hasActiveFilters(): boolean {
    return Object.keys(this.resource.getFilter()).length > 0;
  }

  setFilterActive(): void {
    // the host notes here which filters are on; ours itself tells
  }

  removeFilterSource(): void {
    // as above
  }

  override renderComponent(): React.ReactNode {
    const options = withDefaults(this.props.heatmap as Partial<HeatmapOptions> | undefined);
    return (
      <HeatmapPanel
        options={options}
        connected={this.props.connected as Filter | undefined}
        onOpenPopup={options.opens === 'popup' ? this.openPopup : undefined}
      />
    );
  }
}

CommunityHeatmapBlockModel.define({ label: tExpr('Participation heatmap') });

CommunityHeatmapBlockModel.registerFlow({
  key: 'communityHeatmapSettings',
  title: tExpr('Heatmap settings'),
  on: 'beforeRender',
  steps: {
    options: {
      title: tExpr('Heatmap settings'),
      uiSchema: heatmapSettingsSchema,
      defaultParams: DEFAULT_OPTIONS,
      handler(ctx, params: Partial<HeatmapOptions>) {
        ctx.model.setProps({ heatmap: withDefaults(params) });
      },
    },
  },
});

// The host's own pop-up, filled by the page's designer; used when the settings say so.
CommunityHeatmapBlockModel.registerFlow({
  key: 'popupSettings',
  title: tExpr('Pop-up settings'),
  on: 'click',
  sort: 300,
  steps: {
    openView: {
      title: tExpr('Pop-up settings'),
      use: 'openView',
      hideInSettings: (ctx) => ctx.model.getStepParams('communityHeatmapSettings', 'options')?.opens !== 'popup',
      defaultParams: { collectionName: 'communityMembers', dataSourceKey: 'main', mode: 'drawer', size: 'medium' },
    },
  },
});
