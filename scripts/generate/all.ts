import { classificationDoc } from '../classifier/classification-doc';
import { runGenerators } from './artefact';
import { dataClassesDoc } from './data-classes/data-classes-doc';
import { dataModelDoc } from './data-model/data-model-doc';
import { schemaDump } from './dump-schema';
import { eventsDoc } from './events/events-doc';
import { featuresDoc } from './features/features-doc';
import { nodesDoc } from './nodes/nodes-doc';

/** Every generated file of the repository. */
export const ARTEFACTS = [schemaDump, dataModelDoc, dataClassesDoc, eventsDoc, nodesDoc, featuresDoc, classificationDoc];

if (require.main === module) void runGenerators(ARTEFACTS, process.argv.slice(2));
