// A real OpenID Connect provider on loopback, for tests. Tests command it by POST /test/…: its next word may be spoilt, it may be away.
import { createServer } from "node:http";
import { generateKeyPairSync, createPublicKey } from "node:crypto";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const modules = process.argv[2];
const load = (name) => import(pathToFileURL(createRequire(join(modules, "x.js")).resolve(name)));
const { Provider } = await load("oidc-provider");
const jose = await load("jose");

const key = () => ({ ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" });
const withId = (jwk, kid) => ({ ...jwk, kid });
const first = withId(key(), "first");
let keys = [first];
const other = withId(key(), "other");
const spoils = { id_token: "", userinfo: "" };
let port = 0, provider, handler, discoveries = 0, away = "", logoutToken = "", shown = "";

const common = {
  redirect_uris: ["https://localhost/connexion/reponse"], post_logout_redirect_uris: ["https://localhost/deconnexion"],
  response_types: ["code"], grant_types: ["authorization_code"],
  backchannel_logout_uri: "http://127.0.0.1/connexion/fin", backchannel_logout_session_required: true,
};
const clients = [
  { ...common, client_id: "directory", client_secret: "a-secret-of-thirty-two-characters", token_endpoint_auth_method: "client_secret_post", userinfo_signed_response_alg: "RS256" },
  { ...common, client_id: "in:header", client_secret: "a secret: with + signs & %, of 32 and more", token_endpoint_auth_method: "client_secret_basic" },
];

function build() {
  provider = new Provider(`http://127.0.0.1:${port}`, {
    clients, jwks: { keys }, claims: { openid: ["sub"], email: ["email"], profile: ["given_name", "family_name"] }, scopes: ["openid", "email", "profile"],
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, email: "agent1@example.fr", given_name: "Dominique", family_name: "Bernard" }) }),
    features: {
      jwtUserinfo: { enabled: true }, devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true },
      backchannelLogout: { enabled: true }, claimsParameter: { enabled: true },
    },
    fetch: async (_, { body }) => { logoutToken = body.get("logout_token"); return new Response(null, { status: 200 }); },
    acrValues: ["eidas1", "eidas2"],
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
const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

// Signs the claims, with one thing wrong: other claims (JSON; null takes one out), or another signature.
async function sign(claims, how, header = {}) {
  const changes = how.startsWith("{") ? JSON.parse(how) : {};
  const payload = Object.fromEntries(Object.entries({ ...claims, ...changes }).filter(([, value]) => value !== null));
  const now = Math.floor(Date.now() / 1000);
  for (const time of ["exp", "nbf", "iat", "auth_time"]) {
    if (typeof payload[time] === "string") payload[time] = now + Number(payload[time]); // "+600": in ten minutes
  }
  switch (how) {
    case "none": return `${encode({ ...header, alg: "none" })}.${encode(payload)}.`;
    case "no signature": return `${encode({ ...header, alg: "RS256", kid: keys[0].kid })}.${encode(payload)}.`;
    case "shared secret": return new jose.SignJWT(payload).setProtectedHeader({ ...header, alg: "HS256" }).sign(Buffer.from(clients[0].client_secret));
    case "public key as secret": {
      const pem = createPublicKey({ key: keys[0], format: "jwk" }).export({ type: "spki", format: "pem" });
      return new jose.SignJWT(payload).setProtectedHeader({ ...header, alg: "HS256", kid: keys[0].kid }).sign(Buffer.from(pem));
    }
    case "key in the header": {
      const { kty, n, e } = other;
      return new jose.SignJWT(payload).setProtectedHeader({ ...header, alg: "RS256", jwk: { kty, n, e } }).sign(await jose.importJWK(other, "RS256"));
    }
    case "tampered": {
      const [head, , signature] = (await sign(claims, "", header)).split(".");
      return `${head}.${encode({ ...claims, sub: "admin" })}.${signature}`;
    }
  }
  const jwk = how === "unknown key" || how === "stolen name" ? other : keys[0];
  return new jose.SignJWT(payload).setProtectedHeader({ ...header, alg: "RS256", kid: how === "stolen name" ? keys[0].kid : jwk.kid }).sign(await jose.importJWK(jwk, "RS256"));
}

async function spoilt(path, text) {
  if (path === "/token") {
    const answer = JSON.parse(text);
    const how = spoils.id_token;
    if (!answer.id_token) return { text };
    spoils.id_token = "";
    const id_token = how === "missing" ? undefined : await sign(jose.decodeJwt(answer.id_token), how);
    return { text: JSON.stringify({ ...answer, id_token }), type: "application/json" };
  }
  const how = spoils.userinfo;
  spoils.userinfo = "";
  const claims = text.startsWith("{") ? JSON.parse(text) : jose.decodeJwt(text);
  return how.startsWith("plain")
    ? { text: JSON.stringify({ ...claims, ...JSON.parse(how.slice(5) || "{}") }), type: "application/json" }
    : { text: await sign(claims, how), type: "application/jwt" };
}

const commands = {
  "/test/spoil": (text) => { const [what, how] = JSON.parse(text); spoils[what] = how; },
  "/test/rotate": (text) => { keys = [text === "back" ? first : withId(key(), `key-${Date.now()}`)]; build(); },
  "/test/away": (text) => { away = text; }, // "", "refuses", "hangs"
  "/test/discoveries": () => String(discoveries),
  "/test/shown": () => shown,
  "/test/logout-token": () => logoutToken,
  "/test/sign": async (text) => { const [claims, how, header] = JSON.parse(text); return sign(claims, how, header); },
};

const server = createServer(async (request, response) => {
  const url = new URL(request.url, `http://127.0.0.1:${port}`);
  if (commands[url.pathname]) {
    return response.end((await commands[url.pathname](await body(request))) ?? "");
  }
  if (away) {
    return away === "refuses" ? request.socket.destroy() : undefined;
  }
  if (url.pathname.startsWith("/.well-known/")) discoveries++;
  if (url.pathname === "/token") shown = request.headers.authorization ?? "";
  if (url.pathname.startsWith("/sign-in/")) {
    // Consents at once, as the person named in the header of the test.
    const details = await provider.interactionDetails(request, response);
    const login = request.headers["x-sign-in-as"] ?? "somebody";
    const grant = new provider.Grant({ accountId: details.session?.accountId ?? login, clientId: details.params.client_id });
    grant.addOIDCScope("openid email profile");
    grant.addOIDCClaims(["acr", "amr"]);
    return provider.interactionFinished(request, response, { login: { accountId: login }, consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
  }
  const isSpoilt = (url.pathname === "/token" && spoils.id_token) || (url.pathname === "/me" && spoils.userinfo);
  if (isSpoilt) {
    const end = response.end.bind(response), set = response.setHeader.bind(response);
    let type;
    response.setHeader = (name, value) => {
      if (name.toLowerCase() === "content-type") { type = value; return response; }
      return name.toLowerCase() === "content-length" ? response : set(name, value);
    };
    response.end = (chunk) => {
      spoilt(url.pathname, chunk.toString()).then((answer) => {
        set("content-type", answer.type ?? type);
        end(answer.text);
      });
      return response;
    };
  }
  return handler(request, response);
});
server.listen(0, "127.0.0.1", () => {
  port = server.address().port;
  build();
  console.log(`ready ${port}`);
});
process.stdin.on("end", () => process.exit()).resume(); // ends with the tests, however they end
