import { SampleTrigger } from './node-runtime/sample-nodes';
import { startTrigger } from './run-trigger';

describe('startTrigger', () => {
  it('records what the trigger emits and the deduplication key', async () => {
    const started = await startTrigger({ node: SampleTrigger, parameters: { event: 'SQLCreated' } });
    expect(started.emitted).toEqual([{ items: [[{ json: { event: 'SQLCreated' } }]], deduplicationKey: 'key-1' }]);
    await started.close();
    expect(started.emitted).toHaveLength(2);
  });

  it('lets the test decide how the emitted execution ends', async () => {
    const failing = await startTrigger({ node: SampleTrigger, execution: () => 'error' });
    const cancelled = await startTrigger({ node: SampleTrigger, execution: () => 'cancelled' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(failing.errors.map(({ message }) => message)).toEqual(['execution failed']);
    expect(cancelled.errors.map(({ message }) => message)).toEqual(['The execution was cancelled']);
    await Promise.all([failing.close(), cancelled.close()]);
  });
});
