// Opens YAML files in a language server without an editor. Comes in: JSON on stdin, {schemas, files: [{path, hover,
// complete}]}, places as [line, character] from 0. Goes out: JSON, for each file {diagnostics, hover, completions}.
import { spawn } from "node:child_process";
import fs from "node:fs";

const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const server = spawn(process.execPath, ["node_modules/yaml-language-server/bin/yaml-language-server", "--stdio"], {
  stdio: ["pipe", "pipe", "ignore"],
});
setTimeout(() => process.exit(1), 60_000).unref();

let next = 1;
const answers = new Map();
const diagnosed = new Map();
const uri = (path) => "file://" + path.split("/").map(encodeURIComponent).join("/");

function send(message) {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function request(method, params) {
  const id = next++;
  send({ id, method, params });
  return new Promise((resolve) => answers.set(id, resolve));
}

function settings(section) {
  return section === "yaml" ? { schemas: asked.schemas ?? {}, schemaStore: { enable: false }, hover: true } : null;
}

function take(message) {
  if (message.method && message.id !== undefined) {
    const items = message.params?.items;
    send({ id: message.id, result: items ? items.map((item) => settings(item.section)) : null });
  } else if (message.method === "textDocument/publishDiagnostics") {
    diagnosed.get(message.params.uri)?.(message.params.diagnostics);
  } else if (message.id !== undefined) {
    answers.get(message.id)(message.result);
  }
}

let pending = Buffer.alloc(0);
server.stdout.on("data", (chunk) => {
  pending = Buffer.concat([pending, chunk]);
  for (;;) {
    const end = pending.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(pending.subarray(0, end).toString())[1]);
    if (pending.length < end + 4 + length) return;
    const body = pending.subarray(end + 4, end + 4 + length).toString();
    pending = pending.subarray(end + 4 + length);
    take(JSON.parse(body));
  }
});

async function open(file) {
  const textDocument = { uri: uri(file.path), languageId: "yaml", version: 1, text: fs.readFileSync(file.path, "utf8") };
  const diagnostics = new Promise((resolve) => diagnosed.set(textDocument.uri, resolve));
  send({ method: "textDocument/didOpen", params: { textDocument } });
  const at = ([line, character]) => ({ textDocument: { uri: textDocument.uri }, position: { line, character } });
  const result = { diagnostics: [], hover: "", completions: [] };
  for (const found of await diagnostics) {
    result.diagnostics.push(`${found.range.start.line}:${found.range.start.character} ${found.message}`);
  }
  if (file.hover) result.hover = (await request("textDocument/hover", at(file.hover)))?.contents?.value ?? "";
  if (file.complete) {
    const found = await request("textDocument/completion", at(file.complete));
    result.completions = (found.items ?? found).map((item) => item.label);
  }
  return result;
}

await request("initialize", {
  processId: null,
  rootUri: null,
  capabilities: { workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } } },
});
send({ method: "initialized", params: {} });
send({ method: "workspace/didChangeConfiguration", params: { settings: { yaml: settings("yaml") } } });
const results = [];
for (const file of asked.files) results.push(await open(file));
fs.writeSync(1, JSON.stringify(results));
server.kill();
process.exit(0);
