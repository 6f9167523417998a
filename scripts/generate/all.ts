import { runGenerators } from './artefact';
import { schemaDump } from './dump-schema';

/** Every generated file of the repository. */
export const ARTEFACTS = [schemaDump];

if (require.main === module) void runGenerators(ARTEFACTS, process.argv.slice(2));
