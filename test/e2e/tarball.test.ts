import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describeN8n } from '../support/n8n/describe-n8n';
import { installTarball, packTarball } from '../support/n8n/install-package';
import { builtNodeTypes, DEMO_ACCOUNT } from '../support/n8n/pack-facts';

const workFolder = mkdtempSync(path.join(os.tmpdir(), 'sales-os-tarball-'));
const userFolder = path.join(workFolder, 'user');
const credential = {
  id: 'e2etarball000001',
  name: 'Sales OS',
  type: 'salesOsAccountApi',
  data: { ...DEMO_ACCOUNT, folder: path.join(workFolder, 'store') },
};
let files: string[] = [];
let installed = '';

describeN8n(
  'the packed tarball, installed as the editor installs a community package',
  async () => {
    const packed = await packTarball(workFolder);
    files = packed.files;
    installed = await installTarball(packed.tarball, userFolder);
    return { userFolder, packageDir: null, credentials: [credential] };
  },
  ({ n8n, it }) => {
    afterAll(() => rmSync(workFolder, { recursive: true, force: true, maxRetries: 5 }));

    it('PK-07: carries compiled code, metadata, icons and templates, and no source or test', async () => {
      expect(files.filter((file) => /\.ts$|^test\/|^scripts\/|^engine\/|^nodes\//.test(file))).toEqual([]);
      expect(files).toEqual(expect.arrayContaining(['package.json', 'LICENSE', 'dist/types/nodes.json', 'dist/known/nodes.json']));
      expect(existsSync(path.join(installed, 'node_modules/n8n-workflow'))).toBe(false);
    });

    it('PK-07: gives n8n every node type without a package.json of development', async () => {
      const known = (await n8n().client.nodeTypes()).map(({ name }) => name);
      expect(known).toEqual(expect.arrayContaining(builtNodeTypes().map(({ name }) => `n8n-nodes-sales-os.${name}`)));
    });

    it('PK-03, PK-07: opens the embedded store from the installed package by the button Test', async () => {
      const answer = await n8n().client.rest('POST', '/credentials/test', { credentials: credential });
      expect(answer.body).toMatchObject({ data: { status: 'OK' } });
    });
  },
);
