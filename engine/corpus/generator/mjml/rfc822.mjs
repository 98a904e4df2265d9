// A letter as RFC 822, in quoted-printable, with the headers of the receiving border.

const kMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/// RFC 2045, with soft line breaks at 76 columns.
function quotedPrintable(text) {
  return text.split(/\r?\n/).map((line) => {
    const bytes = [...Buffer.from(line, 'utf8')];
    let out = '', column = 0;
    bytes.forEach((byte, at) => {
      const plain = byte >= 32 && byte <= 126 && byte !== 61 && !(byte === 32 && at === bytes.length - 1);
      const piece = plain ? String.fromCharCode(byte) : '=' + byte.toString(16).toUpperCase().padStart(2, '0');
      if (column + piece.length > 75) {
        out += '=\r\n';
        column = 0;
      }
      out += piece;
      column += piece.length;
    });
    return out;
  }).join('\r\n') + '\r\n';
}

/// RFC 2047 in B, folded, no character split.
function encodedWords(text) {
  if (/^[ -~]*$/.test(text)) return text;
  const words = [];
  let piece = '';
  for (const character of text) {
    if (Buffer.byteLength(piece + character) > 36) {
      words.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...words, piece].map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
}

function displayName(name) {
  const words = encodedWords(name);
  return words === name && /[.,()"'@:;]/.test(name) ? `"${name.replace(/"/g, '')}"` : words;
}

function rfcDate(iso) {
  const date = new Date(iso);
  return `${date.getUTCDate()} ${kMonths[date.getUTCMonth()]} ${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} +0000`;
}

const part = (kind, body) =>
  `Content-Type: text/${kind}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(body)}`;

/// `parts`: "both" or "html".
export function rfc822(letter, parts) {
  const domain = letter.vouched_domain, date = rfcDate(letter.date), boundary = '=_twin_83b1';
  const body = parts === 'html' ? part('html', letter.html)
    : `Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n--${boundary}\r\n${part('plain', letter.text)}`
      + `--${boundary}\r\n${part('html', letter.html)}--${boundary}--\r\n`;
  return [
    `Received: from out1.${domain} (out1.${domain}. [192.0.2.25])`,
    '        by mx.google.com with ESMTPS id a1b2c3;', `        ${date}`,
    'Authentication-Results: mx.google.com;', ` dkim=pass header.i=@${domain} header.s=s1;`,
    ` dmarc=pass (p=REJECT) header.from=${domain}`,
    `From: ${displayName(letter.from_name)} <${letter.from_address}>`, `To: ${letter.to}`,
    `Subject: ${encodedWords(letter.subject)}`, `Date: ${date}`, 'MIME-Version: 1.0', ...letter.headers, body,
  ].join('\r\n');
}
