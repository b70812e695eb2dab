import { Alert, Checkbox, Stack } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../../lib/code-points.js';
import { ChoiceField } from '../../../ui/choice-field.js';
import { CountedTextarea } from '../../../ui/counted-textarea.js';
import type { CommandDraft } from './command-draft.js';

interface PublicationFieldsProps {
  draft: CommandDraft;
  /** Whether public or private is still to be chosen here. */
  chooses: boolean;
  mayPublishWording: boolean;
  errorOf: (field: string, key: string) => string | null;
  onChange: (part: Partial<CommandDraft>) => void;
}

/** Who may read the answer, and for a public one why, and that somebody has looked for names. */
export function PublicationFields({
  draft,
  chooses,
  mayPublishWording,
  errorOf,
  onChange,
}: PublicationFieldsProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      {chooses ? (
        <ChoiceField
          legend={t('field.visibility')}
          name="visibility"
          value={draft.visibility}
          error={errorOf('visibility', 'form.choose')}
          options={[
            { value: 'private', label: t('visibility.private'), description: t('visibility.private-why') },
            { value: 'public', label: t('visibility.public'), description: t('visibility.public-why') },
          ]}
          onChange={(visibility) => onChange({ visibility: visibility === 'public' ? 'public' : 'private' })}
        />
      ) : null}
      {!chooses || draft.visibility === 'public' ? (
        <>
          <ChoiceField
            legend={t('field.publication-reason')}
            name="publicationReason"
            value={draft.publicationReason}
            error={errorOf('publicationReason', 'form.choose')}
            options={[
              { value: 'concerns-many', label: t('publication.concerns-many') },
              { value: 'representative', label: t('publication.representative') },
            ]}
            onChange={(value) =>
              onChange({ publicationReason: value === 'representative' ? 'representative' : 'concerns-many' })
            }
          />
          {mayPublishWording ? null : (
            <Alert variant="outline" color="yellow" icon={<IconEyeOff size={18} aria-hidden />}>
              {t('publication.wording-forbidden')}
            </Alert>
          )}
          <CountedTextarea
            label={mayPublishWording ? t('form.optional', { label: t('field.summary') }) : t('field.summary')}
            description={t('publication.summary-why')}
            limit={LIMITS.summary}
            value={draft.summary}
            minRows={2}
            error={errorOf('summary', 'form.text-length')}
            onText={(summary) => onChange({ summary })}
          />
          <Checkbox
            label={t('publication.names-checked')}
            checked={draft.namesChecked}
            error={errorOf('namesChecked', 'form.names')}
            onChange={(event) => onChange({ namesChecked: event.currentTarget.checked })}
          />
        </>
      ) : null}
    </Stack>
  );
}
