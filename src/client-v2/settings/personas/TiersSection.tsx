import { useRequest } from 'ahooks';
import { Alert, Button, Col, Flex, Form, InputNumber, Row, Select, Skeleton, Typography } from 'antd';
import React, { useState } from 'react';
import type { LibraryEntry } from '../../../common/ruleLibrary';
import { RFM_LIMITS, RFM_MONETARY, type RfmGrid, type RfmMonetary, type RfmSettings } from '../../../common/rfm';
import { errorText } from '../../api/errors';
import { useApi } from '../../api/useApi';
import { ConditionSentence, type Words } from '../../conditions';
import { LabelTag } from '../../fields/LabelTag';
import { SizeCell } from '../library/SizeCell';
import { LoadError } from '../LoadError';
import { RfmGridTable } from './RfmGridTable';

type Limit = keyof typeof RFM_LIMITS;

const LIMIT_TITLES: Record<Limit, string> = {
  activeWithinDays: 'High value: active within so many days',
  interactionsPerDay: 'High value: interactions a day, at least',
  silentDays: 'Silent: days without a post',
  churnedDays: 'Churned: days without a sign of life',
  windowDays: 'Frequency and money look back so many days',
};

const MONETARY_TITLES: Record<RfmMonetary, string> = {
  auto: 'Purchases where there are any, else contribution',
  purchases: 'Purchases: the amount spent',
  contribution: 'Contribution: the engagement score',
};

export interface TiersSectionProps {
  entries: readonly LibraryEntry[];
  words: Words;
  /** The limits were saved: everybody is looked at again. */
  onSaved(): void;
}

/** The four value tiers with their limits, and how members spread over recency and frequency. */
export function TiersSection({ entries, words, onSaved }: TiersSectionProps): React.ReactElement {
  const { t } = words;
  const api = useApi();
  const settings = useRequest(() => api.get<RfmSettings>('communityRfm:settings'), { onError: () => undefined });
  const grid = useRequest(() => api.get<RfmGrid>('communityRfm:grid'), { onError: () => undefined });
  if (settings.error && !settings.data)
    return (
      <LoadError message={t('The limits could not be loaded.')} error={settings.error} onRetry={settings.refresh} />
    );
  if (!settings.data) return <Skeleton active />;
  return (
    <Row gutter={[24, 24]}>
      <Col xs={24} lg={12}>
        <Limits
          stored={settings.data}
          words={words}
          onSaved={() => {
            settings.refresh();
            onSaved();
          }}
        />
      </Col>
      <Col xs={24} lg={12}>
        <Flex vertical gap="middle">
          {entries
            .filter(({ kind }) => kind === 'tier')
            .map((tier) => (
              <Flex key={tier.to} gap="small" justify="space-between" align="flex-start" data-tier={tier.to}>
                <div>
                  <LabelTag labelKey={tier.to} title={tier.title} color={tier.color} />
                  <div>
                    {tier.to === 'potential' ? (
                      <Typography.Text>{t('Everybody who is in none of the others')}</Typography.Text>
                    ) : (
                      tier.condition && <ConditionSentence condition={tier.condition} words={words} />
                    )}
                  </div>
                </div>
                <SizeCell kind="tier" label={tier.to} size={tier.size} />
              </Flex>
            ))}
          {grid.data && <RfmGridTable grid={grid.data} />}
          {grid.error && !grid.data && (
            <LoadError
              message={t('The spread of members could not be loaded.')}
              error={grid.error}
              onRetry={grid.refresh}
            />
          )}
        </Flex>
      </Col>
    </Row>
  );
}

interface LimitsProps {
  stored: RfmSettings;
  words: Words;
  onSaved(): void;
}

function Limits({ stored, words, onSaved }: LimitsProps): React.ReactElement {
  const { t } = words;
  const api = useApi();
  const [form] = Form.useForm<RfmSettings>();
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const save = async (values: RfmSettings) => {
    setSaving(true);
    setFailure(null);
    try {
      await api.post('communityRfm:saveSettings', values);
      setSaved(true);
      onSaved();
    } catch (error) {
      setFailure(error);
    }
    setSaving(false);
  };
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={stored}
      onValuesChange={() => setSaved(false)}
      onFinish={(values) => void save(values)}
    >
      {(Object.keys(LIMIT_TITLES) as Limit[]).map((name) => {
        const { least, most } = RFM_LIMITS[name];
        const whole = name !== 'interactionsPerDay';
        return (
          <Form.Item
            key={name}
            name={name}
            label={t(LIMIT_TITLES[name])}
            dependencies={name === 'churnedDays' ? ['silentDays'] : undefined}
            rules={[
              { required: true, message: t('Enter a number.') },
              ({ getFieldValue }) => ({
                validator: async (_, value: number) => {
                  if (name === 'churnedDays' && value < Number(getFieldValue('silentDays')))
                    throw new Error(t('It must not be less than the days of the silent tier.'));
                },
              }),
            ]}
          >
            <InputNumber min={least} max={most} precision={whole ? 0 : 2} style={{ width: 160 }} />
          </Form.Item>
        );
      })}
      <Form.Item name="monetary" label={t('Money is taken from')}>
        <Select options={RFM_MONETARY.map((value) => ({ value, label: t(MONETARY_TITLES[value]) }))} />
      </Form.Item>
      {failure !== null && (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 16 }}
          message={t('The limits could not be saved.')}
          description={errorText(failure)}
        />
      )}
      {saved && (
        <Alert
          type="success"
          showIcon
          style={{ marginBottom: 16 }}
          message={t('Saved. Everybody is looked at again in the background; see Schedule and runs.')}
        />
      )}
      <Button type="primary" htmlType="submit" loading={saving}>
        {t('Save')}
      </Button>
    </Form>
  );
}
