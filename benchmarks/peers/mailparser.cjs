// CPU µs a mail that mailparser's simpleParser takes, warm.
const { readdirSync, readFileSync } = require("fs");
const { join } = require("path");
const { simpleParser } = require("mailparser");

const folder = process.argv[2];
const mails = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".eml")).map((name) => readFileSync(join(folder, name)));
const rounds = Math.max(1, Math.floor(300 / mails.length));

(async () => {
  for (const mail of mails) await simpleParser(mail);
  const before = process.cpuUsage();
  for (let i = 0; i < rounds; ++i) for (const mail of mails) await simpleParser(mail);
  const used = process.cpuUsage(before);
  console.log(Math.round((used.user + used.system) / (rounds * mails.length)));
})();
