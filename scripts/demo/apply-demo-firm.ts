import { demoFirm } from './demo-firm';
import type { DemoWorld } from './demo-world';
import { postForm } from './post-form';

/** An admin applies the demo firm's settings by the templates' own form. */
export async function applyDemoFirm(world: DemoWorld): Promise<void> {
  const { n8n, secrets } = world.playground;
  const answers = { document: demoFirm(), mode: 'Apply', note: 'Demo firm' };
  await postForm(n8n, world.form(/firm-set-up\//), answers, secrets.forms_password);
}
