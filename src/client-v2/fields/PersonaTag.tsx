import { useFlowEngine } from '@nocobase/flow-engine';
import { useRequest } from 'ahooks';
import React from 'react';
import type { ConditionCatalogue } from '../../common/conditions';
import { personaTitle } from '../../common/labelTitles';
import { SHIPPED_PERSONAS } from '../../common/personas';
import { useReader } from '../titles';
import { LabelTag } from './LabelTag';

/** A page may show hundreds of personas: their titles are asked for once, and again after a minute. */
const FRESH = 60_000;

const shipped = (key: string) => SHIPPED_PERSONAS.find(({ to }) => to === key);

/**
 * A persona by its key. What operators call it comes from the server; until it answers, or where the reader may not know,
 * the shipped title stands, and for personas of the operator's own the key.
 */
export function PersonaTag({ persona, color }: { persona: string; color?: string }): React.ReactElement {
  const reader = useReader();
  const { api } = useFlowEngine().context;
  const { data } = useRequest(
    async () => {
      const answer = await api.request<{ data: ConditionCatalogue }>({
        url: 'communityLifecycle:catalogue',
        method: 'get',
        skipNotify: true,
      });
      return answer.data.data.personas;
    },
    { cacheKey: `community-personas-${reader.language}`, staleTime: FRESH, onError: () => undefined },
  );
  const known = shipped(persona);
  const told = data?.find(({ key }) => key === persona)?.title;
  const title = told ?? (known ? personaTitle(reader, persona, known.titleEn) : persona);
  return <LabelTag labelKey={persona} title={title} color={color ?? known?.color} />;
}
