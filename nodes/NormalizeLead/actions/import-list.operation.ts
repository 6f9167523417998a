import { type IDataObject, type IExecuteFunctions, type INodeExecutionData, type INodeProperties, NodeOperationError } from 'n8n-workflow';

import { listFacts, type ListFacts, openList, reportCsv } from '../../../engine/adapters/list';
import { importList, type ListImport } from '../../../engine/commands/import-list';
import { DomainError } from '../../../engine/core/errors';
import { parseOrThrow } from '../../../engine/core/parse';
import { settingsDocument } from '../../../engine/queries/settings-versions';
import { type OpenAccount, toJson, toNodeError, workflowActor } from '../../shared';
import { STORED_SOURCES } from '../../shared/lead-sources';
import { OUTPUTS } from './outcome';

const show = { operation: ['importList'] };

export const description: INodeProperties[] = [
  {
    displayName: 'File Field',
    name: 'binaryField',
    type: 'string',
    required: true,
    default: 'data',
    placeholder: 'e.g. data',
    hint: 'The name of the input field that holds the CSV file',
    description: 'CSV of any encoding with comma, semicolon, tab or bar between its values; the first line names the columns',
    displayOptions: { show },
  },
  {
    displayName: 'List Source',
    name: 'listSource',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. Toronto fair 2026, stand 14',
    description: 'Where the people of this list were met or asked. Without it nothing is imported.',
    displayOptions: { show },
  },
  {
    displayName: 'List Date',
    name: 'listDate',
    type: 'string',
    required: true,
    default: '',
    placeholder: 'e.g. 2026-02-20',
    description: 'The day on which the people gave their details; their consent counts from it',
    displayOptions: { show },
  },
  {
    displayName: 'Consent Proof',
    name: 'consentProof',
    type: 'string',
    typeOptions: { rows: 2 },
    required: true,
    default: '',
    placeholder: 'e.g. Signed sheets, folder 2026-02',
    description: 'What proves that they may be contacted: a document, a link, a form. It is kept with each consent.',
    displayOptions: { show },
  },
  {
    displayName: 'Consent Channels',
    name: 'consentChannels',
    type: 'multiOptions',
    default: [],
    options: [
      { name: 'Call', value: 'call' },
      { name: 'Email', value: 'email' },
      { name: 'SMS', value: 'sms' },
      { name: 'WhatsApp', value: 'whatsapp' },
    ],
    description: 'What everybody on the list agreed to. Empty grants nothing: then only consent columns of the file itself count.',
    displayOptions: { show },
  },
  {
    displayName: 'Options',
    name: 'listOptions',
    type: 'collection',
    placeholder: 'Add option',
    default: {},
    displayOptions: { show },
    options: [
      {
        displayName: 'Consent Purposes',
        name: 'consentPurposes',
        type: 'multiOptions',
        default: ['service'],
        options: [
          { name: 'Marketing', value: 'marketing' },
          { name: 'Service', value: 'service' },
        ],
        description: 'What they agreed to be contacted for: the service that they asked about, or marketing too',
      },
      { displayName: 'Phone Country', name: 'phoneCountry', type: 'string', default: '', placeholder: 'e.g. IN', description: "Country code whose national format the list's phone numbers have, for numbers without + and rows without a country" },
      {
        displayName: 'Rows With Mistakes',
        name: 'rowsWithMistakes',
        type: 'options',
        default: 'reject',
        options: [
          { name: 'Import With a Warning', value: 'accept', description: 'A row comes in when its email or its phone can be read' },
          { name: 'Reject', value: 'reject', description: 'A row whose email or phone is written but cannot be read stays out until it is mended' },
        ],
        description: 'What to do with rows in which only one of email and phone can be read',
      },
    ],
  },
];

/** Imports the file of each item, one after the other: memory holds one batch of rows and the remarks. */
export async function execute(context: IExecuteFunctions, account: OpenAccount): Promise<INodeExecutionData[][]> {
  const outputs: INodeExecutionData[][] = [[], [], []];
  for (const itemIndex of context.getInputData().keys()) {
    try {
      await importItem(context, account, itemIndex, outputs);
    } catch (error) {
      if (!(error instanceof DomainError)) throw new NodeOperationError(context.getNode(), error instanceof Error ? error : String(error), { itemIndex });
      if (!context.continueOnFail()) throw toNodeError(context.getNode(), error, itemIndex);
      const problems = error.problems.map(({ field, message }) => `${field}: ${message}`);
      outputs[OUTPUTS.lead]?.push({ json: { error: error.message, details: { code: error.code, problems } }, pairedItem: { item: itemIndex } });
    }
  }
  return outputs;
}

