// The other side of the interop tests: a server on the reference implementation for Node. Messages stay bytes, so no proto is needed.
'use strict';

const fs = require('fs');
const grpc = require('@grpc/grpc-js');

const bytes = { requestSerialize: b => b, requestDeserialize: b => b, responseSerialize: b => b, responseDeserialize: b => b };
const method = (name, requestStream, responseStream) => ({ path: `/interop.Peer/${name}`, requestStream, responseStream, ...bytes });

// google.protobuf.StringValue and BytesValue: field 1, length-delimited.
function wrap(content) {
  const payload = Buffer.from(content);
  const length = [];
  let n = payload.length;
  do {
    length.push((n & 0x7f) | (n > 0x7f ? 0x80 : 0));
    n >>>= 7;
  } while (n > 0);
  return payload.length === 0 ? Buffer.alloc(0) : Buffer.concat([Buffer.from([0x0a, ...length]), payload]);
}

function unwrap(message) {
  if (message.length === 0) return '';
  let i = 1;
  while (message[i++] & 0x80);
  return message.subarray(i).toString();
}

function failure(code, details) {
  const metadata = new grpc.Metadata();
  metadata.add('x-reason', 'because');
  metadata.add('x-raw-bin', Buffer.from([0, 1, 254, 255]));
  return { code, details, metadata };
}

// google.rpc.Status with one detail: code 9, a text, and an Any of StringValue.
function richStatus(text) {
  const nested = (field, content) => Buffer.concat([Buffer.from([(field << 3) | 2, content.length]), content]);
  const any = Buffer.concat([nested(1, Buffer.from('type.googleapis.com/google.protobuf.StringValue')), nested(2, wrap(text))]);
  return Buffer.concat([Buffer.from([0x08, grpc.status.FAILED_PRECONDITION]), nested(2, Buffer.from('rich')), nested(3, any)]);
}

const events = [];
let flaky = 0;

const service = {
  Echo: method('Echo', false, false), Fail: method('Fail', false, false), Rich: method('Rich', false, false),
  Flaky: method('Flaky', false, false), Metadata: method('Metadata', false, false),
  Big: method('Big', false, false), Hang: method('Hang', false, false), Events: method('Events', false, false),
  Missing: method('Missing', false, false), Count: method('Count', false, true), Break: method('Break', false, true),
  FailAtOnce: method('FailAtOnce', false, true), Endless: method('Endless', false, true),
  Sum: method('Sum', true, false), Chat: method('Chat', true, true), Early: method('Early', true, true),
};

const handlers = {
  Echo: (call, done) => done(null, call.request),
  Fail: (call, done) => done(failure(grpc.status.FAILED_PRECONDITION, 'nicht möglich: ☺ \n 100%')),
  Rich(call, done) {
    const metadata = new grpc.Metadata();
    metadata.add('grpc-status-details-bin', richStatus(unwrap(call.request)));
    done({ code: grpc.status.FAILED_PRECONDITION, details: 'rich', metadata });
  },
  Flaky(call, done) {
    const metadata = new grpc.Metadata();
    if (unwrap(call.request) !== '') metadata.add('grpc-retry-pushback-ms', unwrap(call.request));
    if (++flaky % 3 !== 0) return done({ code: grpc.status.UNAVAILABLE, details: 'busy', metadata });
    done(null, wrap(call.metadata.get('grpc-previous-rpc-attempts').join()));
  },
  Metadata(call, done) {
    const headers = new grpc.Metadata();
    for (const value of call.metadata.get('x-text')) headers.add('x-text', value);
    for (const value of call.metadata.get('x-raw-bin')) headers.add('x-raw-bin', value);
    call.sendMetadata(headers);
    const trailers = new grpc.Metadata();
    trailers.add('x-tail', 'end');
    trailers.add('x-deadline', call.getDeadline() === Infinity ? 'none' : 'some');
    done(null, wrap(call.metadata.get('user-agent').join()), trailers);
  },
  Big: (call, done) => done(null, wrap(Buffer.alloc(Number(unwrap(call.request)), 0x61))),
  Hang(call) {
    events.push('hang');
    call.on('cancelled', () => events.push('cancelled'));
  },
  Events: (call, done) => done(null, wrap(events.join())),
  Count(call) {
    const n = Number(unwrap(call.request));
    for (let i = 0; i < n; i++) call.write(wrap(String(i)));
    call.end();
  },
  Break(call) {
    for (let i = 0; i < 3; i++) call.write(wrap(String(i)));
    setImmediate(() => call.emit('error', failure(grpc.status.ABORTED, 'half way')));
  },
  FailAtOnce: call => call.emit('error', failure(grpc.status.NOT_FOUND, 'nothing here')),
  Endless(call) {
    let open = true;
    let i = 0;
    call.on('cancelled', () => {
      open = false;
      events.push('left');
    });
    const next = () => {
      if (open) call.write(wrap(String(i++)), () => setImmediate(next));
    };
    next();
  },
  Sum(call, done) {
    let sum = 0;
    call.on('data', m => { sum += Number(unwrap(m)); });
    call.on('end', () => done(null, wrap(String(sum))));
  },
  Chat(call) {
    call.on('data', m => call.write(wrap(unwrap(m).toUpperCase())));
    call.on('end', () => call.end());
  },
  Early: call => call.emit('error', failure(grpc.status.RESOURCE_EXHAUSTED, 'enough')),
};

const options = { 'grpc.max_concurrent_streams': 10, 'grpc.max_receive_message_length': -1 };
if (process.env.PEER_GZIP === '1') options['grpc.default_compression_algorithm'] = 2;
const server = new grpc.Server(options);
const { Missing, ...served } = service;
server.addService(served, handlers);
const credentials = process.env.PEER_CERTIFICATE
  ? grpc.ServerCredentials.createSsl(null, [{
    cert_chain: fs.readFileSync(process.env.PEER_CERTIFICATE), private_key: fs.readFileSync(process.env.PEER_KEY),
  }])
  : grpc.ServerCredentials.createInsecure();
server.bindAsync('127.0.0.1:0', credentials, (error, port) => {
  if (error) throw error;
  console.log(port);
});
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();
