import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { departmentsQuery, scopesQuery } from '../../../lib/directory.js';
import { useLocalised } from '../../../lib/localised.js';
import { Reading } from '../../../ui/reading.js';
import classes from './catalogue.module.css';

/** The departments at a glance, each leading to what it answers for. */
export function DepartmentTiles() {
  const localised = useLocalised();
  const departments = useQuery(departmentsQuery);
  const scopes = useQuery(scopesQuery).data ?? [];
  return (
    <Reading of={departments}>
      {(all) => (
        <ul className={classes['tiles']}>
          {all
            .filter(({ isActive }) => isActive)
            .map((department) => (
              <li key={department.id}>
                <Link to="/departments" search={{ id: department.id }} className={classes['tile']}>
                  <strong>{localised(department.name)}</strong>
                  <span>
                    {scopes
                      .filter(({ departmentId }) => departmentId === department.id)
                      .map(({ title }) => localised(title))
                      .join(' · ')}
                  </span>
                </Link>
              </li>
            ))}
        </ul>
      )}
    </Reading>
  );
}
