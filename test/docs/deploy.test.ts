import { readFileSync } from 'node:fs';
import path from 'node:path';
import { queueEnvironment } from '../support/n8n/queue-environment';

const deploy = path.join(__dirname, '../../deploy');
const compose = readFileSync(path.join(deploy, 'docker-compose.yml'), 'utf8');

describe('deploy/docker-compose.yml', () => {
  it('PK-06: sets what the tested queue mode sets, but for what is of this machine or secret', () => {
    const servers = { databaseUrl: 'postgres://n8n:secret@postgres/n8n', redisUrl: 'redis://redis', workers: 2 };
    const own = ['QUEUE_BULL_REDIS_DB', 'QUEUE_BULL_PREFIX', 'N8N_REDIS_KEY_PREFIX', 'DB_POSTGRESDB_PASSWORD'];
    const expected = Object.entries(queueEnvironment(servers)).filter(([name]) => !own.includes(name));
    for (const [name, value] of expected) expect(compose).toMatch(new RegExp(`^ +${name}: "?${value}"?$`, 'm'));
  });

  it('names every variable in .env.example', () => {
    const example = readFileSync(path.join(deploy, '.env.example'), 'utf8');
    const asked = [...new Set([...compose.matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name]) => name))];
    expect(asked.filter((name) => !new RegExp(`^${name}=`, 'm').test(example))).toEqual([]);
  });
});
