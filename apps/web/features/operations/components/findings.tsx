import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../../lib/use-write.js';
import { Chip } from '../../../ui/chip.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { sayDone } from '../../../ui/toasts.js';
import { acknowledgeDeadLetters, type Finding, type Operations } from '../api/operations.js';
import classes from './operations.module.css';

/** What is wrong, worst first, with what to do; or that nothing is. */
export function Findings({ operations: { findings, measuredAt } }: { operations: Operations }) {
  const { t } = useTranslation();
  if (findings.length === 0) {
    return (
      <div className={classes['well']}>
        <IconCircleCheck size={26} aria-hidden />
        <div>
          <strong>{t('operations.well')}</strong>
          <p>{t('operations.well-what')}</p>
        </div>
      </div>
    );
  }
  return (
    <ul className={classes['findings']}>
      {findings.map((finding) => (
        <li
          key={`${finding.code} ${finding.subject}`}
          className={classes['finding']}
          data-level={finding.level}
        >
          <div className={classes['findingHead']}>
            <Chip
              tone={finding.level === 'alarm' ? 'late' : 'wait'}
              icon={finding.level === 'alarm' ? IconAlertTriangle : IconInfoCircle}
            >
              {t(`operations.level-${finding.level}`)}
            </Chip>
            <h2 className={classes['what']}>{finding.what}</h2>
          </div>
          <p className={classes['todo']}>{finding.todo}</p>
          <Remedy finding={finding} seenAt={measuredAt} />
        </li>
      ))}
    </ul>
  );
}

/** Where this page itself can help. */
function Remedy({ finding, seenAt }: { finding: Finding; seenAt: string }) {
  const { t } = useTranslation();
  const acknowledge = useWrite((until: string, key) => acknowledgeDeadLetters(until, key), {
    invalidates: [['admin', 'operations']],
    onDone: () => sayDone(t('operations.seen-done')),
  });
  if (finding.code !== 'mails-dead') return null;
  return (
    <>
      <div className={classes['remedy']}>
        <Button
          size="xs"
          variant="default"
          renderRoot={(props) => <Link to="/administration/mail" search={{ state: 'dead' }} {...props} />}
        >
          {t('operations.see-dead')}
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={acknowledge.isPending}
          onClick={() => acknowledge.mutate(seenAt)}
        >
          {t('operations.seen')}
        </Button>
      </div>
      <ProblemNote problem={acknowledge.error} />
    </>
  );
}
