// Runs the bundled function for the event that is read from the standard input, and writes its answer and its peak memory. The answer, which
// goes to the bucket of CloudFormation, is taken before it leaves.
const fs = require('fs');
const https = require('https');
const { EventEmitter } = require('events');

let answer;
https.request = (_, __, answered) =>
  Object.assign(new EventEmitter(), {
    end: (body) => {
      answer = JSON.parse(body);
      answered({ statusCode: 200, resume: () => undefined });
    },
  });

const { handler } = require('../../assets/handler');
const event = JSON.parse(fs.readFileSync(0, 'utf8'));
const { log } = console;
console.log = () => undefined;
handler(event, { getRemainingTimeInMillis: () => 15 * 60_000 }).then(
  () => log(JSON.stringify({ answer, peakKilobytes: process.resourceUsage().maxRSS })),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
