import { Alert, Button, Col, Flex, Row, Typography } from 'antd';
import React, { useMemo, useState } from 'react';
import type { ConditionCatalogue } from '../../../common/conditions';
import { errorCode, errorText } from '../../api/errors';
import { isWithin, refusedPlace, useWords } from '../../conditions';
import { Backtest } from './Backtest';
import { PreviewPanel } from './PreviewPanel';
import { download, ruleFileText } from './ruleFile';
import { RuleList } from './RuleList';
import { checkRules, draftOf, type EditedRule, type Stage } from './rules';
import { RuleToolbar } from './RuleToolbar';
import { usePreview } from './usePreview';
import type { RuleDraft } from './useRuleDraft';
import { VersionsDrawer } from './VersionsDrawer';

export interface RuleEditorProps {
  catalogue: ConditionCatalogue;
  stages: Stage[];
  draft: RuleDraft;
}

/** The rule list with its draft, the preview of the draft beside it, and its backtest below. */
export function RuleEditor({ catalogue, stages, draft }: RuleEditorProps): React.ReactElement {
  const words = useWords(catalogue);
  const { t } = words;
  const { rules, stored, dirty, change, refused } = draft;
  const [open, setOpen] = useState<string | null>(null);
  const [history, setHistory] = useState<EditedRule | null>(null);
  const [saved, setSaved] = useState(false);
  const [fileProblem, setFileProblem] = useState<string | null>(null);
  const missing = useMemo(() => checkRules(rules, words), [rules, words]);
  const [asked, setAsked] = useState(false);
  const incomplete = missing.length > 0;
  const preview = usePreview(rules, (dirty || asked) && !incomplete);
  const problems = useMemo(() => {
    // The preview is checked by the server like a save: what it refuses is shown at its place while editing.
    const refusedNow = preview.loading || preview.outdated ? null : refusedPlace(preview.error);
    return [...missing, ...refused, ...(refusedNow && refused.length === 0 ? [refusedNow] : [])];
  }, [missing, refused, preview.loading, preview.outdated, preview.error]);

  const edit = (next: EditedRule[]) => {
    setSaved(false);
    change(next);
  };
  const after = async (action: Promise<boolean>) => {
    setFileProblem(null);
    const done = await action;
    setSaved(done);
    if (done) setOpen(null);
  };
  // A refused rule is opened, so that the place is seen.
  const refusedRule = rules.find((_, at) => refused.some(({ path }) => isWithin(path, `rules[${at}]`)));

  return (
    <Flex vertical gap="middle">
      <Typography.Paragraph type="secondary" style={{ maxWidth: 760, marginBottom: 0 }}>
        {t(
          'Rules decide in which stage of the lifecycle a member is. Each leads from some stages to another; of several that apply, the one with the highest priority wins. Nothing takes effect until you save.',
        )}
      </Typography.Paragraph>
      <RuleToolbar
        dirty={dirty}
        problems={missing.length}
        saving={draft.saving}
        onSave={() => void after(draft.save())}
        onDiscard={() => {
          draft.discard();
          setOpen(null);
          setFileProblem(null);
        }}
        onReset={() => void after(draft.reset())}
        onExport={() => download('stage-rules.json', ruleFileText(rules.map(draftOf)))}
        onImport={(imported) => {
          setFileProblem(null);
          setSaved(false);
          setOpen(null);
          draft.takeOver(imported);
        }}
        onRefused={setFileProblem}
      />
      {fileProblem !== null && (
        <Alert type="error" showIcon closable message={fileProblem} onClose={() => setFileProblem(null)} />
      )}
      {draft.failure !== null && (
        <Alert
          type="error"
          showIcon
          message={t('The rules could not be saved.')}
          description={errorText(draft.failure)}
          action={
            errorCode(draft.failure) === 'RULES_CHANGED' && (
              <Button
                size="small"
                onClick={() => {
                  draft.discard();
                  draft.reload();
                }}
              >
                {t('Load again and discard the draft')}
              </Button>
            )
          }
        />
      )}
      {saved && !dirty && (
        <Alert
          type="success"
          showIcon
          closable
          onClose={() => setSaved(false)}
          message={t('Saved. Everybody is looked at again in the background; see Schedule and runs.')}
        />
      )}
      <Row gutter={[24, 24]}>
        <Col xs={24} xl={15}>
          <RuleList
            rules={rules}
            stored={stored}
            stages={stages}
            words={words}
            problems={problems}
            open={refusedRule?.key ?? open}
            onOpen={setOpen}
            onChange={edit}
            onHistory={setHistory}
          />
        </Col>
        <Col xs={24} xl={9}>
          <div style={{ position: 'sticky', top: 56 }}>
            <PreviewPanel
              result={preview}
              stages={stages}
              words={words}
              dirty={dirty}
              incomplete={incomplete}
              onAsk={() => setAsked(true)}
            />
          </div>
        </Col>
      </Row>
      <Backtest rules={rules} stages={stages} incomplete={incomplete} />
      {history && (
        <VersionsDrawer
          rule={history}
          stages={stages}
          words={words}
          onClose={() => setHistory(null)}
          onRestore={(rule) => {
            edit(rules.map((old) => (old.key === rule.key ? { ...old, ...draftOf(rule) } : old)));
            setHistory(null);
          }}
        />
      )}
    </Flex>
  );
}
