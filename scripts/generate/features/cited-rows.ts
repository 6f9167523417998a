import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

import { ROOT } from '../../shared/paths';

/** `it`, `test`, `describe`, `describeStores` … with or without `.each`, `.skip` and the like. */
const TITLED = /^(it|test|describe\w*)$/;
const ROW = /\b[A-Z]{2}-\d{2}\b/g;

/** Which test files cite a row of the catalogue in a title, by row; files relative to the checkout's root. */
export function citedRows(): Map<string, string[]> {
  const cited = new Map<string, string[]>();
  for (const file of testFiles()) {
    const rows = new Set(titlesOf(file).flatMap((title) => title.match(ROW) ?? []));
    for (const row of rows) cited.set(row, [...(cited.get(row) ?? []), path.relative(ROOT, file)]);
  }
  return cited;
}

function testFiles(): string[] {
  const folder = path.join(ROOT, 'test');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  return names.sort().map((name) => path.join(folder, name));
}

/** First string arguments of the calls that open a test or a group of tests. */
export function titlesOf(file: string): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && TITLED.test(rootName(node.expression))) {
      const title = node.arguments[0];
      if (title && (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))) titles.push(title.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true));
  return titles;
}

/** `it.each(rows)` → `it`. */
function rootName(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  if (ts.isPropertyAccessExpression(node) || ts.isCallExpression(node) || ts.isTaggedTemplateExpression(node)) {
    return rootName(ts.isTaggedTemplateExpression(node) ? node.tag : node.expression);
  }
  return '';
}
