// A cluster whose one worker makes a verifier over a store that was chosen, and one without.
const cluster = require('node:cluster');
const { MemoryReplayStore, Verifier } = require('xwsse');

function work() {
  process.on('warning', ({ name, message }) => console.log(name, message));
  new Verifier({ secrets: {}, store: new MemoryReplayStore({ capacity: 10 }) });
  setImmediate(() => {
    console.log('chosen');
    new Verifier({ secrets: {} });
    setImmediate(() => process.disconnect());
  });
}

if (cluster.isPrimary) cluster.fork();
else work();
