// Plays the shell steps of a composite action, of a workflow's only job, or of a GitLab job, as their runners do.
// Called with the kind, the YAML file, and the inputs of an action as JSON; the variables of a job come in as its own.
// Prints JSON: the exit status, the outputs, and what the steps printed. Refused: an expression or a key it does not know.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import YAML from "yaml";

const [kind, file, inputText] = process.argv.slice(2);
const document = YAML.parse(fs.readFileSync(file, "utf8"));
const temp = fs.mkdtempSync(path.join(process.env.RUNNER_TEMP, "steps-"));
const run = { status: 0, outputs: {}, log: "" };

function shell(words, script, environment) {
  const name = path.join(temp, "script");
  fs.writeFileSync(name, script);
  const ran = spawnSync(words[0], [...words.slice(1), name], {
    cwd: process.env.GITHUB_WORKSPACE ?? process.env.CI_PROJECT_DIR,
    env: { ...process.env, ...environment },
    encoding: "utf8",
  });
  run.log += ran.stdout + ran.stderr;
  return ran.status ?? 1;
}

/** `${{ ... }}` of the few contexts that an action of two steps needs. */
function expand(text, contexts) {
  return String(text).replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (whole, name) => {
    const value = name.split(".").reduce((object, key) => object?.[key], contexts);
    if (value === undefined && !name.startsWith("steps.")) throw new Error("unknown expression " + whole);
    return value ?? "";
  });
}

function lines(name) {
  return fs.readFileSync(name, "utf8").split("\n").filter(Boolean);
}

function playSteps(steps, environment, inputs) {
  const contexts = { inputs, steps: {} };
  const search = [];
  for (const step of steps) {
    const known = ["name", "id", "shell", "env", "run", "uses", "with"];
    for (const key of Object.keys(step)) if (!known.includes(key)) throw new Error("unknown key " + key);
    if (step.uses) continue;
    if (step.run.includes("${{")) throw new Error("an expression in the text of a script");
    const files = { GITHUB_OUTPUT: path.join(temp, "output"), GITHUB_PATH: path.join(temp, "path") };
    for (const name of Object.values(files)) fs.writeFileSync(name, "");
    const own = Object.fromEntries(Object.entries(step.env ?? {}).map(([k, v]) => [k, expand(v, contexts)]));
    const PATH = [...search, process.env.PATH].join(":");
    const words = step.shell === "bash" ? ["bash", "--noprofile", "--norc", "-eo", "pipefail"] : ["bash", "-e"];
    run.status = shell(words, step.run, { ...environment, ...own, ...files, PATH });
    const outputs = Object.fromEntries(lines(files.GITHUB_OUTPUT).map((line) => line.split(/=(.*)/s).slice(0, 2)));
    if (step.id) contexts.steps[step.id] = { outputs };
    search.unshift(...lines(files.GITHUB_PATH));
    if (run.status !== 0) break;
  }
  return contexts;
}

if (kind === "action") {
  const given = JSON.parse(inputText);
  for (const name of Object.keys(given)) if (!document.inputs[name]) throw new Error("unknown input " + name);
  const inputs = Object.fromEntries(Object.entries(document.inputs).map(([k, v]) => [k, given[k] ?? v.default ?? ""]));
  const contexts = playSteps(document.runs.steps, { GITHUB_ACTION_PATH: path.dirname(file) }, inputs);
  for (const [name, output] of Object.entries(document.outputs)) run.outputs[name] = expand(output.value, contexts);
} else if (kind === "workflow") {
  const [job] = Object.values(document.jobs);
  playSteps(job.steps, { ...job.env, ...JSON.parse(inputText) }, {});
} else {
  const [job] = Object.values(document);
  const environment = { ...job.variables, ...job.rules[0].variables, ...JSON.parse(inputText) };
  const script = [...job.before_script, ...job.script].join("\n");
  run.status = shell(["bash", "-eo", "pipefail"], script, environment);
}
fs.writeSync(1, JSON.stringify(run));
