import { Anchor, Button, Group } from '@mantine/core';
import { IconArrowLeft, IconEyeCheck, IconFileTypePdf, IconPencil, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDepartmentName } from '../../../lib/directory.js';
import { useHasDraft } from '../../../lib/drafts.js';
import { isLocale, useLocalised } from '../../../lib/localised.js';
import { useWrite } from '../../../lib/use-write.js';
import { Instant } from '../../../ui/instant.js';
import { Markdown } from '../../../ui/markdown.js';
import { Card, Page, Section } from '../../../ui/page.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { Reading } from '../../../ui/reading.js';
import { sayDone } from '../../../ui/toasts.js';
import {
  bulletinQuery,
  documentAddress,
  pressRead,
  type Bulletin,
  type Rectification,
} from '../api/bulletins.js';
import { BulletinChip, useBulletinTitle } from './bulletin-words.js';
import { Cases } from './bulletin-cases.js';
import { Figures, Talks } from './bulletin-figures.js';
import { DraftEditor } from './draft-editor.js';
import { LeadershipFacts } from './leadership-facts.js';
import { PublishForm } from './publish-form.js';
import { RectificationCard } from './rectification-card.js';
import { WordsForm } from './words-form.js';
import classes from './bulletins.module.css';

type Doing = 'edit' | 'publish' | 'discard' | 'correct' | 'withdraw';

export function BulletinPage({ bulletinId }: { bulletinId: string }) {
  const { t } = useTranslation();
  const titleOf = useBulletinTitle();
  const query = useQuery(bulletinQuery(bulletinId));
  const bulletin = query.data;
  return (
    <Page
      narrow
      title={bulletin ? titleOf(bulletin) : t('bulletins.title')}
      above={
        <Anchor component={Link} to="/bulletins" size="sm" data-print="no">
          <Group gap={6} mb={8}>
            <IconArrowLeft size={16} aria-hidden /> {t('bulletins.title')}
          </Group>
        </Anchor>
      }
    >
      <Reading of={query}>{(shown) => <Shown bulletin={shown} />}</Reading>
    </Page>
  );
}

function Shown({ bulletin }: { bulletin: Bulletin }) {
  const { t, i18n } = useTranslation();
  const can = (step: Doing): boolean => bulletin.actions.includes(step);
  const hasDraft = useHasDraft();
  const [doing, setDoing] = useState<Doing | null>(() =>
    can('edit') && hasDraft(`bulletin.${bulletin.id}`) ? 'edit' : null,
  );
  const stop = (): void => setDoing(null);
  const isStub = bulletin.state === 'withdrawn' && bulletin.receipts === null;
  return (
    <div className={classes['sheet']}>
      <div className={classes['meta']}>
        <BulletinChip bulletin={bulletin} />
        <span>{bulletin.number}</span>
        <span>{t(`bulletins.kind.${bulletin.kind}`)}</span>
        {bulletin.publishedAt === null ? null : (
          <span>
            {t('bulletins.published-at')} <Instant at={bulletin.publishedAt} isFocusable />
          </span>
        )}
      </div>
      <Group gap="xs" data-print="no">
        {can('publish') ? (
          <Button leftSection={<IconSend size={17} aria-hidden />} onClick={() => setDoing('publish')}>
            {t('bulletins.publish')}
          </Button>
        ) : null}
        {can('edit') ? (
          <Button
            variant="default"
            leftSection={<IconPencil size={17} aria-hidden />}
            onClick={() => setDoing('edit')}
          >
            {t('bulletins.edit')}
          </Button>
        ) : null}
        {(['discard', 'correct', 'withdraw'] as const)
          .filter((step) => can(step))
          .map((step) => (
            <Button key={step} variant="default" onClick={() => setDoing(step)}>
              {t(`bulletins.${step}`)}
            </Button>
          ))}
        <Button
          component="a"
          href={documentAddress(bulletin.id, i18n.language)}
          download
          variant="default"
          leftSection={<IconFileTypePdf size={17} aria-hidden />}
        >
          {t('bulletins.pdf')}
        </Button>
      </Group>
      {doing === 'edit' ? <DraftEditor bulletin={bulletin} onDone={stop} /> : null}
      {doing === 'publish' ? <PublishForm bulletin={bulletin} onDone={stop} /> : null}
      {doing === 'discard' || doing === 'correct' || doing === 'withdraw' ? (
        <WordsForm key={doing} bulletin={bulletin} step={doing} onDone={stop} />
      ) : null}
      {bulletin.endReason === null ? null : (
        <Card>
          <strong>
            {t(`bulletins.ended.${bulletin.state === 'discarded' ? 'discarded' : 'withdrawn'}`)}
          </strong>{' '}
          {bulletin.endReason}
        </Card>
      )}
      {isStub ? <p className={classes['dim']}>{t('bulletins.stub')}</p> : <Contents bulletin={bulletin} />}
      {bulletin.state === 'published' ? <Receipt bulletin={bulletin} /> : null}
      <LeadershipFacts bulletin={bulletin} />
    </div>
  );
}

