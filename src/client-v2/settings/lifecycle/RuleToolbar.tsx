import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Badge, Button, Popconfirm, Space, Upload } from 'antd';
import React from 'react';
import type { StageRuleDraft } from '../../../common/lifecycle';
import { useT, type Translate } from '../../locale';
import { StickyBar } from '../StickyBar';
import { readRuleFile, type FileProblem } from './ruleFile';

const FILE_MESSAGES: Record<FileProblem, string> = {
  notJson: 'The file "{{name}}" is no JSON.',
  notRules: 'The file "{{name}}" holds no stage rules.',
  otherVersion: 'The file "{{name}}" is of a version that this plugin does not read.',
  brokenRule: 'Rule {{rule}} in the file "{{name}}" is broken.',
};

const textOf = (problem: FileProblem, values: Record<string, unknown>, t: Translate) =>
  t(FILE_MESSAGES[problem], values);

export interface RuleToolbarProps {
  dirty: boolean;
  /** How many things are missing or impossible; while there are any, nothing can be saved. */
  problems: number;
  saving: boolean;
  onSave(): void;
  onDiscard(): void;
  onReset(): void;
  onExport(): void;
  onImport(rules: StageRuleDraft[]): void;
  /** Why a file could not be read, in a sentence. */
  onRefused(sentence: string): void;
}

/** What is done with the rule set as a whole; it stays in sight while the list scrolls. */
export function RuleToolbar(props: RuleToolbarProps): React.ReactElement {
  const { dirty, problems, saving } = props;
  const t = useT();
  const read = async (file: File) => {
    const result = readRuleFile(await file.text());
    if ('rules' in result) props.onImport(result.rules);
    else props.onRefused(textOf(result.problem, { name: file.name, rule: result.rule }, t));
  };
  return (
    <StickyBar>
      <Space wrap>
        <Upload
          accept=".json,application/json"
          showUploadList={false}
          beforeUpload={(file) => {
            void read(file);
            return Upload.LIST_IGNORE;
          }}
        >
          <Button icon={<UploadOutlined />}>{t('Import a file')}</Button>
        </Upload>
        <Button icon={<DownloadOutlined />} onClick={props.onExport}>
          {t('Export')}
        </Button>
        <Popconfirm
          title={t('Go back to the rules of the installation?')}
          description={t('All rules are replaced at once. What was before stays among the versions.')}
          okText={t('Replace all rules')}
          cancelText={t('Cancel')}
          onConfirm={props.onReset}
        >
          <Button>{t('Reset to defaults')}</Button>
        </Popconfirm>
      </Space>
      <Space wrap>
        {dirty && <Badge status="warning" text={t('Unsaved changes')} />}
        <Button disabled={!dirty || saving} onClick={props.onDiscard}>
          {t('Discard')}
        </Button>
        <Button
          type="primary"
          loading={saving}
          disabled={!dirty || problems > 0}
          title={problems > 0 ? t('Something is missing in the rules marked red.') : undefined}
          onClick={props.onSave}
        >
          {t('Save')}
        </Button>
      </Space>
    </StickyBar>
  );
}
