import { Alert, Modal, Progress, Select } from 'antd';
import React, { useRef, useState } from 'react';
import { errorText } from '../api/errors';
import { useApi } from '../api/useApi';
import { useTags } from '../heatmap/filters/choices';
import { useT } from '../locale';
import { useNumbers } from '../numbers';
import { readAll, type MemberQuery } from './query';

export interface TagAllProps {
  query: MemberQuery;
  /** Whose members they are. */
  name: string;
  /** Members at the moment, as far as known. */
  total: number | null;
  onTagged?(): void;
  onClose(): void;
}

interface Done {
  /** Members that were looked at, that the reader may tag, and that did not carry the tag yet. */
  seen: number;
  reached: number;
  changed: number;
}

/** Gives a tag to all members of a query, portion by portion; what was done so far stays when it is stopped. */
export function TagAll({ query, name, total, onTagged, onClose }: TagAllProps): React.ReactElement {
  const t = useT();
  const api = useApi();
  const numbers = useNumbers();
  const { tags, loading } = useTags();
  const [tag, setTag] = useState<number | string | undefined>();
  const [state, setState] = useState<'choosing' | 'running' | 'done'>('choosing');
  const [done, setDone] = useState<Done>({ seen: 0, reached: 0, changed: 0 });
  const [failure, setFailure] = useState<unknown>(null);
  const stopped = useRef(false);

  const start = async () => {
    const sum: Done = { seen: 0, reached: 0, changed: 0 };
    stopped.current = false;
    setState('running');
    setFailure(null);
    setDone(sum);
    try {
      await readAll<{ id: number | string }>(api, query, { fields: 'id' }, async (rows) => {
        const { members, changed } = await api.post<{ members: number; changed: number }>('communityTagging:add', {
          tag,
          members: rows.map(({ id }) => id),
        });
        sum.seen += rows.length;
        sum.reached += members;
        sum.changed += changed;
        setDone({ ...sum });
        return !stopped.current;
      });
      setState('done');
    } catch (reason) {
      setFailure(reason);
      setState('choosing');
    }
    if (sum.changed > 0) onTagged?.();
  };
  const close = () => {
    stopped.current = true;
    onClose();
  };
  const percent = total ? Math.min(100, Math.round((100 * done.seen) / total)) : 0;
  return (
    <Modal
      open
      title={t('Add a tag to all members of "{{name}}"', { name })}
      okText={state === 'done' ? t('Close') : t('Add tag')}
      okButtonProps={{ disabled: tag === undefined && state !== 'done' }}
      cancelText={state === 'running' ? t('Stop') : t('Cancel')}
      cancelButtonProps={state === 'done' ? { style: { display: 'none' } } : {}}
      confirmLoading={state === 'running'}
      onOk={() => (state === 'done' ? onClose() : void start())}
      onCancel={close}
    >
      <Select
        showSearch
        optionFilterProp="label"
        style={{ width: '100%' }}
        loading={loading}
        disabled={state !== 'choosing'}
        placeholder={t('Choose a tag')}
        aria-label={t('Tag')}
        value={tag}
        options={tags}
        onChange={setTag}
      />
      {state === 'running' && <Progress percent={percent} status="active" />}
      {failure !== null && (
        <Alert
          type="error"
          showIcon
          style={{ marginTop: 12 }}
          message={t('This could not be done.')}
          description={errorText(failure)}
        />
      )}
      {state === 'done' && (
        <Alert
          type={done.reached < done.seen ? 'warning' : 'success'}
          showIcon
          style={{ marginTop: 12 }}
          message={t('{{changed}} of {{total}} members got the tag.', {
            changed: numbers.count(done.changed),
            total: numbers.count(done.reached),
          })}
          description={
            done.reached < done.seen
              ? t('{{count}} members may not be changed by your role.', {
                  count: numbers.count(done.seen - done.reached),
                })
              : undefined
          }
        />
      )}
    </Modal>
  );
}
