// The server of the benchmark: echoes, and streams as many messages as the request's varint (field 1) says.
'use strict';

const grpc = require('@grpc/grpc-js');
const methods = require('./methods');

function number(message) {
  let value = 0;
  for (let i = 1, shift = 0; i < message.length; i++, shift += 7) value += (message[i] & 0x7f) * 2 ** shift;
  return value;
}

const server = new grpc.Server();
server.addService(methods, {
  Echo: (call, done) => done(null, call.request),
  Count(call) {
    let left = number(call.request);
    const message = Buffer.concat([Buffer.from([0x0a, 100]), Buffer.alloc(100, 0x61)]);
    const next = () => {
      while (left-- > 0) {
        if (!call.write(message)) {
          call.once('drain', next);
          return;
        }
      }
      call.end();
    };
    next();
  },
});
server.bindAsync('localhost:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
// The benchmark ends the server by closing its input.
process.stdin.on('end', () => process.exit(0)).resume();
