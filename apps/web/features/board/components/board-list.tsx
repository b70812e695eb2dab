import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BoardItem } from '../../../lib/contract.js';
import { useDepartmentName } from '../../../lib/directory.js';
import { Instant } from '../../../ui/instant.js';
import { VerdictChip } from './verdict-chip.js';
import { titleOf, withoutMarks } from './board-title.js';
import classes from './board.module.css';

/** Question and answer in one glance; the whole text is one click away. */
export function BoardList({ items, label }: { items: BoardItem[]; label: string }) {
  const { t } = useTranslation();
  const departmentName = useDepartmentName();
  return (
    <ul className={classes['list']} aria-label={label}>
      {items.map((item) => (
        <li key={item.id} className={classes['item']}>
          <div className={classes['top']}>
            <Link to="/board/$itemId" params={{ itemId: item.id }} className={classes['title']}>
              {titleOf(item)}
            </Link>
            <VerdictChip outcome={item.outcome} />
          </div>
          <p className={classes['answer']}>{withoutMarks(item.answer)}</p>
          <div className={classes['meta']}>
            <span>{departmentName(item.departmentId)}</span>
            <span>{t(`kind.${item.kind}`)}</span>
            <Instant at={item.publishedAt} as="day" />
            {item.concerns !== null ? <span>{t('board.concerns', { count: item.concerns })}</span> : null}
            {item.isAmended ? <span>{t('board.amended')}</span> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
