import { Button } from '@mantine/core';
import { IconPencilPlus, IconSearchOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { departmentsQuery, scopesQuery } from '../../../lib/directory.js';
import { listIn, useLocalised } from '../../../lib/localised.js';
import { Empty } from '../../../ui/page.js';
import { Reading } from '../../../ui/reading.js';
import { chooseDepartment } from '../../writing/components/chosen-department.js';
import { ScopeCard } from './scope-card.js';
import classes from './catalogue.module.css';

/** Every department with what it has published to answer for. */
export function Catalogue({ q, focus }: { q: string; focus: string | undefined }) {
  const { t, i18n } = useTranslation();
  const localised = useLocalised();
  const departments = useQuery(departmentsQuery);
  const scopes = useQuery(scopesQuery);
  const wanted = q.trim().toLowerCase();
  const ready = departments.data !== undefined && scopes.data !== undefined;
  useEffect(() => {
    if (ready && focus) document.getElementById(`department-${focus}`)?.scrollIntoView({ block: 'start' });
  }, [ready, focus]);
  return (
    <Reading of={departments}>
      {(all) => {
        const shown = all
          .filter(({ isActive }) => isActive)
          .map((department) => {
            const own = (scopes.data ?? []).filter(({ departmentId }) => departmentId === department.id);
            const inName = localised(department.name).toLowerCase().includes(wanted);
            const matching = own.filter(
              (scope) =>
                inName ||
                [localised(scope.title), ...listIn(i18n.language, scope.belongs)].some((text) =>
                  text.toLowerCase().includes(wanted),
                ),
            );
            return { department, scopes: matching, isShown: inName || matching.length > 0 };
          })
          .filter(({ isShown }) => isShown);
        if (shown.length === 0) {
          return (
            <Empty icon={<IconSearchOff size={24} aria-hidden />} title={t('common.nothing-found')}>
              {t('catalogue.nothing')}
            </Empty>
          );
        }
        return shown.map(({ department, scopes: own }) => (
          <section
            key={department.id}
            id={`department-${department.id}`}
            className={classes['department']}
            aria-labelledby={`name-${department.id}`}
          >
            <header className={classes['departmentHead']}>
              <div>
                <h2 className={classes['departmentName']} id={`name-${department.id}`}>
                  {localised(department.name)}
                </h2>
                <p className={classes['published']}>
                  {department.head
                    ? t('catalogue.head', { name: department.head.name })
                    : t('catalogue.no-head')}
                </p>
              </div>
              <Button
                variant="default"
                size="xs"
                leftSection={<IconPencilPlus size={15} aria-hidden />}
                renderRoot={(props) => <Link to="/write" {...props} />}
                onClick={() => chooseDepartment(department.id)}
                aria-label={t('catalogue.write-to', { department: localised(department.name) })}
              >
                {t('shell.write-short')}
              </Button>
            </header>
            {own.length > 0 ? (
              <div className={classes['scopes']}>
                {own.map((scope) => (
                  <ScopeCard key={scope.id} scope={scope} />
                ))}
              </div>
            ) : (
              <p className={classes['published']}>
                {department.kind === 'coordinator' ? t('catalogue.coordinator') : t('catalogue.no-scopes')}
              </p>
            )}
          </section>
        ));
      }}
    </Reading>
  );
}
