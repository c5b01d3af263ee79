import type { Application } from '@nocobase/server';
import {
  explainLabelsActions,
  exportedLabels,
  rfmActions,
  ruleLibraryActions,
  segmentGuard,
  segmentRunsActions,
} from './resources';
import { keepSegments } from './segments';
import type { Services } from './services';

/** Segments, personas, tiers and tags towards the host: resources, guards and hooks. Wiring only. */
export function defineLabels(app: Application, services: Services): void {
  const { store, gate, settings, ledger, worker, now } = services;
  const wake = () => worker.wake();
  const relabel = async () => {
    await ledger.enqueue('labels');
    wake();
  };
  const refresh = async (key: string) => {
    await ledger.enqueue('segments', { segments: [key] });
    wake();
  };
  const define = (name: string, actions: object) =>
    app.resourceManager.define({ name, only: Object.keys(actions), actions: { ...actions } });
  const onMoved = () => services.segmentCourier.wake();
  define('communitySegmentRuns', segmentRunsActions({ store, gate, settings, ledger, wake, now, onMoved }));
  define('communityLabels', explainLabelsActions({ store, settings, now }));
  define('communityRfm', rfmActions({ store, settings, onChange: relabel }));
  define('communityRuleLibrary', ruleLibraryActions({ store, settings, now }));
  keepSegments(app.db, store);
  app.resourceManager.use(segmentGuard({ store, onDefined: refresh }), { tag: 'communitySegments', after: 'acl' });
  app.resourceManager.use(exportedLabels, { tag: 'communityExport', after: 'acl' });
  allow(app);
}

/** Each of these checks the caller's rights on members and segments itself. */
function allow({ acl }: Application): void {
  const runs = ['preview', 'list', 'history', 'compare', 'refresh', 'add', 'remove', 'settings'];
  acl.allow('communitySegmentRuns', runs, 'loggedIn');
  acl.allow('communityLabels', ['explain'], 'loggedIn');
  acl.allow('communityRfm', ['grid', 'settings'], 'loggedIn');
  acl.allow('communityRuleLibrary', ['list', 'history'], 'loggedIn');
}
