import { runGenerators } from './artefact';
import { dataModelDoc } from './data-model/data-model-doc';
import { schemaDump } from './dump-schema';
import { eventsDoc } from './events/events-doc';

/** Every generated file of the repository. */
export const ARTEFACTS = [schemaDump, dataModelDoc, eventsDoc];

if (require.main === module) void runGenerators(ARTEFACTS, process.argv.slice(2));
