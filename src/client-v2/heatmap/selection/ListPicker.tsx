import { useRequest } from 'ahooks';
import { App, Divider, Flex, Form, Input, Modal, Select } from 'antd';
import React, { useState } from 'react';
import type { SegmentInfo, SegmentListChange } from '../../../common/segments';
import { errorStatus, errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';

export interface ListPickerProps {
  members: ReadonlyArray<number | string>;
  onClose(): void;
}

/** Makes a segment of members: a new list that is kept by hand, or one that is there and takes them on. */
export function ListPicker({ members, onClose }: ListPickerProps): React.ReactElement {
  const t = useT();
  const api = useApi();
  const { message } = App.useApp();
  const [title, setTitle] = useState('');
  const [list, setList] = useState<string | undefined>();
  const { data: segments, loading } = useRequest(() => api.get<SegmentInfo[]>('communitySegmentRuns:list'), {
    onError: () => undefined,
  });
  const lists = (segments ?? []).filter(({ mode }) => mode === 'static');
  const name = title.trim();

  const { run: save, loading: saving } = useRequest(
    async () => {
      const made = list
        ? { key: list, title: lists.find(({ key }) => key === list)?.title ?? list }
        : await api.post<{ key: string; title: string }>('communitySegments:create', { title: name, mode: 'static' });
      const { changed } = await api.post<SegmentListChange>('communitySegmentRuns:add', {
        segment: made.key,
        members: members.map(Number),
      });
      return { title: made.title, changed };
    },
    {
      manual: true,
      onSuccess: ({ title: saved, changed }) => {
        void message.success(t('{{count}} members were put into "{{title}}".', { count: changed, title: saved }));
        onClose();
      },
      onError: (error) =>
        void message.error(errorStatus(error) === 403 ? t('Your role may not change segments.') : errorText(error)),
    },
  );
  return (
    <Modal
      open
      title={t('Segment of {{count}} members', { count: members.length })}
      okText={t('Save')}
      okButtonProps={{ disabled: !list && !name }}
      confirmLoading={saving}
      onOk={save}
      onCancel={onClose}
    >
      <Flex vertical gap="small">
        <Form layout="vertical" component="div">
          <Form.Item label={t('New list')} htmlFor="heatmap-new-list" style={{ marginBottom: 0 }}>
            <Input
              id="heatmap-new-list"
              value={title}
              maxLength={200}
              placeholder={t('Title')}
              onChange={(event) => {
                setTitle(event.target.value);
                setList(undefined);
              }}
              onPressEnter={() => name && save()}
            />
          </Form.Item>
        </Form>
        {lists.length > 0 && (
          <>
            <Divider plain style={{ margin: 0 }}>
              {t('or')}
            </Divider>
            <Select
              showSearch
              allowClear
              optionFilterProp="label"
              loading={loading}
              placeholder={t('Add to a list that is there')}
              aria-label={t('Add to a list that is there')}
              value={list}
              options={lists.map((one) => ({ value: one.key, label: one.title }))}
              onChange={(key?: string) => {
                setList(key);
                setTitle('');
              }}
            />
          </>
        )}
      </Flex>
    </Modal>
  );
}
