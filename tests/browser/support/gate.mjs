// The network between a browser and the server: counts what passes, can hold an address back, and can go away.
// A browser's own instruments do not see what its workers ask for; here everything passes.

import { Agent, createServer, request as ask } from "node:http";

export async function openGate(upstream) {
  const requests = []; // { method, path, status }
  const held = new Set();
  const sockets = new Set();
  const agent = new Agent({ keepAlive: true });
  let port = 0;
  let server;

  async function pass(incoming, outgoing) {
    const entry = { method: incoming.method, path: incoming.url, status: 0 };
    requests.push(entry);
    for (const hold of held) if (hold.pattern.test(incoming.url)) await hold.released;
    const onward = ask(
      upstream + incoming.url,
      { method: incoming.method, headers: incoming.headers, agent, setHost: false },
      (answer) => {
        entry.status = answer.statusCode;
        outgoing.writeHead(answer.statusCode, answer.rawHeaders);
        answer.pipe(outgoing);
      },
    );
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  }

  const gate = {
    address: "",
    requests,
    // Requests so far that went to the server, as "GET /path".
    passed: (from = 0) => requests.slice(from).map(({ method, path }) => `${method} ${path}`),
    // Addresses that fit wait until the function that comes back is called.
    hold(pattern) {
      let release;
      const hold = { pattern, released: new Promise((done) => (release = done)) };
      held.add(hold);
      return () => {
        held.delete(hold);
        release();
      };
    },
    // Refuses connections, and cuts those that stand.
    async down() {
      const closed = new Promise((done) => server.close(done));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async up() {
      server = createServer((incoming, outgoing) => void pass(incoming, outgoing));
      server.on("connection", (socket) => {
        sockets.add(socket);
        socket.on("close", () => sockets.delete(socket));
      });
      await new Promise((done) => server.listen(port, "127.0.0.1", done));
      port = server.address().port;
      gate.address = `http://127.0.0.1:${port}`;
    },
    async close() {
      if (server.listening) await gate.down();
      agent.destroy();
    },
  };
  await gate.up();
  return gate;
}
