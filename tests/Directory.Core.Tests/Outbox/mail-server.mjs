// A mail server as operators have them: certificates, passwords, access tokens, and an endpoint that gives those.
// Arguments: the folder of npm's modules; then options in JSON: { secure, key, cert, refused }. Says "ready SMTP-PORT TOKEN-PORT",
// then a line of JSON for each session, sign-in, mail and token. Ends when its input is closed.
import { createServer } from "node:http";
import { createRequire } from "node:module";

const { SMTPServer } = createRequire(process.argv[2] + "/")("smtp-server");
const options = JSON.parse(process.argv[3]);
const say = (what) => console.log(JSON.stringify(what));

const server = new SMTPServer({
  secure: options.secure,
  key: options.key,
  cert: options.cert,
  authMethods: ["PLAIN", "XOAUTH2"],
  onConnect: (session, done) => { say({ did: "connect" }); done(); },
  onAuth: (auth, session, done) => {
    say({ did: "sign in", method: auth.method, name: auth.username, secure: session.secure });
    const isRight = auth.method === "XOAUTH2" ? auth.accessToken === "token-1" : auth.password === "le bon";
    done(isRight ? null : new Error("wrong"), isRight ? { user: auth.username } : undefined);
  },
  onRcptTo: (address, session, done) => {
    const code = options.refused?.[address.address];
    done(code ? Object.assign(new Error("not now"), { responseCode: code }) : undefined);
  },
  onData: (stream, session, done) => {
    stream.resume();
    stream.on("end", () => { say({ did: "mail", to: session.envelope.rcptTo[0].address, secure: session.secure }); done(); });
  },
});
server.on("error", () => {}); // a client that does not like our certificate goes away

const tokens = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => { body += chunk; });
  request.on("end", () => {
    const form = new URLSearchParams(body);
    const isRight = form.get("client_secret") === "secret" && form.get("grant_type") === "client_credentials";
    say({ did: "token", scope: form.get("scope"), given: isRight });
    response.writeHead(isRight ? 200 : 401, { "content-type": "application/json" });
    response.end(JSON.stringify(isRight ? { access_token: "token-1", expires_in: 3600, token_type: "Bearer" } : { error: "invalid_client" }));
  });
});

server.listen(0, "127.0.0.1", () => tokens.listen(0, "127.0.0.1", () =>
  console.log(`ready ${server.server.address().port} ${tokens.address().port}`)));
process.stdin.resume().on("end", () => process.exit());
