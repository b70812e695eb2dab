import { Anchor, Button, Group, Tabs } from '@mantine/core';
import '@mantine/core/styles/Tabs.css';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Locale } from '../../../lib/contract.js';
import { asProblem } from '../../../lib/problem.js';
import { useOpened } from '../../../lib/use-opened.js';
import { useWrite } from '../../../lib/use-write.js';
import { FormNote } from '../../../ui/form-note.js';
import { LeaveGuard } from '../../../ui/leave-guard.js';
import { Page } from '../../../ui/page.js';
import { Reading } from '../../../ui/reading.js';
import { sayDone } from '../../../ui/toasts.js';
import {
  discardDraft,
  draftQuery,
  renderingQuery,
  saveDraft,
  type PolicyContent,
  type PolicyDraftContent,
} from '../api/policy.js';
import { Gaps } from './gaps.js';
import { NumbersForm } from './numbers-form.js';
import { useLanguage } from './policy-page.js';
import { Preview } from './preview.js';
import { TextEditor } from './text-editor.js';
import classes from './policy.module.css';

const DAY_UNTIL_KNOWN = 450;

const contentOf = ({ numbers, texts, changeNote }: PolicyDraftContent): PolicyContent => ({
  numbers,
  texts,
  changeNote,
});

function Editor({ draft, onDiscarded }: { draft: PolicyDraftContent; onDiscarded: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [typed, setTyped] = useState<PolicyContent | null>(null);
  const isChanged = typed !== null;
  const opened = useOpened(draft, isChanged);
  const content = useMemo(() => typed ?? contentOf(opened.thing), [typed, opened.thing]);
  const [language, setLanguage] = useState<Locale>(useLanguage());
  const [looked] = useDebouncedValue(content, 400);
  const rendering = useQuery({ ...renderingQuery(looked), placeholderData: keepPreviousData });
  const save = useWrite((next: PolicyContent, key) => saveDraft(opened.thing, next, key), {
    onDone: (saved, sent) => {
      client.setQueryData(draftQuery(draft.id).queryKey, saved);
      opened.take(saved);
      // Whoever has typed on in the meantime has that still to save.
      setTyped((now) => (now === sent ? null : now));
      sayDone(t('policy.saved'));
    },
    invalidates: [['policy', 'drafts'], draftQuery(draft.id).queryKey],
  });
  const discard = useWrite((_: string, key) => discardDraft(opened.thing, key), {
    onDone: () => {
      sayDone(t('policy.discarded'));
      onDiscarded();
    },
    invalidates: [['policy', 'drafts'], draftQuery(draft.id).queryKey],
  });
  const faults = rendering.data?.faults ?? [];
  const problem = save.error ?? discard.error ?? (rendering.error ? asProblem(rendering.error) : null);
  return (
    <>
      <LeaveGuard isChanged={isChanged && !discard.isPending} />
      <Tabs defaultValue="numbers" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="numbers">{t('policy.numbers')}</Tabs.Tab>
          <Tabs.Tab value="text">{t('policy.text')}</Tabs.Tab>
          <Tabs.Tab value="preview">{t('policy.preview')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="numbers" pt="md">
          <NumbersForm
            value={content.numbers}
            dayMinutes={rendering.data?.workingDayMinutes ?? DAY_UNTIL_KNOWN}
            faults={faults}
            onChange={(numbers) => setTyped({ ...content, numbers })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="text" pt="md">
          <TextEditor
            language={language}
            onLanguage={setLanguage}
            value={content}
            rendering={rendering.data}
            onChange={setTyped}
          />
        </Tabs.Panel>
        <Tabs.Panel value="preview" pt="md">
          {isChanged ? <p className={classes['dim']}>{t('policy.preview-saved-only')}</p> : null}
          <Preview draft={draft} />
        </Tabs.Panel>
      </Tabs>
      <Gaps gaps={rendering.data?.gaps ?? []} />
      <div className={classes['bar']}>
        <FormNote
          write={save}
          isOlder={opened.isOlder}
          onMine={() => opened.take(draft)}
          onTheirs={() => setTyped(null)}
          problem={problem}
        />
        <Group justify="space-between">
          <Button
            variant="subtle"
            color="gray"
            loading={discard.isPending}
            onClick={() => {
              if (window.confirm(t('policy.discard-sure'))) discard.mutate(draft.id);
            }}
          >
            {t('policy.discard')}
          </Button>
          <Group>
            <Link to="/policy/drafts/$draftId" params={{ draftId: draft.id }} className={classes['link']}>
              {t('policy.to-review')}
            </Link>
            <Button
              disabled={!isChanged || opened.isOlder || faults.length > 0}
              loading={save.isPending}
              onClick={() => save.mutate(content)}
            >
              {t('common.save')}
            </Button>
          </Group>
        </Group>
        <p className={classes['dim']}>
          {faults.length > 0
            ? t('policy.faults', { count: faults.length })
            : isChanged
              ? t('policy.unsaved')
              : t('policy.leader-publishes')}
        </p>
      </div>
    </>
  );
}

/** A draft under the administrator's hands: numbers, text beside its rendering, and what it would mean. */
export function DraftEditor({ draftId, onDiscarded }: { draftId: string; onDiscarded: () => void }) {
  const { t } = useTranslation();
  const draft = useQuery(draftQuery(draftId));
  return (
    <Page
      title={t('policy.draft')}
      lead={draft.data ? t('policy.draft-on', { version: draft.data.basedOn }) : undefined}
      above={
        <Anchor component={Link} to="/administration/policy" size="sm">
          {t('policy.all-drafts')}
        </Anchor>
      }
    >
      <Reading of={draft} lines={8}>
        {(shown) =>
          shown.state === 'open' ? (
            <Editor draft={shown} onDiscarded={onDiscarded} />
          ) : (
            <p className={classes['dim']}>{t('policy.draft-closed')}</p>
          )
        }
      </Reading>
    </Page>
  );
}
