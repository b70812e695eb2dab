import { Button } from '@mantine/core';
import { IconBuildingPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { departmentsQuery } from '../../../lib/directory.js';
import { useLocalised } from '../../../lib/localised.js';
import { FormDialog } from '../../../ui/form-dialog.js';
import { Card, Page } from '../../../ui/page.js';
import { Reading } from '../../../ui/reading.js';
import { departmentQuery } from '../api/get-department.js';
import { DepartmentForm } from './department-form.js';
import { NewDepartmentForm } from './new-department-form.js';
import { ScopesEditor } from './scopes-editor.js';
import classes from './administration.module.css';

function OneDepartment({ id }: { id: string }) {
  const query = useQuery(departmentQuery(id));
  return (
    <Reading of={query}>
      {(department) => (
        <div className={classes['stack']}>
          <Card>
            <DepartmentForm key={department.id} department={department} />
          </Card>
          <Card>
            <ScopesEditor department={department} />
          </Card>
        </div>
      )}
    </Reading>
  );
}

export function DepartmentsPage({ id, onOpen }: { id: string | undefined; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const localised = useLocalised();
  const departments = useQuery(departmentsQuery);
  const [adds, setAdds] = useState(false);
  const shown = id ?? departments.data?.[0]?.id;
  return (
    <Page
      title={t('administration.departments')}
      actions={
        <Button leftSection={<IconBuildingPlus size={17} aria-hidden />} onClick={() => setAdds(true)}>
          {t('department.add')}
        </Button>
      }
    >
      <div className={classes['split']}>
        <nav aria-label={t('administration.departments')}>
          <Reading of={departments}>
            {(all) => (
              <ul className={classes['menu']}>
                {all.map((department) => (
                  <li key={department.id}>
                    <Link
                      to="/administration/departments"
                      search={{ id: department.id }}
                      className={classes['menuLink']}
                      aria-current={department.id === shown}
                    >
                      {localised(department.name)}
                      <small>
                        {[
                          department.code,
                          department.head?.name ?? t('catalogue.no-head'),
                          ...(department.isActive ? [] : [t('department.inactive')]),
                        ].join(' · ')}
                      </small>
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </Reading>
        </nav>
        {shown === undefined ? null : <OneDepartment key={shown} id={shown} />}
      </div>
      <FormDialog opened={adds} onClose={() => setAdds(false)} title={t('department.add')} size="lg">
        <NewDepartmentForm
          onCreated={(created) => {
            setAdds(false);
            onOpen(created);
          }}
        />
      </FormDialog>
    </Page>
  );
}
