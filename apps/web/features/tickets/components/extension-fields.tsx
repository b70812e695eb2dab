import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Ticket } from '../../../lib/contract.js';
import { extensionLengths } from '../../../lib/working-minutes.js';
import { useWorkingTime } from '../../../lib/working-time.js';
import { ChoiceField } from '../../../ui/choice-field.js';

interface ExtensionLengthProps {
  ticket: Ticket;
  workingMinutes: number;
  error: string | null;
  onChange: (workingMinutes: number) => void;
}

/** How much more time is asked for, as far as the policy of this ticket's clock allows. */
export function ExtensionLength({ ticket, workingMinutes, error, onChange }: ExtensionLengthProps) {
  const { t } = useTranslation();
  const inWords = useWorkingTime(ticket.answerDayMinutes);
  const limit = ticket.extensionLimitMinutes ?? 0;
  return (
    <Select
      label={t('field.extension')}
      placeholder={t('form.placeholder')}
      description={t('extension.limit', { span: inWords(limit) })}
      data={extensionLengths(limit, ticket.answerDayMinutes).map((minutes) => ({
        value: String(minutes),
        label: inWords(minutes),
      }))}
      value={workingMinutes === 0 ? null : String(workingMinutes)}
      error={error}
      onChange={(chosen) => onChange(Number(chosen ?? 0))}
    />
  );
}

interface ExtensionVerdictProps {
  ticket: Ticket;
  /** Working minutes asked for. */
  asked: number;
  verdict: '' | 'give' | 'decline';
  error: string | null;
  onChange: (verdict: 'give' | 'decline') => void;
}

/** Whether the department gets the time that it asks for. */
export function ExtensionVerdict({ ticket, asked, verdict, error, onChange }: ExtensionVerdictProps) {
  const { t } = useTranslation();
  const inWords = useWorkingTime(ticket.answerDayMinutes);
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
