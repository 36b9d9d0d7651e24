// What the benchmark's server and client speak. Messages stay bytes, as they do in ours below the generated code.
'use strict';

const bytes = { requestSerialize: b => b, requestDeserialize: b => b, responseSerialize: b => b, responseDeserialize: b => b };
const method = (name, responseStream) => ({ path: `/benchmark.Peer/${name}`, requestStream: false, responseStream, ...bytes });

module.exports = { Echo: method('Echo', false), Count: method('Count', true) };
