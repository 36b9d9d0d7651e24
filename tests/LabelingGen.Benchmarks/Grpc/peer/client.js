// The peer: node client.js <address> unary <concurrency> <milliseconds> | stream <messages> | first. Prints a number per second; of the
// first call nothing, for its process is timed from outside.
'use strict';

const grpc = require('@grpc/grpc-js');
const methods = require('./methods');

const [address, kind, first, second] = process.argv.slice(2);
const Client = grpc.makeGenericClientConstructor(methods, 'Peer');
const client = new Client(address, grpc.credentials.createInsecure());
const message = Buffer.concat([Buffer.from([0x0a, 100]), Buffer.alloc(100, 0x61)]);

function varint(n) {
  const parts = [];
  do {
    parts.push((n % 128) | (n > 127 ? 0x80 : 0));
    n = Math.floor(n / 128);
  } while (n > 0);
  return Buffer.from([0x08, ...parts]);
}

function unary(concurrency, milliseconds) {
  return new Promise((resolve, reject) => {
    let calls = 0;
    let open = concurrency;
    const start = performance.now();
    const next = () => client.Echo(message, error => {
      if (error) return reject(error);
      calls++;
      if (performance.now() - start < milliseconds) return next();
      if (--open === 0) resolve(calls / (performance.now() - start) * 1000);
    });
    for (let i = 0; i < concurrency; i++) next();
  });
}

function stream(messages) {
  return new Promise((resolve, reject) => {
    let count = 0;
    const start = performance.now();
    const call = client.Count(varint(messages));
    call.on('data', () => { count++; });
    call.on('error', reject);
    call.on('end', () => resolve(count / (performance.now() - start) * 1000));
  });
}

function firstCall() {
  return new Promise((resolve, reject) => client.Echo(message, error => error ? reject(error) : resolve()));
}

(async () => {
  if (kind === 'first') {
    await firstCall();
    client.close();
    return;
  }

  const run = kind === 'unary' ? n => unary(Number(first), n) : n => stream(n);
  const amount = Number(kind === 'unary' ? second : first);
  await run(amount / 4);
  console.log(await run(amount));
  client.close();
})();
