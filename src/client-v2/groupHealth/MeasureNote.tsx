import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import React from 'react';
import { useT } from '../locale';

/** A small button that says what a number is. */
export function MeasureNote({ title, note }: { title: string; note: string }): React.ReactElement {
  const t = useT();
  return (
    <Popover trigger={['click', 'hover']} title={title} content={<div style={{ maxWidth: 340 }}>{note}</div>}>
      <Button
        type="text"
        size="small"
        icon={<QuestionCircleOutlined />}
        aria-label={t('What is this? {{measure}}', { measure: title })}
        onClick={(event) => event.stopPropagation()}
        style={{ width: 20, height: 20, minWidth: 20 }}
      />
    </Popover>
  );
}
