import { useRequest } from 'ahooks';
import type { RhythmAnswer } from '../../common/rhythm';
import { useApi } from '../api/useApi';
import type { Dimension } from '../blocks/memberChoice';
import type { Choice } from '../heatmap/filters/choices';
import { rhythmParams, type RhythmView } from './query';

/** Pictures that are told apart at a glance. */
export const MOST_PICTURES = 6;

export interface NamedRhythm extends Choice {
  answer: RhythmAnswer;
}

/** What gets a picture: what the reader chose of the dimension, else its first ones. */
export const pictured = (chosen: ReadonlyArray<Choice['value']>, options: readonly Choice[]): Choice[] =>
  (chosen.length ? options.filter(({ value }) => chosen.some((one) => String(one) === String(value))) : options).slice(
    0,
    MOST_PICTURES,
  );

/** The same rhythm for each value of a dimension, one request after the other; further filters stay. */
export function useRhythms(view: RhythmView, dimension: Dimension, choices: readonly Choice[], version: number) {
  const api = useApi();
  const { data, loading, error, refresh } = useRequest(
    async () => {
      const found: NamedRhythm[] = [];
      for (const choice of choices) {
        const members = { ...view.members, [dimension]: [choice.value] };
        const { compare: _none, ...params } = rhythmParams({ ...view, members }, new Date());
        found.push({ ...choice, answer: await api.get<RhythmAnswer>('communityAnalytics:rhythm', params) });
      }
      return found;
    },
    {
      ready: choices.length > 0,
      refreshDeps: [JSON.stringify(view), dimension, JSON.stringify(choices), version],
      onError: () => undefined,
    },
  );
  return { rhythms: data, loading, error, reload: refresh };
}
