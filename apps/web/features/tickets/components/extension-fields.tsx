import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWorkingTime, WORKING_DAY_MINUTES } from '../../../lib/working-time.js';
import { ChoiceField } from '../../../ui/choice-field.js';

/** Half a working day to ten, in half days: finer promises nobody keeps, and the policy allows no longer ones. */
const LENGTHS = Array.from({ length: 20 }, (_, index) => ((index + 1) * WORKING_DAY_MINUTES) / 2);

interface ExtensionLengthProps {
  workingMinutes: number;
  error: string | null;
  onChange: (workingMinutes: number) => void;
}

/** How much more time is asked for, in working days. */
export function ExtensionLength({ workingMinutes, error, onChange }: ExtensionLengthProps) {
  const { t } = useTranslation();
  const inWords = useWorkingTime();
  return (
    <Select
      label={t('field.extension')}
      placeholder={t('form.placeholder')}
      data={LENGTHS.map((minutes) => ({ value: String(minutes), label: inWords(minutes) }))}
      value={workingMinutes === 0 ? null : String(workingMinutes)}
      error={error}
      onChange={(chosen) => onChange(Number(chosen ?? 0))}
    />
  );
}

interface ExtensionVerdictProps {
  /** Working minutes asked for. */
  asked: number;
  verdict: '' | 'give' | 'decline';
  error: string | null;
  onChange: (verdict: 'give' | 'decline') => void;
}

/** Whether the department gets the time that it asks for. */
export function ExtensionVerdict({ asked, verdict, error, onChange }: ExtensionVerdictProps) {
  const { t } = useTranslation();
  const inWords = useWorkingTime();
  return (
    <ChoiceField
      legend={t('extension.asked-for', { span: inWords(asked) })}
      name="extension"
      value={verdict}
      error={error}
      options={[
        { value: 'give', label: t('extension.give'), description: t('extension.give-why') },
        { value: 'decline', label: t('extension.decline'), description: t('extension.decline-why') },
      ]}
      onChange={(value) => {
        if (value === 'give' || value === 'decline') onChange(value);
      }}
    />
  );
}
