// A template is an .mjml document with {{blocks}}, followed by the markup of each kind of block: "@@heading", "@@line",
// "@@quote", "@@link", "@@rows" (which holds {{rows}}), "@@row".

export const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

export function readTemplate(name, text) {
  const [document, ...pieces] = text.split(/^@@/m);
  const shapes = Object.fromEntries(pieces.map((piece) => {
    const end = piece.indexOf('\n');
    return [piece.slice(0, end).trim(), piece.slice(end + 1)];
  }));
  return { name, document, shapes };
}

const fill = (shape, values) => shape.replace(/\{\{(\w+)\}\}/g, (whole, key) => values[key] ?? whole);

function block(shapes, { kind, text, url, rows }) {
  if (kind !== 'rows') return fill(shapes[kind], { text: escaped(text), url: escaped(url) });
  return fill(shapes.rows, { rows: rows.map(({ label, value }) =>
    fill(shapes.row, { label: escaped(label), value: escaped(value) })).join('') });
}

/// The MJML document of a mail.
export function render({ document, shapes }, mail) {
  return fill(document, {
    language: mail.language,
    preheader: escaped(mail.preheader || mail.blocks[0].text || mail.subject),
    blocks: mail.blocks.map((one) => block(shapes, one)).join(''),
  });
}
