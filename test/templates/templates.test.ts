import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { readTemplates, strings, type Template, type TemplateNode } from './template-files';

const ROOT = path.resolve(__dirname, '../..');
const OURS = 'n8n-nodes-sales-os.';
const BASE = 'n8n-nodes-base.';
const BASE_TYPES = path.join(ROOT, 'playground/node_modules/n8n-nodes-base/dist/types/nodes.json');

const templates = readTemplates();
const each = templates.map((template) => [template.file, template] as const);

function packTypes(): Map<string, INodeTypeDescription> {
  const files = globSync('nodes/*/*.node.ts', { cwd: ROOT });
  const loaded = files.map((file) => {
    const exported = require(path.join(ROOT, file)) as Record<string, new () => INodeType>;
    const [NodeClass] = Object.values(exported);
    if (!NodeClass) throw new Error(`${file} exports no node`);
    return new NodeClass().description;
  });
  return new Map(loaded.map((description) => [description.name, description]));
}

const pack = packTypes();
const workingNodes = ({ nodes }: Template) => nodes.filter(({ type }) => type !== `${BASE}stickyNote`);
const ourNodes = (template: Template) => template.nodes.filter(({ type }) => type.startsWith(OURS));
const described = ({ type }: TemplateNode) => pack.get(type.slice(OURS.length));

/** Properties shown for these values of resource and operation; deeper conditions are n8n's to check. */
function shown(property: Pick<INodeProperties, 'displayOptions'>, parameters: Record<string, unknown>): boolean {
  const { show = {} } = property.displayOptions ?? {};
  return Object.entries(show).every(([name, allowed]) => name.startsWith('@') || name.startsWith('/') || !(name in parameters) || (allowed ?? []).includes(parameters[name] as string));
}

describe('PK-02: template workflows', () => {
  it('are there, each with a number of its own', () => {
    const numbers = templates.map(({ file }) => Number(file.slice(0, 2)));
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(numbers.length).toBeGreaterThanOrEqual(12);
  });

  it('have names, node ids and webhook ids of their own', () => {
    const ids = templates.flatMap(({ nodes }) => nodes.map(({ id }) => id));
    const hooks = templates.flatMap(({ nodes }) => nodes.flatMap(({ webhookId }) => webhookId ?? []));
    for (const list of [ids, hooks, templates.map(({ name }) => name)]) expect(new Set(list).size).toBe(list.length);
  });

  it.each(each)('%s explains itself with a sticky note', (_file, { nodes }) => {
    const notes = nodes.filter(({ type }) => type === `${BASE}stickyNote`);
    expect(notes.length).toBeGreaterThan(0);
    expect(String(notes[0]?.parameters.content)).toMatch(/^##? /);
  });

  it.each(each)('%s connects nodes that exist, and every node but the triggers is reached', (_file, template) => {
    const names = new Set(template.nodes.map(({ name }) => name));
    const targets = Object.entries(template.connections).flatMap(([from, { main }]) => [from, ...main.flat().map(({ node }) => node)]);
    expect(targets.filter((name) => !names.has(name))).toEqual([]);
    const reached = new Set(Object.values(template.connections).flatMap(({ main }) => main.flat().map(({ node }) => node)));
    const lonely = workingNodes(template).filter(({ name, type }) => !reached.has(name) && !/trigger$/i.test(type) && type !== `${BASE}webhook`);
    expect(lonely.map(({ name }) => name)).toEqual([]);
  });

  it.each(each)('%s uses only registered nodes of the pack, their parameters, options and outputs', (_file, template) => {
    for (const node of ourNodes(template)) {
      const description = described(node);
      if (!description) throw new Error(`${node.type} is not a node of the pack`);
      const known = new Set(description.properties.map(({ name }) => name));
      expect({ node: node.name, unknown: Object.keys(node.parameters).filter((name) => !known.has(name)) }).toEqual({ node: node.name, unknown: [] });
      for (const property of description.properties) {
        const value = node.parameters[property.name];
        if (property.type !== 'options' || typeof value !== 'string' || value.startsWith('=') || !shown(property, node.parameters)) continue;
        const alternatives = description.properties.filter((other) => other.name === property.name && shown(other, node.parameters));
        const allowed = alternatives.flatMap(({ options = [] }) => options.map((option) => ('value' in option ? option.value : option.name)));
        expect(allowed).toContain(value);
      }
    }
  });

  it.each(each)('%s names the credentials its nodes need, and no ids', (_file, template) => {
    for (const node of ourNodes(template)) {
      const needed = (described(node)?.credentials ?? []).filter((credential) => credential.required && shown(credential, node.parameters)).map(({ name }) => name);
      expect(Object.keys(node.credentials ?? {})).toEqual(expect.arrayContaining(needed));
    }
  });

  it.each(each)('%s asks for a password on every form and page', (_file, { nodes }) => {
    const pages = [`${BASE}formTrigger`, `${BASE}webhook`];
    const open = nodes.filter(({ type, parameters }) => pages.includes(type) && parameters.authentication !== 'basicAuth');
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  it.each(each)('%s refers in its expressions only to nodes that exist', (_file, { nodes }) => {
    const names = new Set(nodes.map(({ name }) => name));
    const missing = nodes.flatMap((node) =>
      strings(node.parameters).flatMap(([at, text]) => [...text.matchAll(/\$\('([^']+)'\)/g)].flatMap(([, name = '']) => (names.has(name) ? [] : [`${node.name}.${at}: ${name}`]))),
    );
    expect(missing).toEqual([]);
  });

  const installed = existsSync(BASE_TYPES);
  if (!installed) console.log('Skipped: the check of n8n-nodes-base types. n8n is not installed in playground/.');
  (installed ? it : it.skip)("use only n8n's own nodes and versions that the playground's n8n has", () => {
    const types = JSON.parse(readFileSync(BASE_TYPES, 'utf8')) as INodeTypeDescription[];
    for (const { nodes, file } of templates) {
      for (const { type, typeVersion } of nodes.filter((node) => node.type.startsWith(BASE))) {
        const versions = types.filter(({ name }) => name === type.slice(BASE.length)).flatMap(({ version }) => version);
        expect({ file, type, typeVersion, known: versions.includes(typeVersion) }).toEqual({ file, type, typeVersion, known: true });
      }
    }
  });
});
