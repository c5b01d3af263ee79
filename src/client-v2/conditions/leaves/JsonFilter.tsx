import { Input, Typography } from 'antd';
import React, { useState } from 'react';
import { useBuilder } from '../BuilderContext';

export interface JsonFilterProps {
  value: Record<string, unknown>;
  onChange(value: Record<string, unknown>): void;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** A filter as JSON text; handed on as often as the text is an object. */
export function JsonFilter({ value, onChange }: JsonFilterProps): React.ReactElement {
  const { t } = useBuilder().words;
  const [text, setText] = useState(() => JSON.stringify(value, null, 2));
  const broken = parse(text) === null;
  return (
    <div style={{ maxWidth: 520 }}>
      <Input.TextArea
        aria-label={t('Filter as JSON')}
        autoSize={{ minRows: 2, maxRows: 10 }}
        status={broken ? 'error' : undefined}
        style={{ fontFamily: 'monospace' }}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const next = parse(event.target.value);
          // A broken text must not pass for the filter before it.
          onChange(next ?? {});
        }}
      />
      {broken && (
        <Typography.Text type="danger" role="alert">
          {t('This is no JSON object.')}
        </Typography.Text>
      )}
    </div>
  );
}
