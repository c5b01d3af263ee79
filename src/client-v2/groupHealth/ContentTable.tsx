import { Table, type TableColumnsType } from 'antd';
import React from 'react';
import type { ContentNumbers } from '../../common/groupHealth';
import { useT } from '../locale';
import { useLanguage } from '../moments';
import { useNumbers } from '../numbers';
import { CONTENT_TITLES } from './contentTitles';
import { useMeasureText } from './measures';

const COLUMN_TITLES = {
  posts: 'Posts',
  share: 'Share of posts',
  replies: 'Replies per post',
  reactions: 'Reactions per post',
  answered: 'Replied to',
  response: 'Response time',
};

/** What is posted, and what each kind of content brings about. */
export function ContentTable({ content }: { content: ContentNumbers[] }): React.ReactElement {
  const t = useT();
  const language = useLanguage();
  const numbers = useNumbers();
  const text = useMeasureText();
  const total = content.reduce((sum, { posts }) => sum + posts, 0);
  const small = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const per = (key: 'replies' | 'reactions') => (row: ContentNumbers) => row[key] / row.posts;
  const column = (
    key: keyof typeof COLUMN_TITLES,
    value: (row: ContentNumbers) => number | null,
    shown: (value: number) => string,
  ): TableColumnsType<ContentNumbers>[number] => ({
    key,
    title: t(COLUMN_TITLES[key]),
    align: 'right',
    sorter: (a, b) => (value(a) ?? -1) - (value(b) ?? -1),
    render: (_, row) => {
      const one = value(row);
      return one === null ? '–' : shown(one);
    },
  });
  const columns: TableColumnsType<ContentNumbers> = [
    { key: 'content', title: t('Content'), render: (_, row) => t(CONTENT_TITLES[row.content]) },
    { ...column('posts', ({ posts }) => posts, numbers.count), defaultSortOrder: 'descend' },
    column('share', ({ posts }) => posts / total, numbers.percent),
    column('replies', per('replies'), (value) => small.format(value)),
    column('reactions', per('reactions'), (value) => small.format(value)),
    column('answered', ({ answered, posts }) => answered / posts, numbers.percent),
    column('response', ({ responseMinutes }) => responseMinutes, text.minutes),
  ];
  return (
    <Table<ContentNumbers>
      rowKey="content"
      size="small"
      columns={columns}
      dataSource={content}
      pagination={false}
      scroll={{ x: 'max-content' }}
      aria-label={t('Content and its effect')}
      locale={{ emptyText: t('Nothing was posted in this period.') }}
    />
  );
}
