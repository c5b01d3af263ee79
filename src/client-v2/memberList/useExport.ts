import { useFlowContext } from '@nocobase/flow-engine';
import { message } from 'antd';
import { useState } from 'react';
import { errorStatus, errorText } from '../api/errors';
import { useApi } from '../api/useApi';
import { download } from '../heatmap/exports/download';
import { plainTitle } from '../heatmap/stages';
import { useT } from '../locale';
import { csvHead, csvLines, exportColumns, fileName } from './exportMembers';
import { MEMBERS, readAll, type MemberQuery, type MemberRow } from './query';

export type ExportForm = 'csv' | 'xlsx';

/**
 * Has the browser save members as a file: XLSX by the host's own exporter and its right to export, CSV from the host's list,
 * portion by portion.
 */
export function useExport(query: MemberQuery, name: string) {
  const t = useT();
  const api = useApi();
  const { api: host, dataSourceManager } = useFlowContext();
  const [running, setRunning] = useState<ExportForm | null>(null);
  /** Members read so far. */
  const [read, setRead] = useState(0);
  const [toast, toasts] = message.useMessage();

  const enumOf = (field: string) =>
    dataSourceManager
      ?.getCollection('main', MEMBERS)
      ?.getField(field)
      ?.uiSchema?.enum?.flatMap((option: unknown) => {
        const { value, label } = (typeof option === 'object' && option !== null ? option : {}) as {
          value?: unknown;
          label?: string;
        };
        return value === undefined ? [] : [{ value, label: t(plainTitle(label ?? String(value))) }];
      });

  const xlsx = async () => {
    const { data } = await host.request<Blob>({
      url: `${MEMBERS}:export`,
      method: 'post',
      skipNotify: true,
      responseType: 'blob',
      params: { title: name, filter: JSON.stringify(query), sort: 'id', appends: ['tags'] },
      data: { columns: exportColumns(t, enumOf) },
    });
    download(new Blob([data], { type: 'application/x-xls' }), fileName(name, 'xlsx'));
  };

  const csv = async () => {
    const parts = [csvHead(t)];
    let lines = 0;
    await readAll<MemberRow>(api, query, { appends: ['tags'] }, (rows) => {
      parts.push(csvLines(rows));
      setRead((lines += rows.length));
      return true;
    });
    download(new Blob(parts, { type: 'text/csv;charset=utf-8' }), fileName(name, 'csv'));
  };

  const save = async (form: ExportForm) => {
    setRunning(form);
    setRead(0);
    try {
      await (form === 'xlsx' ? xlsx() : csv());
    } catch (failure) {
      void toast.error(
        errorStatus(failure) === 403
          ? t('Your role may not export members.')
          : t('The export failed: {{reason}}', { reason: errorText(failure) }),
      );
    } finally {
      setRunning(null);
    }
  };
  return { save, running, read, toasts };
}
