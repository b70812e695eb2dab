import { Alert, Button, FileInput, Group, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconFileSpreadsheet, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../lib/contract.js';
import { useFaultText } from '../../../lib/fault-text.js';
import { asProblem, Problem } from '../../../lib/problem.js';
import { useWrite } from '../../../lib/use-write.js';
import { ChoiceField } from '../../../ui/choice-field.js';
import { Card, Page } from '../../../ui/page.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { sayDone } from '../../../ui/toasts.js';
import { importFile, type ImportCall } from '../api/import-file.js';
import classes from './administration.module.css';

const COLUMNS = {
  people: 'employee_number,name,email,locale,site_code,department_code,roles',
  departments: 'code,name_zh,name_en,name_ru,site_code,kind,head,deputy,leader,handlers',
} as const;

function isReport(members: Record<string, unknown>): boolean {
  return Array.isArray(members['errors']) && typeof members['rows'] === 'number';
}

/** A refused import carries the same report as a trial. */
function reportOf(problem: Problem | null): ImportReport | null {
  return problem && isReport(problem.members) ? (problem.members as unknown as ImportReport) : null;
}

function Errors({ report }: { report: ImportReport }) {
  const { t } = useTranslation();
  const faultOf = useFaultText();
  return (
    <div className={classes['tableWrap']} tabIndex={0} role="region" aria-label={t('import.errors')}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('import.row')}</th>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.what')}</th>
            <th scope="col">{t('import.value')}</th>
          </tr>
        </thead>
        <tbody>
          {report.errors.map((error, index) => (
            <tr key={`${String(error.row ?? '')} ${error.column ?? ''} ${String(index)}`}>
              <td>{error.row ?? '–'}</td>
              <td>{error.column ?? '–'}</td>
              <td>{faultOf(error)}</td>
              <td className={classes['dim']}>{error.value ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function ImportPage() {
  const { t } = useTranslation();
  const [kind, setKind] = useState<ImportReport['kind']>('people');
  const [file, setFile] = useState<File | null>(null);
  const run = useWrite((call: ImportCall, key) => importFile(call, key), {
    invalidates: [['admin'], ['departments'], ['scopes']],
    onDone: (report) => {
      if (!report.dryRun) sayDone(t('import.done', { created: report.created, updated: report.updated }));
    },
  });
  const problem = run.error ? asProblem(run.error) : null;
  const report = run.data ?? reportOf(problem);
  const start = (dryRun: boolean) => () => {
    if (file) run.mutate({ kind, file, dryRun });
  };
  const mayWrite = run.data?.dryRun === true && run.data.errorCount === 0;
  return (
    <Page title={t('administration.import')} lead={t('import.lead')}>
      <Card>
        <Stack gap="md">
          <ChoiceField
            inline
            legend={t('import.kind')}
            name="import-kind"
            value={kind}
            options={[
              { value: 'people', label: t('administration.people') },
              { value: 'departments', label: t('administration.departments') },
            ]}
            onChange={(value) => {
              setKind(value === 'departments' ? 'departments' : 'people');
              run.reset();
            }}
          />
          <Text size="sm" className={classes['dim']}>
            {t('import.columns')} <code className={classes['columns']}>{COLUMNS[kind]}</code>
          </Text>
          <FileInput
            label={t('import.file')}
            description={t('import.file-rule')}
            placeholder={t('import.choose')}
            accept=".csv,text/csv,text/plain"
            leftSection={<IconFileSpreadsheet size={17} aria-hidden />}
            clearable
            clearButtonProps={{ 'aria-label': t('common.clear') }}
            value={file}
            onChange={(chosen) => {
              setFile(chosen);
              run.reset();
            }}
            maw={520}
          />
          <Group>
            <Button variant="default" disabled={!file} loading={run.isPending} onClick={start(true)}>
              {t('import.try')}
            </Button>
            <Button
              disabled={!file || !mayWrite}
              loading={run.isPending}
              leftSection={<IconUpload size={17} aria-hidden />}
              onClick={start(false)}
            >
              {t('import.write')}
            </Button>
          </Group>
          {problem && !report ? <ProblemNote problem={problem} /> : null}
          {report ? (
            <>
              <Alert
                role="status"
                variant="outline"
                color={report.errorCount > 0 ? 'red' : 'jade'}
                icon={
                  report.errorCount > 0 ? (
                    <IconAlertCircle size={20} aria-hidden />
                  ) : (
                    <IconCircleCheck size={20} aria-hidden />
                  )
                }
                title={
                  report.errorCount > 0
                    ? t('import.has-errors', { count: report.errorCount })
                    : report.dryRun
                      ? t('import.would-work')
                      : t('import.written')
                }
              >
                {t('import.figures', {
                  rows: report.rows,
                  created: report.created,
                  updated: report.updated,
                  unchanged: report.unchanged,
                  encoding: report.encoding ?? '–',
                })}
              </Alert>
              {report.errorCount > 0 ? <Errors report={report} /> : null}
            </>
          ) : null}
        </Stack>
      </Card>
    </Page>
  );
}
