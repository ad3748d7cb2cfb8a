// A real OpenID Connect provider on loopback, for tests. Its last word may be spoilt: POST /spoil {what} before the next token.
import { createServer } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const modules = process.argv[2];
const load = (name) => import(pathToFileURL(createRequire(join(modules, "x.js")).resolve(name)));
const { Provider } = await load("oidc-provider");
const jose = await load("jose");

const key = () => ({ ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" });
const withId = (jwk, kid) => ({ ...jwk, kid });
let keys = [withId(key(), "first")];
const other = withId(key(), "other");
let spoil = "", port = 0, provider, handler;

const client = {
  client_id: "directory", client_secret: "a-secret-of-thirty-two-characters", redirect_uris: ["https://localhost/connexion/reponse"],
  post_logout_redirect_uris: ["https://localhost/deconnexion"], response_types: ["code"], grant_types: ["authorization_code"],
  token_endpoint_auth_method: "client_secret_post", userinfo_signed_response_alg: "RS256",
};

function build() {
  provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [client], jwks: { keys }, claims: { openid: ["sub"], email: ["email"] }, scopes: ["openid", "email"],
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, email: "agent1@example.fr" }) }),
    features: { jwtUserinfo: { enabled: true }, devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    pkce: { required: () => false },
    interactions: { url: (_, interaction) => `/sign-in/${interaction.uid}` },
    cookies: { keys: ["for tests only"] },
  });
  handler = provider.callback();
}

const body = (request) => new Promise((resolve) => {
  let text = "";
  request.on("data", (part) => { text += part; }).on("end", () => resolve(text));
});

// Signs the id_token anew, with one thing wrong.
async function spoilt(token) {
  const claims = jose.decodeJwt(token);
  const now = Math.floor(Date.now() / 1000);
  const how = spoil;
  spoil = "";
  const changes = {
    nonce: { nonce: "another" }, "no nonce": { nonce: undefined }, audience: { aud: "someone-else" }, issuer: { iss: "https://elsewhere.example" },
    expired: { exp: now - 3600, iat: now - 7200 }, "no expiry": { exp: undefined }, party: { azp: "someone-else" }, subject: { sub: "somebody-else" },
    mfa: { amr: ["pwd", "mfa"], acr: "eidas2" },
  };
  const payload = { ...claims, ...changes[how] };
  if (how === "none") {
    const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
    return `${encode({ alg: "none" })}.${encode(payload)}.`;
  }
  if (how === "shared secret") {
    return new jose.SignJWT(payload).setProtectedHeader({ alg: "HS256" }).sign(Buffer.from(client.client_secret));
  }
  if (how === "tampered") {
    const [head, , signature] = token.split(".");
    return `${head}.${Buffer.from(JSON.stringify({ ...claims, sub: "admin" })).toString("base64url")}.${signature}`;
  }
  const foreign = how === "unknown key" || how === "stolen name";
  const jwk = foreign ? other : keys[0];
  const header = { alg: "RS256", kid: how === "stolen name" ? keys[0].kid : jwk.kid };
  return new jose.SignJWT(payload).setProtectedHeader(header).sign(await jose.importJWK(jwk, "RS256"));
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, `http://127.0.0.1:${port}`);
  if (url.pathname === "/spoil") {
    spoil = await body(request);
    return response.end();
  }
  if (url.pathname === "/rotate") {
    keys = [withId(key(), `key-${Date.now()}`)];
    build();
    return response.end();
  }
  if (url.pathname.startsWith("/sign-in/")) {
    // Consents at once, as the person named in the header of the test.
    const details = await provider.interactionDetails(request, response);
    const login = request.headers["x-sign-in-as"] ?? "somebody";
    const grant = new provider.Grant({ accountId: details.session?.accountId ?? login, clientId: "directory" });
    grant.addOIDCScope("openid email");
    return provider.interactionFinished(request, response, { login: { accountId: login }, consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
  }
  if (url.pathname === "/token" && spoil) {
    const end = response.end.bind(response);
    response.end = (chunk, ...rest) => {
      const answer = JSON.parse(chunk.toString());
      if (!answer.id_token) return end(chunk, ...rest);
      spoilt(answer.id_token).then((token) => {
        const text = JSON.stringify({ ...answer, id_token: token });
        end(text);
      });
      return response;
    };
    const set = response.setHeader.bind(response);
    response.setHeader = (name, value) => (name.toLowerCase() === "content-length" ? response : set(name, value));
  }
  return handler(request, response);
});
server.listen(0, "127.0.0.1", () => {
  port = server.address().port;
  build();
  console.log(`ready ${port}`);
});
process.stdin.on("end", () => process.exit()).resume(); // ends with the tests, however they end
