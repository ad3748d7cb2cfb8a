// Runs the SQL of standard input as postgres, through the server's Unix socket, and prints the rows, "|" between columns:
//   node sql.mjs SOCKET DATABASE USER GROUP
// USER, of the group GROUP (a number), is the operating system's user of the cluster, the only one let in; root takes its place.
// psql would do as well: what npm brings of PostgreSQL is without it.
import { readFileSync } from "node:fs";
import { connect } from "node:net";

const [socketPath, database, osUser, osGroup] = process.argv.slice(2);
const sql = readFileSync(0, "utf8");
if (process.getuid() === 0) {
  process.initgroups(osUser, Number(osGroup));
  process.setgid(Number(osGroup));
  process.setuid(osUser);
}

const message = (type, body) => {
  const frame = Buffer.alloc(type.length + 4 + body.length);
  frame.write(type, "latin1");
  frame.writeInt32BE(body.length + 4, type.length);
  body.copy(frame, type.length + 4);
  return frame;
};
const fail = (text) => {
  console.error(text);
  process.exit(3);
};

const server = connect(socketPath, () =>
  server.write(message("", Buffer.from(`\0\x03\0\0user\0postgres\0database\0${database}\0client_encoding\0UTF8\0\0`))));
server.on("error", (error) => fail(error.message));
server.on("end", () => fail("the server closed the connection."));

let received = Buffer.alloc(0);
let error = "";
let asked = false;
server.on("data", (bytes) => {
  received = Buffer.concat([received, bytes]);
  while (received.length >= 5 && received.length > received.readInt32BE(1)) {
    const end = received.readInt32BE(1) + 1;
    take(String.fromCharCode(received[0]), received.subarray(5, end));
    received = received.subarray(end);
  }
});

function take(type, body) {
  if (type === "R" && body.readInt32BE(0) !== 0) fail("the server asks for a password.");
  else if (type === "D") console.log(columns(body).join("|"));
  else if (type === "E") error = /\0M([^\0]*)/.exec(`\0${body.toString("utf8")}`)[1];
  else if (type === "Z" && !asked) {
    asked = true;
    server.write(message("Q", Buffer.from(`${sql}\0`)));
  } else if (type === "Z") {
    server.removeAllListeners("end");
    server.end(message("X", Buffer.alloc(0)));
  }
  if (error && (type === "Z" || !asked)) fail(`ERROR: ${error}`);
}

function columns(body) {
  const found = [];
  for (let at = 2, left = body.readInt16BE(0); left > 0; left--) {
    const length = Math.max(0, body.readInt32BE(at)); // -1 is null
    found.push(body.toString("utf8", at + 4, at + 4 + length));
    at += 4 + length;
  }
  return found;
}
