import { useRequest } from 'ahooks';
import { Form, Skeleton } from 'antd';
import React from 'react';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { FormDrawer } from '../FormDrawer';
import { useSaving } from '../useSaving';
import type { Kind } from '../kinds/kind';
import { LoadError } from '../LoadError';
import { mappingPayload, type Mapping, type MappingValues, type SourceOptions } from './mapping';
import { MappingFields } from './MappingFields';

export interface MappingFormProps {
  /** Null maps another collection. */
  existing: Mapping | null;
  onClose(): void;
  onSaved(): void;
}

/** Maps a collection, or changes how one is mapped. */
export function MappingForm({ existing, onClose, onSaved }: MappingFormProps): React.ReactElement {
  const t = useT();
  const api = useApi();
  const [form] = Form.useForm<MappingValues>();
  const { saving, failure, attempt } = useSaving();
  const choices = useRequest(
    async () => ({
      options: await api.get<SourceOptions>('communitySources:options'),
      kinds: await api.get<Kind[]>('communityKinds:list', { pageSize: 500, sort: 'id' }),
    }),
    { onError: () => undefined },
  );

  const save = async () => {
    const values = await form.validateFields().catch(() => null);
    if (!values) return;
    await attempt(async () => {
      const payload = mappingPayload(values);
      if (existing) await api.post('communityMappings:update', payload, { filterByTk: existing.id });
      else await api.post('communityMappings:create', payload);
      onSaved();
    });
  };

  return (
    <FormDrawer
      width={520}
      title={existing ? t('Edit mapping') : t('Map a collection')}
      action={t('Save and compare')}
      saving={saving}
      failure={failure}
      failed={t('The mapping could not be saved.')}
      disabled={!choices.data}
      onSave={save}
      onClose={onClose}
    >
      {choices.error && (
        <LoadError
          message={t('The collections could not be loaded.')}
          error={choices.error}
          onRetry={choices.refresh}
        />
      )}
      {choices.data ? (
        <MappingFields form={form} existing={existing} {...choices.data} />
      ) : (
        !choices.error && <Skeleton active />
      )}
    </FormDrawer>
  );
}
