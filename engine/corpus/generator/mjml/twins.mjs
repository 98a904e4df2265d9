// twins.mjs TOOLS VARIED TWINS: see twins.sh. Of each line of VARIED/values.jsonl two mails: as it was sent, and as Gmail,
// Outlook or Apple Mail forwards or answers it. No dice: line and template decide, so the same folder gives the same twins.
import { createReadStream, mkdirSync, createWriteStream, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rfc822 } from './rfc822.mjs';
import { render, readTemplate } from './template.mjs';
import { wrap } from './wrap.mjs';

const [tools, varied, twins] = process.argv.slice(2);
const { default: mjml2html } = await import(createRequire(join(tools, 'package.json')).resolve('mjml'));

const folder = join(dirname(fileURLToPath(import.meta.url)), 'templates');
const templates = readdirSync(folder).filter((name) => name.endsWith('.mjml')).sort()
  .map((name) => readTemplate(name.replace('.mjml', ''), readFileSync(join(folder, name), 'utf8')));

async function html(template, mail) {
  const { html: compiled, errors } = await (mjml2html.default ?? mjml2html)(render(template, mail), { validationLevel: 'strict' });
  if (errors?.length) throw new Error(`${mail.file}: ${errors[0].formattedMessage}`);
  return compiled;
}

/// The line of truth.jsonl; an answer says nothing of the host's bookings.
function truthOf(mail, file, template, how, parts) {
  const [what, facts, text, , invisible] = mail.truth.form.split('|');
  const truth = { ...mail.truth, file, form: [what, facts, text, `mjml=${template}`, invisible, how, `${parts}+qp`].join('|') };
  if (!how.endsWith('_reply')) return truth;
  for (const field of ['guest_name', 'check_in', 'check_out', 'confirmation_code', 'guest_count', 'listing']) truth[field] = null;
  return { ...truth, kind: 'other' };
}

mkdirSync(join(twins, 'mail'), { recursive: true });
const truth = createWriteStream(join(twins, 'truth.jsonl'));
let index = 0;
for await (const row of createInterface({ input: createReadStream(join(varied, 'values.jsonl')) })) {
  const mail = JSON.parse(row);
  const template = templates[index % templates.length];
  const sent = { ...mail, html: await html(template, mail) };
  const round = Math.floor(index / templates.length);  // every template meets every program and both forms
  const client = mail.clients[round % 3], reply = Math.floor(round / 3) % 4 === 3;
  const parts = Math.floor(round / 12) % 3 === 2 ? 'both' : 'html';
  const number = String(index).padStart(6, '0');
  for (const [name, letter, how] of [[`${number}.eml`, sent, 'as_sent'],
    [`${number}-wrapped.eml`, wrap(sent, client, reply), `${client.client}_${reply ? 'reply' : 'forward'}`]]) {
    writeFileSync(join(twins, 'mail', name), rfc822(letter, parts));
    truth.write(JSON.stringify(truthOf(mail, `mail/${name}`, template.name, how, parts)) + '\n');
  }
  index += 1;
}
truth.end();
console.log(`${2 * index} mails in ${twins}\nNext:  connections corpus eval ${twins}`);
