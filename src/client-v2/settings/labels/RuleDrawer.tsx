import { Col, Divider, Form, Input, InputNumber, Row, Select, Switch } from 'antd';
import React, { useMemo, useState } from 'react';
import type { LibraryEntry } from '../../../common/ruleLibrary';
import { useApi } from '../../api/useApi';
import { ConditionBuilder, problemsWithin, refusedPlace, type Problem, type Words } from '../../conditions';
import { FormDrawer } from '../FormDrawer';
import { useSaving } from '../useSaving';
import { ColourInput } from './ColourInput';
import { LabelHistory } from './LabelHistory';
import { LabelPreviewPanel } from './LabelPreviewPanel';
import { OwnerSelect } from './OwnerSelect';
import { changesOf, checkRule, newValues, type EditedLabelRule, type LabelRuleStart } from './ruleDraft';
import { useLabelPreview } from './useLabelPreview';

export interface RuleDrawerProps {
  start: LabelRuleStart;
  entries: readonly LibraryEntry[];
  words: Words;
  onClose(): void;
  onSaved(): void;
}

/** The same place in the rule that the preview names in its condition. */
const inRule = ({ path, text }: Problem): Problem => ({ path: path.replace(/^condition/, 'enter'), text });

/** A rule that gives a persona or a tag, and beside it whom it finds while it is edited. */
export function RuleDrawer({ start, entries, words, onClose, onSaved }: RuleDrawerProps): React.ReactElement {
  const { t } = words;
  const { kind, id } = start;
  const api = useApi();
  const [rule, setRule] = useState(start.rule);
  const [tried, setTried] = useState(id !== null);
  const { saving, failure, attempt, forget } = useSaving();
  // All rules of a kind are looked at together: none asks for labels of its own kind.
  const offered = useMemo(() => {
    const { catalogue } = words;
    return { ...words, catalogue: { ...catalogue, ...(kind === 'tag' ? { tags: [] } : { personas: [] }) } };
  }, [words, kind]);
  const missing = useMemo(() => checkRule({ rule, kind }, words), [rule, kind, words]);
  const incomplete = missing.some(({ path }) => path.startsWith('enter'));
  const preview = useLabelPreview(incomplete ? null : { condition: rule.enter });
  const problems = useMemo(() => {
    const refused = [failure, preview.error].map(refusedPlace).flatMap((place) => (place ? [inRule(place)] : []));
    const told = tried ? missing : missing.filter(({ path }) => path.startsWith('enter'));
    return [...told, ...refused.slice(0, 1)];
  }, [missing, tried, failure, preview.error]);
  const set = (change: Partial<EditedLabelRule>) => {
    setRule((before) => ({ ...before, ...change }));
    forget();
  };
  const wrong = (name: string) => {
    const here = problemsWithin(problems, name);
    return here.length > 0 ? { validateStatus: 'error' as const, help: here.map(({ text }) => text).join(' ') } : {};
  };

  const save = async () => {
    setTried(true);
    if (missing.length > 0) return;
    await attempt(async () => {
      if (id === null) await api.post('communityRules:create', newValues({ ...start, rule }, entries));
      else await api.post('communityRules:update', changesOf(start.rule, rule), { filterByTk: id });
      onSaved();
    });
  };

  const heading = kind === 'persona' ? t('A member has the persona when') : t('A member has the tag while');
  return (
    <FormDrawer
      width={1120}
      title={kind === 'persona' ? t('Rule of a persona') : t('Rule of a tag')}
      action={t('Save')}
      saving={saving}
      failure={failure}
      failed={t('The rule could not be saved.')}
      onSave={save}
      onClose={onClose}
    >
      <Row gutter={[24, 24]}>
        <Col xs={24} lg={14}>
          <Form layout="vertical" component="div">
            <Form.Item label={t('Title')} htmlFor="rule-title" required {...wrong('title')}>
              <Input
                id="rule-title"
                maxLength={200}
                value={rule.title}
                onChange={(event) => set({ title: event.target.value })}
              />
            </Form.Item>
            {kind === 'tag' && (
              <Form.Item label={t('Tag')} required {...wrong('to')}>
                <Select
                  showSearch
                  aria-label={t('Tag')}
                  value={rule.to || undefined}
                  optionFilterProp="label"
                  options={words.catalogue.tags.map(({ key, title }) => ({ value: key, label: title }))}
                  onChange={(to) => set({ to })}
                />
              </Form.Item>
            )}
            {kind === 'persona' && (
              <>
                <Form.Item label={t('Colour')} {...wrong('color')}>
                  <ColourInput value={rule.color} onChange={(color) => set({ color })} />
                </Form.Item>
                <Form.Item
                  label={t('Priority')}
                  tooltip={t('Of several personas that fit a member, the one with the highest number wins.')}
                  {...wrong('priority')}
                >
                  <InputNumber
                    aria-label={t('Priority')}
                    precision={0}
                    value={Number.isFinite(rule.priority) ? rule.priority : null}
                    onChange={(priority) => set({ priority: priority ?? Number.NaN })}
                  />
                </Form.Item>
                <Form.Item
                  label={t('Suggested treatment')}
                  htmlFor="rule-treatment"
                  extra={t('What your team does best with these members; shown wherever the persona is.')}
                  {...wrong('treatment')}
                >
                  <Input.TextArea
                    id="rule-treatment"
                    autoSize={{ minRows: 2, maxRows: 8 }}
                    maxLength={2000}
                    value={rule.treatment ?? ''}
                    onChange={(event) => set({ treatment: event.target.value || null })}
                  />
                </Form.Item>
              </>
            )}
            <Form.Item label={t('Owner')} {...wrong('ownerId')}>
              <OwnerSelect value={rule.owner} onChange={(owner) => set({ owner })} />
            </Form.Item>
            <Form.Item label={t('In use')}>
              <Switch aria-label={t('In use')} checked={rule.enabled} onChange={(enabled) => set({ enabled })} />
            </Form.Item>
          </Form>
          <Divider orientation="left" orientationMargin={0}>
            {heading}
          </Divider>
          <ConditionBuilder
            value={rule.enter}
            path="enter"
            label={heading}
            words={offered}
            problems={problems}
            onChange={(enter) => set({ enter })}
          />
        </Col>
        <Col xs={24} lg={10}>
          <LabelPreviewPanel result={preview} words={words} incomplete={incomplete} />
          {id !== null && (
            <div style={{ marginTop: 16 }}>
              <LabelHistory kind={kind} label={start.rule.to} />
            </div>
          )}
        </Col>
      </Row>
    </FormDrawer>
  );
}
