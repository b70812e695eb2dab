import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { refusalOf } from './problem-filter.js';

const failed = (driverError: Error): Error => new QueryFailedError('SELECT 1', [], driverError);
const coded = (code: string): Error => Object.assign(new Error('secret'), { code });

describe('a database that is away for a moment', () => {
  it.each([
    ['refuses connections', coded('ECONNREFUSED')],
    ['is starting up', coded('57P03')],
    ['ends in the middle of a statement', failed(new Error('Connection terminated unexpectedly'))],
    ['is shut down in the middle of a statement', failed(coded('57P01'))],
    ['ends between two statements of a transaction', new QueryRunnerAlreadyReleasedError()],
  ])('%s: the same request may be sent again', (_name, error) => {
    expect(refusalOf(error)).toMatchObject({ status: 503, code: 'service.unavailable' });
  });

  it('is not made responsible for a fault of ours', () => {
    expect(refusalOf(failed(coded('42703')))).toMatchObject({ status: 500, code: 'service.failed' });
    expect(refusalOf(new TypeError('x is undefined'))).toMatchObject({ status: 500 });
  });
});
