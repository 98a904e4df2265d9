// What Gmail, Outlook and Apple Mail make of a mail that a person sends on or answers: quoted headers, changed markup.
import { escaped } from './template.mjs';

const kMailboxes = { gmail: 'gmail.com', outlook: 'outlook.com', apple: 'icloud.com' };

const bodyOf = (html) => html.replace(/^[\s\S]*?<body[^>]*>/, '').replace(/<\/body>[\s\S]*$/, '');
const withoutComments = (html) => html.replace(/<!--[\s\S]*?-->/g, '');

/// Word's engine follows the conditional comments that are meant for it, and shows nothing of what they hide.
const asWordSees = (html) => withoutComments(html
  .replace(/<!--\[if !mso[^\]]*\]><!-->[\s\S]*?<!--<!\[endif\]-->/g, '')
  .replace(/<!--\[if [^\]]*mso[^\]]*\]>([\s\S]*?)<!\[endif\]-->/g, '$1'));

const headerLines = (client, shape) => client.header.map(({ label, value }) => shape(escaped(label) + ':', escaped(value))).join('');

function gmail(mail, client, note, banner, header) {
  const body = withoutComments(bodyOf(mail.html)).replace(/class="([^"]*)"/g, (_, names) =>
    `class="${names.split(/\s+/).filter(Boolean).map((name) => 'm_-8251907412246187093' + name).join(' ')}"`);
  const lines = header ? headerLines(client, (label, value) => `${label} ${value}<br>`) : '';
  const quote = header ? body : `<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">${body}</blockquote>`;
  return `<div dir="ltr">${escaped(note)}<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${escaped(banner)}<br>${lines}</div><br><br><u></u>${quote}</div></div>`;
}

function outlook(mail, client, note) {
  const body = asWordSees(bodyOf(mail.html)).replace(/class="([^"]*)"/g, (_, names) =>
    `class="${names.split(/\s+/).filter(Boolean).map((name) => 'x_' + name).join(' ')}"`).replace(/<\/p>/g, '<o:p></o:p></p>');
  return `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>
<body lang="EN-US"><div class="WordSection1"><p class="MsoNormal">${escaped(note)}<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>
<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">${headerLines(client, (label, value) => `<b>${label}</b> ${value}<br>\n`)}<o:p></o:p></p></div>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>${body}</div></body></html>`;
}

function apple(mail, client, note, banner, header) {
  const lines = header ? headerLines(client, (label, value) =>
    `<div style="margin: 0px;"><span style="font-family: -webkit-system-font, Helvetica Neue, Helvetica, sans-serif;"><b>${label} </b></span><span>${value}<br></span></div>`) : '';
  return `<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body style="overflow-wrap: break-word; -webkit-nbsp-mode: space;">${escaped(note)}<br><div><br><blockquote type="cite"><div>${escaped(banner)}</div><br class="Apple-interchange-newline">${lines}<br>${bodyOf(mail.html)}</blockquote></div></body></html>`;
}

const quotedLines = (text) => text.split('\n').map((line) => (line ? '> ' : '>') + line).join('\n');

function textOf(mail, client, note, banner, header) {
  const above = header ? client.header.map(({ label, value }) => `${label}: ${value}\n`).join('') + '\n' : '\n';
  const quoted = client.client === 'apple' || !header;
  if (client.client === 'apple' && header) return `${note}\n\n${quotedLines(`${banner}\n\n${above}${mail.text}`)}\n`;
  return `${note}\n\n${banner}\n${above}${quoted ? quotedLines(mail.text) : mail.text}\n`;
}

/// The letter of the person; Outlook quotes headers in an answer, too.
export function wrap(mail, client, reply) {
  const header = !reply || client.client === 'outlook';
  const note = reply ? mail.answer : mail.note;
  const banner = reply && client.client !== 'outlook' ? client.reply_banner : client.forward_banner;
  const markup = { gmail, outlook, apple }[client.client];
  return {
    ...mail,
    from_name: 'Host Example',
    from_address: `the.host.example@${kMailboxes[client.client]}`,
    vouched_domain: kMailboxes[client.client],
    to: reply ? mail.from_address : 'host@example.org',
    subject: (reply ? client.reply_prefix : client.forward_prefix) + mail.subject,
    date: new Date(Date.parse(mail.date) + 26 * 3600 * 1000).toISOString(),
    headers: [],
    text: textOf(mail, client, note, banner, header),
    html: markup(mail, client, note, banner, header),
  };
}
