import { Form, Input } from 'antd';
import React, { useState } from 'react';
import { tagTitle } from '../../../common/labelTitles';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { useReader } from '../../titles';
import { FormDrawer } from '../FormDrawer';
import { useSaving } from '../useSaving';
import { ColourInput } from '../labels/ColourInput';
import { tagPayload, type CommunityTag, type TagValues } from './tag';

export interface TagDrawerProps {
  /** Null adds a tag. */
  existing: CommunityTag | null;
  /** Keys that other tags have. */
  taken: readonly string[];
  onClose(): void;
  onSaved(): void;
}

/** A tag's title, colour and description; its rule is edited apart. */
export function TagDrawer({ existing, taken, onClose, onSaved }: TagDrawerProps): React.ReactElement {
  const t = useT();
  const api = useApi();
  const reader = useReader();
  const [shown] = useState<TagValues>(() => ({
    title: existing ? tagTitle(reader, existing.key, existing.title ?? existing.key) : '',
    description: existing?.description ?? null,
    color: existing?.color ?? 'blue',
  }));
  const [values, setValues] = useState(shown);
  const [tried, setTried] = useState(false);
  const { saving, failure, attempt } = useSaving();
  const set = (change: Partial<TagValues>) => setValues((before) => ({ ...before, ...change }));
  const untitled = !values.title.trim();

  const save = async () => {
    setTried(true);
    if (untitled) return;
    const payload = tagPayload(values, existing, shown, taken);
    await attempt(async () => {
      if (existing) await api.post('communityTags:update', payload, { filterByTk: existing.id });
      else await api.post('communityTags:create', payload);
      onSaved();
    });
  };

  return (
    <FormDrawer
      width={480}
      title={existing ? t('Edit tag') : t('New tag')}
      action={t('Save')}
      saving={saving}
      failure={failure}
      failed={t('The tag could not be saved.')}
      onSave={save}
      onClose={onClose}
    >
      <Form layout="vertical" component="div">
        <Form.Item
          label={t('Title')}
          htmlFor="tag-title"
          required
          {...(tried && untitled ? { validateStatus: 'error' as const, help: t('Enter a title.') } : {})}
        >
          <Input
            id="tag-title"
            maxLength={100}
            value={values.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={t('Colour')}>
          <ColourInput value={values.color} onChange={(color) => set({ color })} />
        </Form.Item>
        <Form.Item label={t('Description')} htmlFor="tag-description">
          <Input.TextArea
            id="tag-description"
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
            value={values.description ?? ''}
            onChange={(event) => set({ description: event.target.value || null })}
          />
        </Form.Item>
      </Form>
    </FormDrawer>
  );
}
