import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../../lib/use-write.js';
import { Page, Section } from '../../../ui/page.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { beginDraft } from '../api/policy.js';
import { DraftList } from './draft-list.js';
import { VersionList } from './version-list.js';

/** Drafts and versions for the administrator. */
export function PolicyAdministration({ onDraft }: { onDraft: (id: string) => void }) {
  const { t } = useTranslation();
  const begin = useWrite((_: string, key) => beginDraft(key), {
    invalidates: [['policy', 'drafts']],
    onDone: ({ id }) => onDraft(id),
  });
  return (
    <Page
      title={t('policy.title')}
      lead={t('policy.administration-what')}
      actions={
        <Button
          leftSection={<IconPlus size={17} aria-hidden />}
          loading={begin.isPending}
          onClick={() => begin.mutate('draft')}
        >
          {t('policy.new-draft')}
        </Button>
      }
    >
      <ProblemNote problem={begin.error} />
      <Section title={t('policy.drafts')}>
        <DraftList to="/administration/policy/$draftId" />
      </Section>
      <Section title={t('policy.history')}>
        <VersionList mayCancel={false} />
      </Section>
    </Page>
  );
}
