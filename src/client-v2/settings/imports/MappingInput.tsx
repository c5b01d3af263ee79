import { Form, Input, Select } from 'antd';
import React from 'react';
import { useT } from '../../locale';

/** How the columns of a table are read: found out, a preset, or written down. */
export interface MappingChoice {
  preset: 'auto' | 'discord' | 'wechat' | 'wecom' | 'own';
  json: string;
}

export const NO_MAPPING: MappingChoice = { preset: 'auto', json: '' };

/** What the server is sent; undefined = it finds out by itself. */
export function mappingText({ preset, json }: MappingChoice): string | undefined {
  if (preset === 'auto') return undefined;
  return preset === 'own' ? json.trim() || undefined : preset;
}

export interface MappingInputProps {
  value: MappingChoice;
  onChange(value: MappingChoice): void;
}

const EXAMPLE = `{
  "source": "shop",
  "columns": { "key": "order_no", "at": "paid_at", "actor.id": "customer", "amount": "total" },
  "constants": { "kind": "purchase", "currency": "CNY" }
}`;

/** The choice of a column mapping for CSV files and JSON lines. */
export function MappingInput({ value, onChange }: MappingInputProps): React.ReactElement {
  const t = useT();
  return (
    <Form.Item
      label={t('Columns of a table')}
      htmlFor="community-import-mapping"
      extra={t(
        'Only for CSV files and JSON lines. Columns that are well named (key, time, kind, user_id, user_name, group_id, group, amount, currency, text) need no mapping.',
      )}
    >
      <Select
        id="community-import-mapping"
        value={value.preset}
        onChange={(preset) => onChange({ ...value, preset })}
        options={[
          { value: 'auto', label: t('Recognised by their names') },
          { value: 'discord', label: 'DiscordChatExporter' },
          { value: 'wechat', label: t('WeChat message list') },
          { value: 'wecom', label: t('WeCom message archive') },
          { value: 'own', label: t('Own mapping (JSON)') },
        ]}
      />
      {value.preset === 'own' && (
        <Input.TextArea
          aria-label={t('Own mapping (JSON)')}
          value={value.json}
          onChange={(event) => onChange({ ...value, json: event.target.value })}
          placeholder={EXAMPLE}
          autoSize={{ minRows: 5, maxRows: 16 }}
          maxLength={10_000}
          style={{ marginTop: 8, fontFamily: 'monospace' }}
        />
      )}
    </Form.Item>
  );
}