async function importItem(context: IExecuteFunctions, { store, accountId }: OpenAccount, itemIndex: number, outputs: INodeExecutionData[][]): Promise<void> {
  const facts = readFacts(context, itemIndex);
  const at = new Date();
  const { settings } = await settingsDocument(store, accountId, { version: null, at });
  const list = await openList(await uploadedFile(context, itemIndex), facts, settings.intake);
  const { rows, file, columns } = list;
  const done = await importList(store, accountId, { rows, file, columns, facts, source: 'outbound', sources: STORED_SOURCES, at, actor: workflowActor(context) });
  const pairedItem = { item: itemIndex };
  outputs[OUTPUTS.lead]?.push({ json: summaryOf(list, facts, done), binary: await reportOf(context, done), pairedItem });
  for (const rejection of done.rejections) outputs[OUTPUTS.rejected]?.push({ json: toJson(rejection), pairedItem });
}

function readFacts(context: IExecuteFunctions, itemIndex: number): ListFacts {
  const value = (name: string) => context.getNodeParameter(name, itemIndex);
  const options = value('listOptions') as IDataObject;
  const given = {
    source: value('listSource'),
    date: dateText(value('listDate')),
    consent_proof: value('consentProof'),
    consent_channels: fromLabels(value('consentChannels')),
    ...(options['consentPurposes'] === undefined ? {} : { consent_purposes: fromLabels(options['consentPurposes']) }),
    phone_country: String(options['phoneCountry'] ?? '').trim().toUpperCase() || null,
    accept_mistakes: options['rowsWithMistakes'] === 'accept',
  };
  return parseOrThrow(listFacts, given, 'LIST_FACTS_MISSING', 'The list cannot be imported: what is said of it');
}

/** A form's checkboxes give their labels: `WhatsApp` is the value `whatsapp`. */
function fromLabels(value: unknown): unknown {
  const list = typeof value === 'string' ? value.split(',') : value;
  return Array.isArray(list) ? list.map((entry) => String(entry).trim().toLowerCase()).filter(Boolean) : (list ?? []);
}

function dateText(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function' ? (value.toJSON as () => unknown)() : (value ?? undefined);
}

async function uploadedFile(context: IExecuteFunctions, itemIndex: number): Promise<{ name: string; bytes: Buffer }> {
  const wanted = context.getNodeParameter('binaryField', itemIndex) as string;
  const binary = context.getInputData()[itemIndex]?.binary ?? {};
  // A form that takes several files numbers them.
  const field = binary[wanted] ? wanted : binary[`${wanted}_0`] ? `${wanted}_0` : null;
  if (field === null) {
    const known = Object.keys(binary);
    throw new DomainError('LIST_FILE_MISSING', `The item has no file '${wanted}'; ${known.length > 0 ? `its files: ${known.join(', ')}` : 'it has no file at all'}`);
  }
  return { name: binary[field]?.fileName ?? field, bytes: await context.helpers.getBinaryDataBuffer(itemIndex, field) };
}

function summaryOf({ file, encoding, delimiter, columns }: Awaited<ReturnType<typeof openList>>, facts: ListFacts, done: ListImport): IDataObject {
  const { remarks, rejections: _rejections, ...counts } = done;
  const list = { list_source: facts.source, list_date: facts.date, consent_proof: facts.consent_proof, consent_channels: facts.consent_channels, consent_purposes: facts.consent_purposes };
  return toJson({ file_name: file.name, file_sha256: file.sha256, encoding, delimiter, ...list, ...counts, columns, remarks: remarks.slice(0, SHOWN), remarks_left_out: Math.max(0, remarks.length - SHOWN) });
}

/** The item shows the first remarks; the report file has all of them. */
const SHOWN = 100;

async function reportOf(context: IExecuteFunctions, { remarks }: ListImport): Promise<INodeExecutionData['binary']> {
  return { report: await context.helpers.prepareBinaryData(reportCsv(remarks), 'import-report.csv', 'text/csv') };
}
