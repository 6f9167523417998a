import type { INodeProperties, INodePropertyCollection, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import { table } from '../markdown';
import { isTrigger } from './load-nodes';

/** The section of one node: what it does, its outputs, operations and parameters. */
export function nodeText(node: INodeTypeDescription): string {
  const facts = [
    `Type \`n8n-nodes-sales-os.${node.name}\``,
    isTrigger(node) ? 'starts a workflow' : '',
    isTrigger(node) && !node.outputNames ? '' : `outputs: ${outputsText(node)}`,
    node.credentials?.length ? `credentials: ${node.credentials.map(({ name, required }) => `\`${name}\`${required ? '' : ' (where needed)'}`).join(', ')}` : '',
    node.usableAsTool ? 'can be a tool of an AI agent' : '',
  ];
  return [
    `## ${node.displayName}`,
    `${sentence(node.description)}`,
    facts.filter(Boolean).join(' · '),
    noticesText(node.properties),
    operationsText(node.properties),
    parametersText(node.properties),
  ].filter(Boolean).join('\n\n');
}

function outputsText({ outputs, outputNames }: INodeTypeDescription): string {
  if (outputNames?.length) return outputNames.map((name) => `**${name}**`).join(', ');
  if (Array.isArray(outputs)) return 'one';
  const named = [...outputs.matchAll(/"displayName":"([^"]+)"/g)].map(([, name]) => `**${name}**`);
  return named.length > 0 ? `${named.join(', ')}; one where the operation decides nothing` : 'by parameters';
}

/** What the panel tells an admin: how to wire a source, what to expect. */
function noticesText(properties: readonly INodeProperties[]): string {
  const notices = properties.filter(({ type }) => type === 'notice');
  return notices.map((notice) => [shownFor(notice), plain(notice.displayName)].filter(Boolean).join(' · ')).map((text) => `> ${text}`).join('\n>\n');
}

function operationsText(properties: readonly INodeProperties[]): string {
  const rows = properties
    .filter(({ name }) => name === 'operation')
    .flatMap((property) => choices(property).map(({ name, description, action }) => [resourceOf(property), `**${name}**`, sentence(description ?? action ?? '')]));
  if (rows.length === 0) return '';
  const hasResource = rows.some(([resource]) => resource);
  return hasResource ? table(['resource', 'operation', ''], rows) : table(['operation', ''], rows.map(([, ...rest]) => rest));
}

function resourceOf({ displayOptions }: INodeProperties): string {
  const resources = displayOptions?.show?.resource;
  return Array.isArray(resources) ? resources.join(', ') : '';
}

/** Fields and the members of collections, without notices and the choice of resource and operation. */
function parametersText(properties: readonly INodeProperties[]): string {
  const rows = properties.filter(({ name, type }) => !['operation', 'resource'].includes(name) && !['notice', 'hidden', 'button'].includes(type)).flatMap((property) => rowsOf(property, ''));
  return rows.length > 0 ? table(['parameter', 'for', 'default', ''], rows) : '';
}

function rowsOf(property: INodeProperties, path: string): string[][] {
  const label = path ? `${path} → ${property.displayName}` : property.displayName;
  const members = membersOf(property);
  const own = [label, shownFor(property), defaultText(property.default), [sentence(property.description ?? ''), choicesText(property)].filter(Boolean).join(' ')];
  return members.length > 0 ? members.flatMap((member) => rowsOf(member, label)) : [own];
}

function membersOf({ type, options }: INodeProperties): INodeProperties[] {
  if (type === 'collection') return (options ?? []) as INodeProperties[];
  if (type === 'fixedCollection') return ((options ?? []) as INodePropertyCollection[]).flatMap(({ values }) => values);
  return [];
}

function shownFor({ displayOptions }: INodeProperties): string {
  const shown = Object.entries(displayOptions?.show ?? {}).filter(([name]) => !name.startsWith('@') && name !== 'resource');
  return shown.map(([name, values]) => `${name === 'operation' ? '' : `${name}: `}${(values ?? []).map(String).join(', ')}`).join('; ');
}

function defaultText(value: INodeProperties['default']): string {
  if (value === '' || value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value.replace(/^=/, '') : JSON.stringify(value);
  return text === '[]' || text === '{}' ? '' : `\`${text}\``;
}

function choices({ options }: INodeProperties): INodePropertyOptions[] {
  return ((options ?? []) as INodePropertyOptions[]).filter(({ name }) => name);
}

/** Few enough to be read in a cell; more are read in the panel. */
function choicesText(property: INodeProperties): string {
  if (!['options', 'multiOptions'].includes(property.type)) return '';
  const names = choices(property).map(({ name }) => name);
  return names.length > 0 && names.length <= 8 ? `(${names.join(', ')})` : '';
}

function sentence(text: string): string {
  const words = plain(text);
  return words === '' || /[.!?…]$/.test(words) ? words : `${words}.`;
}

/** Panel texts are HTML; here they are Markdown. */
function plain(text: string): string {
  return text
    .replace(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/g, '[$2]($1)')
    .replace(/<\/?(?:b|strong)>/g, '**')
    .replace(/<\/?(?:code)>/g, '`')
    .replace(/<br\s*\/?>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .trim();
}
