// Does a person's steps in Chromium and prints the page after each:  node walk.mjs CHROMIUM STEPS.json
// Steps: {"does": "open" | "press", "window": name, "what": address | user}. Windows share no cookies.
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [chromium, file] = process.argv.slice(2);
const steps = JSON.parse(readFileSync(file, "utf8"));
const browser = await puppeteer.launch({
  executablePath: chromium,
  headless: true,
  args: ["--no-sandbox", "--disable-dev-shm-usage"], // Chromium's own sandbox refuses to run as root
});
const windows = new Map();
const pages = [];

async function pageOf(name) {
  if (!windows.has(name)) windows.set(name, await (await browser.createBrowserContext()).newPage());
  return windows.get(name);
}

async function press(page, user) {
  const form = `form:has([value=${JSON.stringify(user)}])`;
  const button = `${form} button, ${form} [type=submit]`;
  const [answer] = await Promise.all([page.waitForNavigation(), page.click(button)]);
  return answer;
}

try {
  for (const step of steps) {
    const page = await pageOf(step.window);
    const what = step.what.replace(/\{(\d+)\}/, (_, number) => pages[number].url);
    const answer = step.does === "open" ? await page.goto(what) : await press(page, what);
    pages.push({ url: page.url(), status: answer.status(), text: await page.evaluate(() => document.body.innerText) });
  }
  console.log(JSON.stringify(pages));
} finally {
  await browser.close();
}
