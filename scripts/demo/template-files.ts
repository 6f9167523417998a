import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INode, INodeCredentialsDetails, INodeTypeDescription } from 'n8n-workflow';
import type { CredentialFile, WorkflowFile } from '../../test/support/n8n/n8n-types';
import { uuidOf } from '../../test/support/n8n/pack-workflow';
import { ROOT } from '../shared/paths';

/** A template of workflows/ made ready for one n8n: with an id, webhook ids and that n8n's credentials. */
export interface ReadyTemplate extends WorkflowFile {
  readonly id: string;
  /** File name without `.json`, e.g. `02-intake-google`. */
  readonly slug: string;
}

/** n8n takes ids of up to 21 characters. */
const ID_LENGTH = 21;

/**
 * The credentials of a node: those the template names, and for a node of ours every type it can use. By name first,
 * because a template may use two credentials of one type.
 */
function credentialsFor(node: INode, types: readonly INodeTypeDescription[], credentials: readonly CredentialFile[]): Record<string, INodeCredentialsDetails> {
  const named = new Map(Object.entries(node.credentials ?? {}).map(([type, { name }]) => [type, name]));
  const described = types.find(({ name }) => node.type === `n8n-nodes-sales-os.${name}`)?.credentials ?? [];
  const wanted = new Set([...described.map(({ name }) => name), ...named.keys()]);
  return Object.fromEntries(
    [...wanted].flatMap((type) => {
      const ofType = credentials.filter((credential) => credential.type === type);
      const found = ofType.find(({ name }) => name === named.get(type)) ?? ofType[0];
      return found ? [[type, { id: found.id, name: found.name }]] : [];
    }),
  );
}

/** n8n's import makes a second tag of the same name, and fails, unless a tag that several workflows share has an id. */
function tagsOf({ tags }: WorkflowFile): { id: string; name: string }[] {
  return (tags ?? []).map(({ name }) => ({ id: uuidOf(`tag/${name}`).slice(0, 16), name }));
}

/** Reads the numbered templates of workflows/ and makes them ready. The same file always gets the same ids, so that links stay valid. */
export function readyTemplates(types: readonly INodeTypeDescription[], credentials: readonly CredentialFile[]): ReadyTemplate[] {
  const files = globSync('workflows/[0-9]*.json', { cwd: ROOT }).sort();
  const templates = files.map((file) => {
    const slug = path.basename(file, '.json');
    const read = JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as WorkflowFile;
    const nodes = read.nodes.map((node) => ({
      ...node,
      webhookId: node.webhookId ?? uuidOf(`${slug}/${node.name}`),
      credentials: credentialsFor(node, types, credentials),
    }));
    return { ...read, id: read.id ?? `sos-${slug}`.slice(0, ID_LENGTH), slug, nodes, tags: tagsOf(read) };
  });
  return templates.map((template) => withErrorWorkflow(template, templates));
}

/** Templates name no other workflow's id; a new n8n gets its error workflow set here, as the set-up guide tells people to. */
function withErrorWorkflow(template: ReadyTemplate, all: readonly ReadyTemplate[]): ReadyTemplate {
  const errors = all.find(({ nodes }) => nodes.some(({ type }) => type === 'n8n-nodes-base.errorTrigger'));
  if (!errors || errors.id === template.id) return template;
  return { ...template, settings: { ...template.settings, errorWorkflow: errors.id } };
}

/** The one node that answers `matches`, with its template; the demo cannot run without it. */
export function nodeOf(templates: readonly ReadyTemplate[], what: string, matches: (node: INode, template: ReadyTemplate) => boolean): INode {
  for (const template of templates) {
    const node = template.nodes.find((candidate) => matches(candidate, template));
    if (node) return node;
  }
  throw new Error(`No template of workflows/ has ${what}.`);
}
