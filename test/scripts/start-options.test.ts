import { tableLines } from '../../scripts/demo/print-table';
import { startOptions } from '../../scripts/demo/start-options';

describe('the options of npm start', () => {
  it('stays up on port 5678 unless told otherwise', () => {
    expect(startOptions([])).toEqual({ smoke: false, port: 5678 });
    expect(startOptions(['--port', '6000', '--smoke'])).toEqual({ smoke: true, port: 6000 });
  });

  it('names what is wrong and what there is', () => {
    expect(() => startOptions(['--fast'])).toThrow('npm start does not know "--fast"; it knows --smoke and --port N.');
    expect(() => startOptions(['--port', 'x'])).toThrow('--port needs a number from 1024 to 65000, not "x".');
    expect(() => startOptions(['--port'])).toThrow('not ""');
  });
});

describe('the table of the demo', () => {
  it('keeps columns in line', () => {
    expect(tableLines(['Lead', 'Stage'], [['Ana', 'PAID'], ['Bartholomew', 'CASE_OPENED']])).toEqual([
      'Lead         Stage',
      '───────────  ───────────',
      'Ana          PAID',
      'Bartholomew  CASE_OPENED',
    ]);
  });
});
