// Per server: the median of its rounds, and how many times quicker the API was in the same round (median, least, most).
// Usage: node summary.mjs FILE, whose lines are "query round server requests-per-second".
import { readFileSync } from 'node:fs';

const rounds = new Map();
for (const line of readFileSync(process.argv[2], 'utf8').trimEnd().split('\n')) {
  const [, round, server, rate] = line.split(' ');
  if (!rounds.has(server)) rounds.set(server, []);
  rounds.get(server)[round - 1] = Number(rate);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

const api = rounds.get('api');
for (const [server, rates] of rounds) {
  const ratios = rates.map((rate, i) => api[i] / rate);
  const shown = [median(ratios), Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(2));
  console.log(`${server.padEnd(20)} ${median(rates).toFixed(0).padStart(7)} requests/s   api is ${shown[0]} times as fast (${shown[1]} to ${shown[2]})`);
}
