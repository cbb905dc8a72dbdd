// Reads file names on its input; prints what each imports, as TypeScript's parser sees it, in the rows that listing.h
// describes: "import LINE SPECIFIER", "dynamic LINE SPECIFIER", "computed LINE".
import fs from "node:fs";
import ts from "typescript";

const K = ts.SyntaxKind;
const out = [];
const oneLine = (text) => text.replace(/[\n\t\r]/g, " ");
const isText = (node) => node && (node.kind === K.StringLiteral || node.kind === K.NoSubstitutionTemplateLiteral);

/** `require`, `module.require`, and the same with `.resolve` or `.context` behind it. */
function isRequire(node) {
  if (ts.isIdentifier(node)) return node.text === "require";
  if (!ts.isPropertyAccessExpression(node) || node.questionDotToken) return false;
  const name = node.name.text;
  if (name === "require") return ts.isIdentifier(node.expression) && node.expression.text === "module";
  return (name === "resolve" || name === "context") && isRequire(node.expression);
}

function facts(path) {
  const text = fs.readFileSync(path, "utf8");
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  if (source.parseDiagnostics.length > 0) return ["unparsed"];
  const rows = [];
  const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line + 1;
  const row = (kind, node) => rows.push(`${kind}\t${lineOf(node.getStart(source))}\t${oneLine(node.text)}`);
  const call = (argument) => {
    if (!argument) return;
    if (isText(argument)) row("dynamic", argument);
    else if (ts.isArrayLiteralExpression(argument)) {
      const other = argument.elements.findIndex((node) => !isText(node));
      argument.elements.slice(0, other < 0 ? undefined : other).forEach((node) => row("dynamic", node));
      if (other >= 0) rows.push(`computed\t${lineOf(argument.getStart(source))}`);
    } else rows.push(`computed\t${lineOf(argument.getStart(source))}`);
  };
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) row("import", node.moduleSpecifier);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) row("import", node.moduleSpecifier);
    else if (ts.isExternalModuleReference(node)) row("import", node.expression);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) row("dynamic", node.argument.literal);
    else if (ts.isCallExpression(node) && !node.questionDotToken) {
      if (node.expression.kind === K.ImportKeyword || isRequire(node.expression)) call(node.arguments[0]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  if (/\.[mc]?tsx?$/.test(path)) {
    for (const file of source.referencedFiles) {
      rows.push(`import\t${lineOf(file.pos)}\t${/^[./]/.test(file.fileName) ? "" : "./"}${file.fileName}`);
    }
    for (const file of source.typeReferenceDirectives) rows.push(`import\t${lineOf(file.pos)}\t${file.fileName}`);
  }
  return rows;
}

for (const path of fs.readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  out.push(`file\t${path}`, ...facts(path));
}
fs.writeSync(1, out.join("\n") + "\n");
