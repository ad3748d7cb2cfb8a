// The other side of the comparison: reads one request per line, answers one line each, as opening_hours.js does.
// Argument: the folder whose node_modules holds opening_hours. The process runs in the time zone that TZ names.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const OpeningHours = createRequire(join(process.argv[2], 'package.json'))('opening_hours');
const paris = { lat: 48.86, lon: 2.35, address: { country_code: 'fr', state: 'Île-de-France' } };
const quiet = () => {};
console.warn = console.log = quiet;

// Stretches that are not closed: [first minute, first minute after, o open, a by appointment, u unknown], minutes since 1970.
function answer({ text, from, to }) {
  const hours = new OpeningHours(text, paris, { locale: 'en' });
  const minute = (date) => Math.round(date.getTime() / 60000);
  return {
    stretches: hours.getOpenIntervals(new Date(from * 60000), new Date(to * 60000))
      .map(([start, end, unknown, comment]) => [minute(start), minute(end), unknown ? 'u' : comment === 'sur rendez-vous' ? 'a' : 'o']),
  };
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  let reply;
  try {
    reply = answer(JSON.parse(line));
  } catch (e) {
    reply = { error: String(e?.message ?? e) };
  }

  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
