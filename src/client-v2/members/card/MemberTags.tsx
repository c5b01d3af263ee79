import { Alert, Flex, Select, Typography } from 'antd';
import React from 'react';
import { ColourTag } from '../../blocks/ColourTag';
import { errorStatus, errorText } from '../../api/errors';
import { useT } from '../../locale';
import { useMayUpdate } from '../explanation/useExplanation';
import { useMemberTags, type MemberTag } from './useMemberTags';

const titleOf = ({ title, key, id }: MemberTag): string => title || key || `#${id}`;

/** A member's tags in their colours; whoever may change the member puts them on and takes them off by hand. */
export function MemberTags({ memberId }: { memberId: number | string }): React.ReactElement | null {
  const t = useT();
  const mayUpdate = useMayUpdate(memberId);
  const { tags, error, all, busy, failure, change } = useMemberTags(memberId);
  // who may not see tags is shown none
  if (error || !tags) return null;
  const free = all.filter(({ id }) => !tags.some((tag) => String(tag.id) === String(id)));
  return (
    <section aria-label={t('Tags')} aria-busy={busy}>
      <Flex wrap gap={4} align="center">
        {tags.map((tag) => (
          <ColourTag
            key={tag.id}
            color={tag.color ?? 'default'}
            style={{ marginInlineEnd: 0 }}
            closable={mayUpdate && !busy}
            closeIcon={<span aria-label={t('Remove the tag {{tag}}', { tag: titleOf(tag) })}>×</span>}
            onClose={(event) => {
              // it goes when the server says so
              event.preventDefault();
              void change('remove', tag.id);
            }}
          >
            {titleOf(tag)}
          </ColourTag>
        ))}
        {tags.length === 0 && <Typography.Text type="secondary">{t('No tags yet.')}</Typography.Text>}
        {mayUpdate && free.length > 0 && (
          <Select
            size="small"
            showSearch
            value={null}
            disabled={busy}
            optionFilterProp="label"
            style={{ minWidth: 130 }}
            aria-label={t('Add a tag')}
            placeholder={t('Add a tag')}
            options={free.map((tag) => ({ value: tag.id, label: titleOf(tag) }))}
            onChange={(id: MemberTag['id'] | null) => {
              if (id !== null) void change('add', id);
            }}
          />
        )}
      </Flex>
      {failure !== null && (
        <Alert
          type="error"
          showIcon
          style={{ marginTop: 8 }}
          message={
            errorStatus(failure) === 403 ? t('Your role may not change tags of this member.') : errorText(failure)
          }
        />
      )}
    </section>
  );
}
