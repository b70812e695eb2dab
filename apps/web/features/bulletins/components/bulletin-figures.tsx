import { useTranslation } from 'react-i18next';
import { useDepartmentName } from '../../../lib/directory.js';
import { useInstants } from '../../../lib/instants.js';
import { Section } from '../../../ui/page.js';
import type { Bulletin, BulletinFigures } from '../api/bulletins.js';
import classes from './bulletins.module.css';

/** What was counted, with how: nothing about a group that is too small. */
export function Figures({ figures }: { figures: BulletinFigures }) {
  const { t, i18n } = useTranslation();
  const words = useInstants();
  const departmentName = useDepartmentName();
  const rate = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 });
  const together = [
    { key: 'others', of: figures.others },
    { key: 'total', of: figures.total },
  ] as const;
  return (
    <Section title={t('bulletins.figures')}>
      <div className={classes['tableWrap']} role="region" tabIndex={0} aria-label={t('bulletins.by-step')}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('bulletins.step')}</th>
              <th scope="col">{t('bulletins.fell-due')}</th>
              <th scope="col">{t('bulletins.in-time')}</th>
              <th scope="col">{t('bulletins.rate')}</th>
            </tr>
          </thead>
          <tbody>
            {figures.legs.map(({ leg, due, onTime }) => (
              <tr key={leg}>
                <th scope="row">{t(`leg.${leg}`)}</th>
                {due === null || onTime === null ? (
                  <td colSpan={3}>{t('bulletins.too-few')}</td>
                ) : (
                  <>
                    <td>{due}</td>
                    <td>{onTime}</td>
                    <td>{rate.format(onTime / due)}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div
        className={classes['tableWrap']}
        role="region"
        tabIndex={0}
        aria-label={t('bulletins.by-department')}
      >
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{t('bulletins.department')}</th>
              <th scope="col">{t('bulletins.fell-due')}</th>
              <th scope="col">{t('bulletins.late')}</th>
            </tr>
          </thead>
          <tbody>
            {figures.departments.map(({ departmentId, due, overdue }) => (
              <tr key={departmentId}>
                <th scope="row">{departmentName(departmentId)}</th>
                <td>{due}</td>
                <td>{overdue}</td>
              </tr>
            ))}
            {together.map(({ key, of }) =>
              of ? (
                <tr key={key} className={classes['sum']}>
                  <th scope="row">{t(`bulletins.${key}`)}</th>
                  <td>{of.due}</td>
                  <td>{of.overdue}</td>
                </tr>
              ) : null,
            )}
            {figures.total ? null : (
              <tr>
                <td colSpan={3}>{t('bulletins.too-few')}</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {figures.moved ? <Moved moved={figures.moved} /> : null}
      <p className={classes['small']}>
        {t('bulletins.how-counted', { at: words.moment(figures.countedAt), least: figures.smallestGroup })}
      </p>
    </Section>
  );
}

const MOVED = ['extended', 'complex', 'setBack'] as const;

/** How many answers had more time than was promised at first. */
function Moved({ moved }: { moved: NonNullable<BulletinFigures['moved']> }) {
  const { t } = useTranslation();
  return (
    <div className={classes['tableWrap']} role="region" tabIndex={0} aria-label={t('bulletins.moved')}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{t('bulletins.moved')}</th>
            <th scope="col">{t('bulletins.number')}</th>
          </tr>
        </thead>
        <tbody>
          {MOVED.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`bulletins.moved-${name}`)}</th>
              <td>{moved[name] ?? t('bulletins.too-few')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The departments that are talked to, and by whom. */
export function Talks({ talks }: { talks: Bulletin['talks'] }) {
  const { t } = useTranslation();
  const departmentName = useDepartmentName();
  if (talks.length === 0) return null;
  return (
    <Section title={t('bulletins.talks')}>
      <ul className={classes['plainList']}>
        {talks.map(({ departmentId, talk, monthsInARow }) => (
          <li key={departmentId}>
            <strong>{departmentName(departmentId)}</strong>
            <span>{t(`bulletins.talk.${talk}`)}</span>
            <span className={classes['dim']}>
              {monthsInARow === 1
                ? t('bulletins.first-month')
                : t('bulletins.months-in-a-row', { count: monthsInARow })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
