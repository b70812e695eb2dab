import { Anchor, Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldFault } from '../../../lib/fault-text.js';
import { useInstants } from '../../../lib/instants.js';
import { useLocalised } from '../../../lib/localised.js';
import { useOpened } from '../../../lib/use-opened.js';
import { useWrite } from '../../../lib/use-write.js';
import { FormNote } from '../../../ui/form-note.js';
import { Card, Page, Section } from '../../../ui/page.js';
import { Reading } from '../../../ui/reading.js';
import { sayDone } from '../../../ui/toasts.js';
import {
  draftDifferencesQuery,
  draftQuery,
  draftRenderingQuery,
  publishDraft,
  type PolicyDraftContent,
} from '../api/policy.js';
import { Differences } from './differences.js';
import { Gaps } from './gaps.js';
import { useLanguage } from './policy-page.js';
import { PolicyText } from './policy-text.js';
import { Preview } from './preview.js';
import classes from './policy.module.css';

function Publication({ draft, onPublished }: { draft: PolicyDraftContent; onPublished: () => void }) {
  const { t } = useTranslation();
  const words = useInstants();
  const [day, setDay] = useState('');
  // From the first look: what is published is what has been read.
  const opened = useOpened(draft, true);
  const publish = useWrite((effectiveOn: string, key) => publishDraft(opened.thing, effectiveOn, key), {
    invalidates: [['policy']],
    onDone: ({ version, effectiveFrom }) => {
      sayDone(t('policy.published', { version, day: effectiveFrom ? words.day(effectiveFrom) : '' }));
      onPublished();
    },
  });
  if (!draft.mayPublish)
    return (
      <p className={classes['dim']}>
        {draft.state === 'open' ? t('policy.other-publishes') : t('policy.draft-closed')}
      </p>
    );
  const faultOf = useFieldFault(publish.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!opened.isOlder) publish.mutate(day);
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        type="date"
        name="effectiveOn"
        label={t('policy.effective-on')}
        description={t('policy.effective-on-what')}
        required
        maw={320}
        value={day}
        error={faultOf('effectiveOn')}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <FormNote
        write={publish}
        isOlder={opened.isOlder}
        onMine={() => opened.take(draft)}
        shownFields={['effectiveOn']}
      />
      <Group mt="sm">
        <Button type="submit" disabled={day === ''} loading={publish.isPending}>
          {t('policy.publish')}
        </Button>
      </Group>
    </form>
  );
}

/** What a leader looks at before publishing: what changes, what open tickets would have, the whole text. */
export function DraftReview({ draftId, onPublished }: { draftId: string; onPublished: () => void }) {
  const { t } = useTranslation();
  const draft = useQuery(draftQuery(draftId));
  return (
    <Page
      narrow
      title={t('policy.review')}
      lead={t('policy.review-what')}
      above={
        <Anchor component={Link} to="/policy" size="sm" data-print="no">
          {t('policy.back')}
        </Anchor>
      }
    >
      <Reading of={draft} lines={8}>
        {(shown) => <Review draft={shown} onPublished={onPublished} />}
      </Reading>
    </Page>
  );
}

function Review({ draft, onPublished }: { draft: PolicyDraftContent; onPublished: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localised = useLocalised();
  const rendering = useQuery(draftRenderingQuery(draft));
  const differences = useQuery(draftDifferencesQuery(draft, language));
  const faults = [...(rendering.data?.faults ?? []), ...(rendering.data?.gaps ?? [])];
  return (
    <>
      <Gaps gaps={faults} />
      {localised(draft.changeNote) === '' ? null : (
        <aside className={classes['news']}>
          <strong>{t('policy.whats-new')}</strong>
          <p>{localised(draft.changeNote)}</p>
        </aside>
      )}
      <Section title={t('policy.changes')}>
        <Reading of={differences}>{(found) => <Differences differences={found} lang={language} />}</Reading>
      </Section>
      <Section title={t('policy.preview')}>
        <Preview draft={draft} />
      </Section>
      <Section title={t('policy.publication')}>
        <Publication draft={draft} onPublished={onPublished} />
      </Section>
      <Section title={t('policy.whole-text')}>
        <Reading of={rendering}>
          {({ texts }) => (
            <Card className={classes['sheet']}>
              <PolicyText markdown={texts[language]} lang={language} />
            </Card>
          )}
        </Reading>
      </Section>
    </>
  );
}