function Contents({ bulletin }: { bulletin: Bulletin }) {
  const { t, i18n } = useTranslation();
  const localised = useLocalised();
  const departmentName = useDepartmentName();
  const isOwn = isLocale(i18n.language) && Boolean(bulletin.text[i18n.language]);
  return (
    <>
      <Card>
        {isOwn ? null : <p className={classes['small']}>{t('bulletins.other-language')}</p>}
        <Markdown text={localised(bulletin.text)} />
      </Card>
      {bulletin.notes.length > 0 ? (
        <Section title={t('bulletins.notes')}>
          {bulletin.notes.map((note) => (
            <Card key={note.writtenAt}>
              <p className={classes['small']}>
                <Instant at={note.writtenAt} />
              </p>
              <Markdown text={localised(note.text)} />
            </Card>
          ))}
        </Section>
      ) : null}
      <Rectifications items={bulletin.rectifications.filter(isOwed)} />
      {bulletin.figures ? <Figures figures={bulletin.figures} /> : null}
      <Talks talks={bulletin.talks} />
      {bulletin.kind !== 'monthly' && bulletin.departmentIds.length > 0 ? (
        <Section title={t('bulletins.named-departments')}>
          <p className={classes['line']}>
            {bulletin.departmentIds.map(departmentName).join(t('common.list-comma'))}
          </p>
        </Section>
      ) : null}
      <Cases bulletin={bulletin} />
      <Rectifications items={bulletin.rectifications.filter((item) => !isOwed(item))} />
    </>
  );
}

/** What the reader's own department still owes comes before the cases, which may be many. */
const isOwed = ({ actions, state }: Rectification): boolean =>
  actions.includes('answer') && (state === 'awaited' || state === 'returned');

function Rectifications({ items }: { items: Rectification[] }) {
  const { t } = useTranslation();
  if (items.length === 0) return null;
  return (
    <Section title={t('bulletins.box.rectifications')}>
      <div className={classes['list']}>
        {items.map((item) => (
          <RectificationCard key={item.id} rectification={item} />
        ))}
      </div>
    </Section>
  );
}

function Receipt({ bulletin }: { bulletin: Bulletin }) {
  const { t } = useTranslation();
  const press = useWrite(pressRead, {
    invalidates: [['bulletins']],
    onDone: () => sayDone(t('bulletins.done.receipt')),
  });
  if (bulletin.isRead)
    return (
      <p className={classes['receipt']}>
        <IconEyeCheck size={18} aria-hidden /> {t('bulletins.you-have-read')}
      </p>
    );
  return (
    <div className={classes['receipt']} data-print="no">
      <ProblemNote problem={press.error} />
      <Button
        leftSection={<IconEyeCheck size={18} aria-hidden />}
        loading={press.isPending}
        onClick={() => press.mutate(bulletin.id)}
      >
        {t('bulletins.i-have-read')}
      </Button>
    </div>
  );
}
