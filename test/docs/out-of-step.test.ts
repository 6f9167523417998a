import { outOfStep } from '../../scripts/generate/artefact';
import { schemaDump } from '../../scripts/generate/dump-schema';
import { lineDiff } from '../../scripts/generate/line-diff';

describe('a generated file that is out of step', () => {
  it('says what differs and which command mends it', async () => {
    const problem = await outOfStep({ ...schemaDump, render: () => 'create table salesos.other;\n' });
    expect(problem).toContain('- create table salesos.accounts (');
    expect(problem).toContain('+ create table salesos.other;');
    expect(problem).toContain('engine/store/schema.sql is not what the migrations make: run `npm run generate` and commit the file.');
  });

  it('shows only the lines around a change', () => {
    expect(lineDiff('a\nb\nc\nd\ne\nf\ng', 'a\nb\nc\nX\ne\nf\ng').split('\n')).toEqual(['…', '  b', '  c', '- d', '+ X', '  e', '  f', '…']);
  });
});
