import { defineCollection } from '@nocobase/database';
import { computed, id, instant, json, number, select, string, text } from '../schema';

export default defineCollection({
  name: 'communityRuns',
  title: text('Background runs'),
  dataCategory: 'business',
  titleField: 'kind',
  filterTargetKey: 'id',
  uiManageable: true,
  autoGenId: false,
  fields: [
    id(),
    computed(
      select('kind', 'Kind', [
        { value: 'import', label: 'Import', color: 'blue' },
        { value: 'labels', label: 'Score and classify', color: 'purple' },
        { value: 'facts', label: 'Recount facts', color: 'cyan' },
        { value: 'mapping', label: 'Compare collections', color: 'gold' },
        { value: 'backtest', label: 'Backtest', color: 'magenta' },
        { value: 'segments', label: 'Refresh segments', color: 'green' },
      ]),
    ),
    computed(
      select(
        'state',
        'State',
        [
          { value: 'queued', label: 'Queued', color: 'default' },
          { value: 'running', label: 'Running', color: 'processing' },
          { value: 'succeeded', label: 'Succeeded', color: 'green' },
          { value: 'failed', label: 'Failed', color: 'red' },
          { value: 'cancelled', label: 'Cancelled', color: 'orange' },
        ],
        { defaultValue: 'queued' },
      ),
    ),
    computed(number('progress', 'Progress', { defaultValue: 0 })),
    computed(string('step', 'Step')),
    computed(json('counts', 'Counts')),
    computed(json('params', 'Parameters')),
    computed(json('notes', 'Notes')),
    computed(instant('watermark', 'Labels as of')),
    computed(instant('startedAt', 'Started at')),
    computed(instant('finishedAt', 'Finished at')),
    computed(json('error', 'Error')),
    // what a backtest found; large, so lists leave it out
    { name: 'result', type: 'json', hidden: true },
    { name: 'claimedBy', type: 'string', length: 64 },
    { name: 'heartbeatAt', type: 'date' },
    { name: 'cancelRequested', type: 'boolean' },
    // of a labels run: when time alone may change a label again
    { name: 'dueAt', type: 'date' },
  ],
  indexes: [{ fields: ['state', 'id'] }, { fields: ['kind', 'state', 'id'] }],
});
