import { outOfStep } from '../../scripts/generate/artefact';
import { ARTEFACTS } from '../../scripts/generate/all';

describe('the generated files', () => {
  it.each(ARTEFACTS.map((artefact) => [artefact.file, artefact] as const))('%s is what the code makes', async (_file, artefact) => {
    expect(await outOfStep(artefact)).toBeNull();
  });
});
