import type { EChartsCoreOption } from 'echarts';

import { ON_LEAVE } from './firm-day';
import type { DayReport } from './read-day';
import type { Sample } from './run-day';

const WIDTH = 1_040;
const ACTIONS = { warn: 'warning', notify_rep: 'rep told', notify_manager: 'manager told', reassign: 'reassigned', coach: 'coaching' } as const;
const COLOURS = ['#3b6fd6', '#9aa6b8', '#c2410c', '#7c3aed', '#0f766e'];

/** The day as one page with charts drawn on the server: no script, no outside file. */
export function renderDay(day: DayReport, samples: readonly Sample[]): string {
  const { totals } = day;
  const worst = Math.max(...day.reps.map(({ received, entitled }) => Math.abs(received - entitled)));
  const rate = Math.round((100 * totals.met) / Math.max(1, totals.met + totals.missed));
  const cards = [[totals.leads, 'leads'], [totals.owned, 'with an owner'], [worst.toFixed(2), 'leads from the share, at most'], [`${rate} %`, 'of clocks met'], [totals.reassigned, 'reassignments carried out'], [totals.digests, 'digests'], [totals.flagged, 'reps flagged']];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A day of the firm</title><style>
body{font:15px/1.5 system-ui,sans-serif;max-width:${WIDTH}px;margin:2rem auto;padding:0 1rem;color:#111827}h1{font-size:1.5rem;margin:0}h2{font-size:1.05rem;margin:2rem 0 .2rem}
p{margin:.2rem 0 .6rem;color:#4b5563}.cards{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.2rem 0}.card{background:#f3f4f6;border-radius:.6rem;padding:.6rem 1rem;min-width:6rem}.card b{display:block;font-size:1.5rem}svg{width:100%;height:auto}
</style></head><body>
<h1>A day of the firm</h1><p>Twelve setters, ${totals.leads} leads, from the evening of Victoria Day (18 May 2026) to Tuesday evening. Lunch breaks, ${ON_LEAVE} on leave, n8n down from 10:30 to 11:30. Time was passed in, not waited for.</p>
<div class="cards">${cards.map(([figure, label]) => `<div class="card"><b>${figure}</b>${label}</div>`).join('')}</div>
<h2>Share per rep against weight</h2><p>What each received by the fair share, beside the sum of their parts in all decisions they were in the running for (weight, language, hours, leave). Leads that only one rep could have, by language, are not in it.</p>${draw(shares(day))}
<h2>Deadlines met and missed, by the hour they were due</h2><p>First attempt by a person, in business hours: what came in on the holiday is due on Tuesday.</p>${draw(compliance(day))}
<h2>Escalations</h2><p>Steps of the ladder by the hour they were noticed. After the outage people got digests; the events stayed single.</p>${draw(escalations(day))}
<h2>Waiting queue and open misses</h2><p>Leads of the night wait for the first who is here.</p>${draw(queue(samples))}
</body></html>`;
}

function draw(option: EChartsCoreOption): string {
  const echarts = require('echarts') as typeof import('echarts');
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: 320 });
  chart.setOption({ color: COLOURS, animation: false, grid: { left: 48, right: 16, top: 40, bottom: 48 }, textStyle: { fontFamily: 'system-ui, sans-serif' }, legend: { top: 4, left: 40, itemGap: 28 }, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

function shares({ reps }: DayReport): EChartsCoreOption {
  return {
    xAxis: { type: 'category', data: reps.map(({ id, weight }) => `${id}\n×${weight}`), axisLabel: { interval: 0 } },
    yAxis: { type: 'value' },
    series: [
      { name: 'received', type: 'bar', barGap: '5%', data: reps.map(({ received }) => received), label: { show: true, position: 'top', fontSize: 10 } },
      { name: 'entitled to', type: 'bar', data: reps.map(({ entitled }) => Math.round(entitled * 100) / 100) },
    ],
  };
}

function compliance({ hours }: DayReport): EChartsCoreOption {
  return {
    color: ['#0f766e', '#c2410c'],
    xAxis: { type: 'category', data: hours.map(({ hour }) => hour) },
    yAxis: { type: 'value' },
    series: [
      { name: 'met', type: 'bar', stack: 'clocks', data: hours.map(({ met }) => met) },
      { name: 'missed', type: 'bar', stack: 'clocks', data: hours.map(({ missed }) => missed) },
    ],
  };
}

function escalations({ escalations: rows }: DayReport): EChartsCoreOption {
  const hours = [...new Set(rows.map(({ hour }) => hour))];
  const at = (hour: string, action: string, key: 'alone' | 'in_digest'): number => rows.find((row) => row.hour === hour && row.action === action)?.[key] ?? 0;
  const digests = hours.map((hour) => rows.filter((row) => row.hour === hour).reduce((sum, { in_digest }) => sum + in_digest, 0));
  return {
    color: ['#fbbf24', '#f97316', '#dc2626', '#7c3aed', '#64748b', '#cbd5e1'],
    xAxis: { type: 'category', data: hours },
    yAxis: { type: 'value' },
    series: [
      ...Object.entries(ACTIONS).map(([action, name]) => ({ name, type: 'bar', stack: 'steps', data: hours.map((hour) => at(hour, action, 'alone')) })),
      { name: 'in a digest', type: 'bar', stack: 'steps', data: digests },
    ],
  };
}

function queue(samples: readonly Sample[]): EChartsCoreOption {
  const time = ({ at }: Sample): string => at.toLocaleTimeString('en-CA', { timeZone: 'America/Toronto', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return {
    xAxis: { type: 'category', data: samples.map(time), boundaryGap: false },
    yAxis: { type: 'value' },
    series: [
      { name: 'waiting for an owner', type: 'line', showSymbol: false, areaStyle: { opacity: 0.15 }, data: samples.map(({ waiting }) => waiting) },
      { name: 'missed and not called yet', type: 'line', showSymbol: false, color: '#c2410c', data: samples.map(({ breached }) => breached) },
    ],
  };
}
