// HTTP as it goes over the wire: what is sent and what comes back, byte for byte.
import { once } from 'node:events';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** One request on a connection of its own, with headers as pairs. No body is sent, whatever the headers say. */
export async function ask(port, headers = [], { method = 'GET', path = '/' } = {}) {
  const lines = [`${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Connection: close'];
  lines.push(...headers.map(([name, value]) => `${name}: ${value}`), '', '');
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(lines.join('\r\n'), 'latin1');
  return new Answer((await buffer(socket)).toString('latin1'));
}

class Answer {
  constructor(raw) {
    this.raw = raw;
    const [head] = raw.split('\r\n\r\n', 1);
    const [first, ...lines] = head.split('\r\n');
    this.status = Number(first.split(' ')[1]);
    this.headers = lines.map((line) => /^([^:]+):\s*(.*)$/.exec(line).slice(1));
    this.rest = raw.slice(head.length + 4);
  }

  all(name) {
    return this.headers.filter(([other]) => other.toLowerCase() === name).map(([, value]) => value);
  }

  get body() {
    if (!this.all('transfer-encoding').includes('chunked')) return this.rest;
    let body = '';
    for (let rest = this.rest; rest !== '';) {
      const [size] = rest.split('\r\n', 1);
      const start = size.length + 2;
      const end = start + Number.parseInt(size, 16);
      body += rest.slice(start, end);
      rest = rest.slice(end + 2);
    }
    return body;
  }

  /** All of it but the time. */
  get undated() {
    return this.raw.replace(/\r\ndate: [^\r]*/i, '');
  }
}
