import { UnstyledButton } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocalised } from '../../../lib/localised.js';
import { asProblem } from '../../../lib/problem.js';
import { ProblemNote } from '../../../ui/problem-note.js';
import { Reading } from '../../../ui/reading.js';
import { demoPeopleQuery } from '../api/get-demo-people.js';
import { signInAs } from '../api/sign-in-as.js';
import { useEnter } from './use-enter.js';
import classes from './demo-people.module.css';

/** One click signs in as an invented person. The language stays the one that the visitor reads. */
export function DemoPeople({ next }: { next: string | undefined }) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const people = useQuery(demoPeopleQuery);
  const enter = useEnter();
  const attempt = useMutation({
    networkMode: 'always',
    mutationFn: signInAs,
    onSuccess: (me) => enter(me, next, true),
  });
  return (
    <div>
      <p className={classes['lead']}>{t('session.demo-lead')}</p>
      <ProblemNote problem={attempt.error ? asProblem(attempt.error) : null} />
      <Reading of={people}>
        {(list) => (
          <ul className={classes['list']}>
            {list.map((person) => (
              <li key={person.id}>
                <UnstyledButton
                  className={classes['person']}
                  disabled={attempt.isPending}
                  onClick={() => attempt.mutate(person.id)}
                >
                  <span className={classes['text']}>
                    <span className={classes['name']}>{person.name}</span>
                    <span className={classes['title']}>
                      {[localised(person.title), localised(person.departmentName)]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </span>
                  <IconArrowRight size={16} aria-hidden />
                </UnstyledButton>
              </li>
            ))}
          </ul>
        )}
      </Reading>
    </div>
  );
}
