import { InboxOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Progress, Typography, Upload, type UploadFile } from 'antd';
import React, { useState } from 'react';
import { errorText } from '../../api/errors';
import { useT } from '../../locale';
import { MappingInput, mappingText, NO_MAPPING } from './MappingInput';
import { TimeZoneSelect } from './TimeZoneSelect';
import { useUpload } from './useUpload';

/** Files to import and, for old ones, their time zone. */
export function UploadForm({ onStarted }: { onStarted(runId: number | string): void }): React.ReactElement {
  const t = useT();
  const upload = useUpload();
  const [files, setFiles] = useState<UploadFile[]>([]);
  const [zone, setZone] = useState<string>();
  const [mapping, setMapping] = useState(NO_MAPPING);
  const sending = upload.percent !== null;

  const start = async () => {
    const originals = files.map((file) => file as unknown as File);
    const runId = await upload.send(originals, { timeZone: zone, mapping: mappingText(mapping) });
    if (runId === null) return;
    setFiles([]);
    onStarted(runId);
  };

  return (
    <Form layout="vertical" disabled={sending}>
      <Form.Item>
        <Upload.Dragger
          accept=".json,.csv,.tsv,.ndjson,.jsonl,application/json,text/csv"
          multiple
          fileList={files}
          // The files stay in the browser until the button is pressed.
          beforeUpload={(file) => {
            upload.clear();
            setFiles((before) => [...before, file]);
            return false;
          }}
          onRemove={(file) => setFiles((before) => before.filter((other) => other.uid !== file.uid))}
        >
          <p className="ant-upload-drag-icon">
            <InboxOutlined />
          </p>
          <p className="ant-upload-text">{t('Drop result.json or a table here, or click to choose it')}</p>
          <p className="ant-upload-hint">
            {t(
              'In Telegram Desktop: open the chat, menu, Export chat history, format "Machine-readable JSON". An export of the whole account works as well.',
            )}
            <br />
            {t('Other sources: CSV files, or JSON lines with one activity a line.')}
          </p>
        </Upload.Dragger>
      </Form.Item>
      <Form.Item
        label={t('Time zone of the export')}
        htmlFor="community-import-zone"
        extra={t(
          'Only needed for times without a zone: tables, and exports of Telegram made before June 2022. Newer exports say it themselves.',
        )}
      >
        <TimeZoneSelect id="community-import-zone" value={zone} onChange={setZone} />
      </Form.Item>
      <MappingInput value={mapping} onChange={setMapping} />
      {sending && <Progress percent={upload.percent ?? 0} aria-label={t('Upload')} />}
      {upload.error !== null && (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 16 }}
          message={t('The file could not be imported. Nothing was changed.')}
          description={errorText(upload.error)}
        />
      )}
      <Button type="primary" disabled={files.length === 0} loading={sending} onClick={() => void start()}>
        {t('Import')}
      </Button>
      <Typography.Paragraph type="secondary" style={{ marginTop: 12 }}>
        {t('No message text is kept. The same file, or a newer export of the same chat, adds only what is new.')}
      </Typography.Paragraph>
    </Form>
  );
}
