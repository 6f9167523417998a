import type { INodeTypeDescription } from 'n8n-workflow';

import { type Artefact, runGenerators } from '../artefact';
import { anchor, table } from '../markdown';
import { nodeText } from './describe-node';
import { isTrigger, loadNodes } from './load-nodes';

const HEAD = `# Nodes

<!-- Made by \`npm run generate\` from the node descriptions; edits belong in nodes/. -->

All nodes work on every item they get, keep n8n's item linking, and obey *On Error*: with *Continue (using error output)* a refused item
leaves by the error output with its reason while the others go on. Defaults such as \`{{ $json.lead_id }}\` read what the node before puts
out, so that the nodes of the main line chain without typing.
`;

/** docs/nodes.md: an overview and one section a node. */
export async function nodesText(): Promise<string> {
  const nodes = await loadNodes();
  return `${[`${HEAD}\n${overview(nodes)}`, ...nodes.map(nodeText)].join('\n\n')}\n`;
}

function overview(nodes: readonly INodeTypeDescription[]): string {
  return table(
    ['node', 'kind', 'does'],
    nodes.map((node) => [`[${node.displayName}](#${anchor(node.displayName)})`, isTrigger(node) ? 'trigger' : 'action', node.description]),
  );
}

export const nodesDoc: Artefact = { file: 'docs/nodes.md', source: 'the node descriptions', render: nodesText };

if (require.main === module) void runGenerators([nodesDoc], process.argv.slice(2));
