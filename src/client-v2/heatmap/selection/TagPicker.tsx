import { PlusOutlined } from '@ant-design/icons';
import { useRequest } from 'ahooks';
import { App, Button, Flex, Input, Modal, Select } from 'antd';
import React, { useState } from 'react';
import { errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import { useT } from '../../locale';
import { useTags } from '../filters/choices';

export interface TagPickerProps {
  open: boolean;
  members: ReadonlyArray<number | string>;
  onClose(): void;
}

/** A key that no other tag has, made of a title. */
const keyOf = (title: string, now: number) =>
  `${title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 40)}-${now.toString(36)}`;

/** Chooses or makes a tag and gives it to members. */
export function TagPicker({ open, members, onClose }: TagPickerProps): React.ReactElement {
  const t = useT();
  const api = useApi();
  const { message } = App.useApp();
  const { tags, loading, reload } = useTags();
  const [tag, setTag] = useState<number | string | undefined>();
  const [title, setTitle] = useState('');
  const failed = (error: Error) => void message.error(errorText(error));

  const { run: create, loading: creating } = useRequest(
    () =>
      api.post<{ id: number | string }>('communityTags:create', {
        key: keyOf(title.trim(), Date.now()),
        title: title.trim(),
      }),
    {
      manual: true,
      onSuccess: ({ id }) => {
        setTitle('');
        setTag(id);
        reload();
      },
      onError: failed,
    },
  );
  const { run: add, loading: adding } = useRequest(
    () => api.post<{ members: number; changed: number }>('communityTagging:add', { tag, members }),
    {
      manual: true,
      onSuccess: ({ changed, members: reached }) => {
        void message.success(t('{{changed}} of {{total}} members got the tag.', { changed, total: reached }));
        onClose();
      },
      onError: failed,
    },
  );
  return (
    <Modal
      open={open}
      title={t('Add a tag to {{count}} members', { count: members.length })}
      okText={t('Add tag')}
      okButtonProps={{ disabled: tag === undefined }}
      confirmLoading={adding}
      onOk={add}
      onCancel={onClose}
    >
      <Flex vertical gap="small">
        <Select
          showSearch
          optionFilterProp="label"
          loading={loading}
          placeholder={t('Choose a tag')}
          aria-label={t('Tag')}
          value={tag}
          options={tags}
          onChange={setTag}
        />
        <Flex gap="small">
          <Input
            value={title}
            maxLength={100}
            placeholder={t('A new tag')}
            aria-label={t('A new tag')}
            onChange={(event) => setTitle(event.target.value)}
            onPressEnter={() => title.trim() && create()}
          />
          <Button icon={<PlusOutlined />} disabled={title.trim() === ''} loading={creating} onClick={create}>
            {t('Make it')}
          </Button>
        </Flex>
      </Flex>
    </Modal>
  );
}
