import { Anchor, Group } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDepartmentName } from '../../../lib/directory.js';
import { Instant } from '../../../ui/instant.js';
import { Markdown, PlainText } from '../../../ui/markdown.js';
import { Card, Page } from '../../../ui/page.js';
import { Reading } from '../../../ui/reading.js';
import { boardItemQuery } from '../api/get-board-item.js';
import { VerdictChip } from './verdict-chip.js';
import { titleOf } from './board-title.js';
import classes from './board.module.css';

export function BoardPage({ itemId }: { itemId: string }) {
  const { t } = useTranslation();
  const departmentName = useDepartmentName();
  const query = useQuery(boardItemQuery(itemId));
  const item = query.data;
  return (
    <Page
      narrow
      title={item ? titleOf(item) : t('shell.board')}
      above={
        <Anchor component={Link} to="/board" size="sm" data-print="no">
          <Group gap={6} mb={8}>
            <IconArrowLeft size={16} aria-hidden /> {t('shell.board')}
          </Group>
        </Anchor>
      }
      lead={item ? <VerdictChip outcome={item.outcome} /> : undefined}
    >
      <Reading of={query}>
        {(shown) => (
          <div className={classes['pair']}>
            <Card>
              <h2 className={classes['role']}>
                {shown.text === null ? t('board.summary') : t('board.asked')}
              </h2>
              <PlainText text={shown.text ?? shown.summary ?? ''} />
            </Card>
            <div className={classes['reply']}>
              <h2 className={classes['role']}>
                {t('board.answered-by', { department: departmentName(shown.departmentId) })}
              </h2>
              <Markdown text={shown.answer} />
            </div>
            <div className={classes['meta']}>
              <span>{t(`kind.${shown.kind}`)}</span>
              <span>
                {t('board.answered-at')} <Instant at={shown.answeredAt} isFocusable />
              </span>
              <span>
                {t('board.published-at')} <Instant at={shown.publishedAt} isFocusable />
              </span>
              {shown.concerns !== null ? <span>{t('board.concerns', { count: shown.concerns })}</span> : null}
              {shown.isAmended ? <span>{t('board.amended')}</span> : null}
            </div>
          </div>
        )}
      </Reading>
    </Page>
  );
}
