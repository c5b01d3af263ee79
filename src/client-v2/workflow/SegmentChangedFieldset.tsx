import { Form, Radio } from 'antd';
import React from 'react';
import { SEGMENT_CHANGE_ORIGINS } from '../../common/workflow';
import { useT } from '../locale';
import { ChangeFields } from './ChangeFields';
import { SegmentSelect } from './SegmentSelect';

/** Options of the trigger "segment entered or left". */
export default function SegmentChangedFieldset(): React.ReactElement {
  const t = useT();
  return (
    <>
      <SegmentSelect />
      <Form.Item name={['config', 'change']} label={t('Starts when a member')}>
        <Radio.Group
          options={[
            { value: 'entered', label: t('enters') },
            { value: 'left', label: t('leaves') },
            { value: 'both', label: t('enters or leaves') },
          ]}
        />
      </Form.Item>
      <ChangeFields origins={SEGMENT_CHANGE_ORIGINS} />
    </>
  );
}
