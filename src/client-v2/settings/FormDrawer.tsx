import { Alert, Button, Drawer, Flex } from 'antd';
import React from 'react';
import { errorText } from '../api/errors';
import { useT } from '../locale';

export interface FormDrawerProps {
  title: string;
  width: number;
  /** Words of the button that saves. */
  action: string;
  saving: boolean;
  disabled?: boolean;
  /** What saving failed with, null = nothing, and what is said above it. */
  failure?: unknown;
  failed?: string;
  onSave(): Promise<void>;
  onClose(): void;
  children: React.ReactNode;
}

/** A drawer with a form: leave it or save. */
export function FormDrawer(props: FormDrawerProps): React.ReactElement {
  const { title, width, action, saving, disabled, failure = null, failed, onSave, onClose, children } = props;
  const t = useT();
  return (
    <Drawer
      open
      width={width}
      title={title}
      onClose={onClose}
      footer={
        <Flex justify="flex-end" gap="small">
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="primary" loading={saving} disabled={disabled} onClick={() => void onSave()}>
            {action}
          </Button>
        </Flex>
      }
    >
      {failure !== null && (
        <Alert type="error" showIcon style={{ marginBottom: 16 }} message={failed} description={errorText(failure)} />
      )}
      {children}
    </Drawer>
  );
}
